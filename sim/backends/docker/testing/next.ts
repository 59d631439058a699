import type { Attached } from '../engine/engine';

const waiting = new WeakMap<Attached, { readonly lines: string[]; wake: () => void }>();

/** The next line of output that nobody has taken yet. Rejects when the output ends before it. */
export async function next(attached: Attached): Promise<string> {
  let inbox = waiting.get(attached);
  if (inbox === undefined) {
    const made = { lines: [] as string[], wake: () => {} };
    attached.onLine((line) => {
      made.lines.push(line);
      made.wake();
    });
    waiting.set(attached, made);
    inbox = made;
  }
  const { lines } = inbox;
  const ended = attached.ended.then(() => 'ended' as const);
  for (;;) {
    const line = lines.shift();
    if (line !== undefined) return line;
    const woken = Promise.withResolvers<void>();
    inbox.wake = woken.resolve;
    if ((await Promise.race([woken.promise, ended])) === 'ended' && lines.length === 0) {
      throw new Error('The output ended before the next line.');
    }
  }
}
