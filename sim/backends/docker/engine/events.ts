import type { Readable } from 'node:stream';
import type { Engine } from './engine';
import { engineGone } from './errors';
import { LineBuffer } from './lines';

/** What the engine says of a container that ended. */
interface DieEvent {
  readonly Actor: { readonly ID: string; readonly Attributes: { readonly exitCode?: string } };
}

/** Reads the engine's events, a line of JSON each, until told to stop; a stream that ends before that is an engine that is gone. */
export function watchEnds(events: Readable, address: string, on: Parameters<Engine['watch']>[1]): () => void {
  let over = false;
  const lost = (why: string, cause?: unknown) => {
    if (over) return;
    over = true;
    on.lost(engineGone({ engine: address, what: 'tell which containers end' }, why, cause));
  };
  const lines = new LineBuffer((line) => {
    if (over || line === '') return;
    const { Actor } = JSON.parse(line) as DieEvent;
    on.ended(Actor.ID, Number(Actor.Attributes.exitCode ?? 0));
  });
  events.on('data', (chunk: Buffer) => lines.push(chunk));
  events.on('error', (error: NodeJS.ErrnoException) => lost(error.code ?? error.message, error));
  events.on('end', () => lost('it ended the connection'));
  events.on('close', () => lost('the connection is closed'));
  return () => {
    over = true;
    events.destroy();
  };
}
