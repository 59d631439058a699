import { durationPattern, longestRealWait, parseDuration } from '../../steps/support/durations';

/** Seconds of real time from which on a scenario is worth a thread of its own. */
const longWait = 30;

const wait = new RegExp(`^(${durationPattern.source}) (?:has|have) passed$`);
/** Waits for a token to run out, whose time may just have begun. */
const nextToken = /^the operator copies the next token from /;
const tokenTime = '2 minutes';

/** Seconds that a scenario of these steps waits for where time is real. A wait that no run waits for ends it, and counts nothing. */
export function secondsWaited(steps: readonly { readonly text: string }[]): number {
  const durations = steps.map(({ text }) => (nextToken.test(text) ? tokenTime : wait.exec(text)?.[1]));
  const seconds = durations.filter((duration) => duration !== undefined).map(parseDuration);
  return seconds.filter((each) => each <= longestRealWait).reduce((sum, each) => sum + each, 0);
}

/** Whether a scenario of these steps does little but wait. */
export const waitsLong = (steps: readonly { readonly text: string }[]): boolean => secondsWaited(steps) >= longWait;
