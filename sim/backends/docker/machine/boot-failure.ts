import { SiteError, sentenceOf, siteErrorIn } from '../../../errors';
import { interruption } from '../../../wait/sleep';
import type { Down } from './installed-host';

/** Lines of its log that a host which did not boot is quoted with. */
const quotedLines = 3;

/** A boot that came to nothing. */
export interface FailedBoot {
  readonly hostName: string;
  readonly endpoint: string;
  readonly budgetSeconds: number;
  readonly first: boolean;
  /** What the wait for it ended in. */
  readonly error: unknown;
  /** Of the site. */
  readonly signal: AbortSignal;
  /** See `InstalledHost.down`. */
  readonly down: AbortSignal;
  /** What it has logged since it was powered on. */
  readonly logs: () => Promise<readonly string[]>;
}

/** What a boot that came to nothing is to end in: whose fault it is, and why. */
export async function bootFailure(boot: FailedBoot): Promise<Error> {
  const { hostName, endpoint, budgetSeconds, error, signal, down } = boot;
  if (signal.aborted) return interruption(signal);
  if (down.aborted) return ended(boot, down.reason as Down);
  const known = siteErrorIn(error);
  if (known !== undefined && known.code !== 'SITE_INTERRUPTED') return known;
  return new SiteError(
    'SITE_HOST_SILENT',
    `Host "${hostName}" was powered on and does not answer at ${endpoint} within ${budgetSeconds} s; see its logs.`,
    { cause: error },
  );
}

async function ended({ hostName, first, error, logs }: FailedBoot, down: Down): Promise<SiteError> {
  if (!('crash' in down)) {
    return new SiteError('SITE_POWER', `The power of host "${hostName}" was cut while it booted.`, { cause: error });
  }
  // The engine may have kept it from starting again.
  const known = siteErrorIn(down.crash);
  if (known !== undefined) return known;
  const last = await logs().catch(() => []);
  const why = `${sentenceOf(down.crash)}; its log ends with ${JSON.stringify(last.slice(-quotedLines).join(' '))}`;
  const options = { cause: down.crash };
  return first
    ? new SiteError('SITE_BOOT_REFUSED', `Host "${hostName}" refused to boot: ${why}.`, options)
    : new SiteError('SITE_BOOT_FAILED', `Host "${hostName}" did not boot again: ${why}.`, options);
}
