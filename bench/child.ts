import { spawn } from 'node:child_process';

export interface Ran {
  readonly seconds: number;
  readonly output: string;
}

/**
 * Runs a program with this Node and resolves to what it printed and how long it took, start-up included.
 *
 * @param signal interrupts it, and is awaited like any other end of it
 */
export async function timed(args: readonly string[], signal?: AbortSignal): Promise<Ran> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const interrupt = () => child.kill('SIGINT');
  signal?.addEventListener('abort', interrupt);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  signal?.removeEventListener('abort', interrupt);
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`"${args.join(' ')}" ended with ${code}; run it by hand to see why.`);
  return { seconds: (performance.now() - began) / 1000, output };
}
