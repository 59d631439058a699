import type { Child } from 'hono/jsx';

interface FieldProps {
  /** Unique on its page. */
  readonly id: string;
  readonly label: string;
  /** In the form. */
  readonly name: string;
  readonly value?: string;
  readonly type?: 'text' | 'password';
  /** One sentence below it. */
  readonly hint?: string;
  /** Several lines. */
  readonly lines?: number;
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly autofocus?: boolean;
  readonly readonly?: boolean;
  /** Characters that look alike are to be told apart. */
  readonly mono?: boolean;
  /** Id of the form that it belongs to, where it does not stand in it. */
  readonly form?: string;
}

/** A field for text, with its label above it. */
export function Field(props: FieldProps) {
  const { id, label, name, value = '', type = 'text', hint, lines, autocomplete = 'off', mono } = props;
  const shared = {
    id,
    name,
    autocomplete,
    class: mono ? 'mono' : undefined,
    spellcheck: false,
    autocapitalize: 'none' as const,
    required: props.required ?? false,
    autofocus: props.autofocus ?? false,
    readonly: props.readonly ?? false,
    form: props.form,
    'aria-describedby': hint && `${id}-hint`,
  };
  return (
    <FieldPlace id={id} label={label} hint={hint}>
      {lines ? (
        <textarea {...shared} rows={lines}>
          {value}
        </textarea>
      ) : (
        <input {...shared} type={type} value={value} />
      )}
    </FieldPlace>
  );
}

interface PlaceProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: Child;
}

/** Label, control and hint, one below the other. */
export function FieldPlace({ id, label, hint, children }: PlaceProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
