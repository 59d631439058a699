import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiPort } from './contract';

/** Milliseconds between tries, each of which is refused at once while nobody listens. */
const pause = 4;
const patience = 1000;

/** Waits until the host at this address answers a ping over HTTPS. Rejects with the signal's reason. */
export async function firstAnswer(address: string, signal: AbortSignal): Promise<void> {
  while (!(await pings(address))) {
    signal.throwIfAborted();
    await sleep(pause);
  }
}

function pings(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host, port: apiPort, path: '/v1/ping', rejectUnauthorized: false, agent: false };
    const asked = request({ ...options, timeout: patience }, (answer) => {
      resolve(answer.statusCode === 200);
      answer.destroy();
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
