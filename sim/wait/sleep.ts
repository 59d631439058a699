import { SiteError } from '../errors';

/** Waits this many milliseconds of real time. Rejects with `SITE_INTERRUPTED`, or the site's own reason, once the signal fires. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(interruption(signal));
    const abort = (): void => {
      clearTimeout(timer);
      reject(interruption(signal as AbortSignal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Whether this work settles, either way, within so many milliseconds of real time. Never rejects because of the work. */
export function settlesWithin(work: Promise<unknown>, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(interruption(signal));
    const over = (outcome: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      outcome();
    };
    const abort = (): void => over(() => reject(interruption(signal as AbortSignal)));
    const timer = setTimeout(() => over(() => resolve(false)), milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
    const settled = (): void => over(() => resolve(true));
    work.then(settled, settled);
  });
}

/** Resolves once the signal has fired. */
export function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** One turn of the event loop, so that sockets that became ready are served. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The error that a fired signal ends a wait with. */
export function interruption(signal: AbortSignal): Error {
  if (signal.reason instanceof SiteError) return signal.reason;
  return new SiteError('SITE_INTERRUPTED', 'The wait was interrupted before what it waited for had happened.', {
    cause: signal.reason,
  });
}
