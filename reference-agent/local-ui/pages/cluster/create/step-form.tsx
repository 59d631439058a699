import { Button } from '../../../components/button';
import { createPath } from './paths';
import { type Step, steps } from './steps';

/** Id of the form that all fields of a step belong to. */
export const stepForm = 'step';

interface StepFormProps {
  readonly step: Step;
  /** Of the page's address. */
  readonly query: string;
  /** Why no cluster would be created now. */
  readonly reason: string | undefined;
}

/** On to the next step, or back to the one before. What comes first in it is what the Enter key does. */
export function StepForm({ step, query, reason }: StepFormProps) {
  const isLast = step === steps.at(-1);
  return (
    <form id={stepForm} method="post" action={`${createPath}/step?${query}`}>
      <p class="alert" role="alert" data-keeps />
      <div class="ways">
        {isLast ? (
          <Button id="create" kind="primary" reason={reason} name="do" value="create">
            Create cluster
          </Button>
        ) : (
          <Button id="next" kind="primary" name="do" value="next">
            Next
          </Button>
        )}
        <a class="button plain" href="/cluster">
          Cancel
        </a>
        {step !== steps[0] && (
          <Button id="back" name="do" value="back">
            Back
          </Button>
        )}
      </div>
    </form>
  );
}
