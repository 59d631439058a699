import { request } from 'node:https';
import { answers } from '../../wait/answers';
import { listens } from '../../wait/listens';

/** Where every host answers, by the image's contract. */
export const apiPort = 5080;
/** Milliseconds for an answer that tells a host's time. */
const datePatience = 5000;

/** How the harness gets at hosts; tests put another way in its place. */
export interface Reach {
  /** Whether something listens there now. */
  listens(address: string, port: number, signal: AbortSignal): Promise<boolean>;
  /** See `sim/wait/answers.ts`. */
  readonly answers: typeof answers;
  /** Milliseconds since the epoch that the host's answer is dated with; undefined: it is not. Rejects where there is no answer. */
  date(endpoint: string): Promise<number | undefined>;
  /** Real milliseconds for which hosts may go on telling a time that they have worded before. */
  readonly dateStaleness: number;
}

/** Over the network. */
export const overNetwork: Reach = { listens, answers, date, dateStaleness: 3000 };

function date(endpoint: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL('/v1/ping', endpoint),
      { rejectUnauthorized: false, agent: false, timeout: datePatience },
      (answer) => {
        const told = Date.parse(answer.headers.date ?? '');
        resolve(Number.isNaN(told) ? undefined : told);
        answer.destroy();
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', reject);
    asked.end();
  });
}
