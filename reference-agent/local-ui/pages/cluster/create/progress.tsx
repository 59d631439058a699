import { type Step, steps } from './steps';

/** Where one is on the way. */
export function Progress({ current }: { readonly current: Step }) {
  return (
    <ol class="steps" aria-label="Steps">
      {steps.map((step) => (
        <li
          class={steps.indexOf(step) < steps.indexOf(current) ? 'done' : undefined}
          aria-current={step === current ? 'step' : undefined}
        >
          <span>{step.name}</span>
        </li>
      ))}
    </ol>
  );
}
