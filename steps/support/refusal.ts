import type { Outcome } from '../../operators/operator';

type Refused = Extract<Outcome, { readonly accepted: false }>;

/** A refusal as the end of a sentence about a host: `refused with status 409: it is linked already`. */
export function refusal({ status, reason }: Refused): string {
  const answer =
    status === 0 ? 'reported that it failed' : `refused${status === undefined ? '' : ` with status ${status}`}`;
  return `${answer}: ${reason.replace(/\.$/, '')}`;
}
