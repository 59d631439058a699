import { connect } from 'node:net';
import { interruption } from './sleep';

/** Real milliseconds after which a silent try is given up. */
const patience = 1000;

/** Whether something listens at this address and port now. Rejects with the signal's reason. */
export function listens(address: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(interruption(signal));
    const socket = connect({ host: address, port, timeout: patience });
    const over = (outcome: () => void): void => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
      outcome();
    };
    const abort = (): void => over(() => reject(interruption(signal)));
    signal.addEventListener('abort', abort, { once: true });
    socket.on('connect', () => over(() => resolve(true)));
    socket.on('error', () => over(() => resolve(false)));
    socket.on('timeout', () => over(() => resolve(false)));
  });
}
