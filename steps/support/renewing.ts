import { setTimeout as sleep } from 'node:timers/promises';
import { apiOperator } from '../../operators/api';
import { HostFault, type Operator } from '../../operators/operator';
import type { Host } from '../../sim';
import type { Target } from '../../target';
import { NotRenewed } from './errors';
import { remains } from './remains';

/** Milliseconds between two looks at a host that restarts. */
const pause = 3;
/** Milliseconds for which a host that was never seen away has to refuse its old session, to count as restarted. */
const settledFor = 1000;

/**
 * Makes a host as if it had just been booted for the first time, by the factory reset that it offers its operators, and
 * makes sure of it through the API. Rejects with a {@link NotRenewed} that says what is left.
 */
export function renewal(target: Target, operate = apiOperator): (host: Host) => Promise<void> {
  return async (host) => {
    const ended = AbortSignal.timeout(Math.ceil(target.budgets.reset * 1000));
    const options = { record: () => {}, signal: ended };
    // The one after the reset has to log in anew.
    const [before, after] = [operate(host, target, options), operate(host, target, options)];
    try {
      await restart(before, host.name, ended);
      const left = await remains(after);
      if (left.length > 0) throw new NotRenewed(host.name, `still ${left.join(' and ')}`);
    } catch (cause) {
      if (cause instanceof NotRenewed) throw cause;
      const what = ended.aborted
        ? `did not do so within ${target.budgets.reset} s`
        : `met: ${(cause as Error).message}`;
      throw new NotRenewed(host.name, what, { cause });
    } finally {
      await Promise.all([before.close(), after.close()]);
    }
  };
}

/** Resets the host; resolves once it was away and answers again. */
async function restart(operator: Operator, name: string, ended: AbortSignal): Promise<void> {
  const session = await operator.session();
  const outcome = await operator.reset();
  if (!outcome.accepted) throw new NotRenewed(name, `refused with status ${outcome.status}: ${outcome.reason}`);
  let refusedSince: number | undefined;
  for (let wasAway = false; ; await sleep(pause, undefined, { signal: ended })) {
    const seen = await look(operator, session);
    if (seen === 'away') wasAway = true;
    else if (wasAway) return;
    if (seen !== 'refuses') continue;
    // It may have been away between two looks, or forget its sessions before it goes.
    refusedSince ??= performance.now();
    if (performance.now() - refusedSince >= settledFor) return;
  }
}

/** Whether a host answers, and whether it still knows a session that it gave before. */
async function look(operator: Operator, session: string): Promise<'away' | 'knows' | 'refuses'> {
  try {
    return (await operator.tryForeignSession(session)).accepted ? 'knows' : 'refuses';
  } catch (error) {
    if (error instanceof HostFault) return 'away';
    throw error;
  }
}
