import { FieldPlace } from './field';

interface ChoiceProps {
  /** Unique on its page. */
  readonly id: string;
  readonly label: string;
  /** In the form. */
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  /** One sentence below it. */
  readonly hint?: string;
  /** Id of the form that it belongs to, where it does not stand in it. */
  readonly form?: string;
}

/** One of several. */
export function Choice({ id, label, name, value, options, hint, form }: ChoiceProps) {
  return (
    <FieldPlace id={id} label={label} hint={hint}>
      <select id={id} name={name} form={form} aria-describedby={hint && `${id}-hint`}>
        {options.map(([option, word]) => (
          <option value={option} selected={option === value}>
            {word}
          </option>
        ))}
      </select>
    </FieldPlace>
  );
}
