import type { Logger } from 'pino';
import type { Announcement, Facts } from '../domain';
import type { Clock } from '../outside/clock';
import type { HostNetwork } from '../outside/network';
import type { Random } from '../outside/random';
import type { Host } from './host';

/** What all parts of a running host share. */
export interface Context {
  readonly host: Host;
  readonly clock: Clock;
  readonly random: Random;
  readonly network: HostNetwork;
  readonly log: Logger;
  /** Fires when the host goes down, in order or not. */
  readonly down: AbortSignal;
  /** What this host is and where it is found now. */
  facts(): Facts;
  /** What this host announces of itself to its group now. */
  announcement(): Announcement;
}

/** A signal that fires after that many seconds of the host's clock, or with any of the others. */
export function within(context: Context, seconds: number, ...signals: AbortSignal[]): AbortSignal & Disposable {
  const controller = new AbortController();
  const abort = () => {
    timer.cancel();
    for (const signal of all) signal.removeEventListener('abort', abort);
    controller.abort();
  };
  const all = [context.down, ...signals];
  const timer = context.clock.after(seconds * 1000, abort);
  for (const signal of all) signal.addEventListener('abort', abort, { once: true });
  if (all.some((signal) => signal.aborted)) abort();
  return Object.assign(controller.signal, {
    [Symbol.dispose]: () => {
      timer.cancel();
      for (const signal of all) signal.removeEventListener('abort', abort);
    },
  });
}

/** Resolves after that many seconds of the host's clock, or when a signal fires. */
export async function pause(context: Context, seconds: number, signal: AbortSignal): Promise<void> {
  const waiting = within(context, seconds, signal);
  if (!waiting.aborted) await new Promise((resolve) => waiting.addEventListener('abort', resolve, { once: true }));
}
