import { request } from 'node:https';
import type { Clock } from '../clock';
import { SiteError, sentenceOf } from '../errors';

/** Path that every edge host answers without a login. */
const pingPath = '/v1/ping';

/**
 * Waits until the host at this origin answers a ping over HTTPS, with whatever status: it is there then.
 *
 * @param endpoint asked anew for each try, as a host may move
 * @param budgetSeconds of the site's clock; when it is used up the wait ends in `SITE_HOST_SILENT`
 */
export async function answers(
  hostName: string,
  endpoint: () => string,
  clock: Clock,
  budgetSeconds: number,
  signal?: AbortSignal,
): Promise<void> {
  let last: unknown;
  for await (const attempt of clock.attempts(budgetSeconds, signal)) {
    try {
      return await clock.during(ping(endpoint(), signal), budgetSeconds);
    } catch (error) {
      signal?.throwIfAborted();
      last = error;
    }
    if (attempt.last) break;
  }
  throw new SiteError(
    'SITE_HOST_SILENT',
    `Host "${hostName}" was powered on and does not answer at ${endpoint()} within ${budgetSeconds} s (${sentenceOf(last)}); see its logs.`,
    { cause: last },
  );
}

function ping(endpoint: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL(pingPath, endpoint),
      { rejectUnauthorized: false, agent: false, ...(signal && { signal }) },
      (answer) => {
        resolve();
        answer.destroy();
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}
