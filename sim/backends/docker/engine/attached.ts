import type { Duplex } from 'node:stream';
import type { Attached } from './engine';
import { FramedLines } from './lines';

/** The standard streams behind a connection that the engine handed over. Lines that come before anybody listens are kept. */
export function attachedTo(connection: Duplex): Attached {
  const listeners: ((line: string) => void)[] = [];
  const early: string[] = [];
  const lines = new FramedLines((line) => {
    if (listeners.length === 0) early.push(line);
    for (const listener of listeners) listener(line);
  });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  connection.on('data', (chunk: Buffer) => lines.push(chunk));
  connection.once('close', () => {
    lines.end();
    resolve();
  });
  // A connection that broke has ended; why is seen by whoever watches the engine.
  connection.on('error', () => {});
  connection.once('end', () => connection.destroy());
  return {
    ended,
    write(text) {
      if (connection.writable) connection.write(text);
    },
    onLine(listener) {
      listeners.push(listener);
      for (const line of early.splice(0)) listener(line);
    },
    close: () => void connection.destroy(),
  };
}
