import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiOperator } from '../../operators/api';
import { HostFault } from '../../operators/operator';
import type { Host } from '../../sim';
import type { Target } from '../../target';
import { NotRenewed } from './errors';
import { refusal } from './refusal';
import { remains } from './remains';

/** Milliseconds between two looks at a host that restarts. */
const pause = 3;
/** Milliseconds after which a host that kept its connections counts as one that resets itself without a restart. */
const settledFor = 1000;

/** Faults of a host that is not there, or not any more. */
const absences = ['HOST_UNREACHABLE', 'HOST_RESET', 'HOST_TLS', 'HOST_TRUNCATED', 'HOST_NO_ANSWER'];

/** What a renewal is done with; tests put others in their place. */
export interface RenewalParts {
  readonly operate: typeof apiOperator;
  /** Opens a connection to this origin; resolves to what settles when it has ended. */
  readonly connection: (endpoint: string, signal: AbortSignal) => Promise<{ readonly ended: Promise<void> }>;
}

/**
 * Makes a host as if it had just been booted for the first time, by the factory reset that it offers its operators, and
 * makes sure of it through the API. Rejects with a {@link NotRenewed} that says what is left.
 */
export function renewal(
  target: Target,
  { operate, connection }: RenewalParts = { operate: apiOperator, connection: openConnection },
): (host: Host) => Promise<void> {
  return async (host) => {
    const ended = AbortSignal.timeout(Math.ceil(target.budgets.reset * 1000));
    const options = { record: () => {}, signal: ended };
    // The one after the reset has to log in anew.
    const [before, after] = [operate(host, target, options), operate(host, target, options)];
    try {
      // It may be in the middle of a restart that the scenario has left it with.
      const [open, outcome] = await answered(async () => {
        const connected = await connection(host.endpoint, ended);
        return [connected, await before.reset()] as const;
      }, ended);
      if (!outcome.accepted) throw new NotRenewed(host.name, refusal(outcome));
      // A restart ends connections, however short it is: nobody has to be quick enough to see the host away.
      await Promise.race([open.ended, sleep(settledFor, undefined, { signal: ended })]);
      const left = await answered(() => remains(after), ended);
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

/** Asks until the host is there to answer. */
async function answered<T>(ask: () => Promise<T>, ended: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof HostFault && absences.includes(error.code))) throw error;
    }
    await sleep(pause, undefined, { signal: ended });
  }
}

async function openConnection(endpoint: string, signal: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect({ host: hostname, port: Number(port) });
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  socket.on('error', () => socket.destroy());
  signal.addEventListener('abort', () => socket.destroy(), { once: true });
  await Promise.race([once(socket, 'connect', { signal }), ended]);
  return { ended };
}
