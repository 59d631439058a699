import { spawn } from 'node:child_process';

/** Runs a program with this Node and resolves to what it printed and how long it took, start-up included. */
export async function timed(args: readonly string[]): Promise<{ readonly seconds: number; readonly output: string }> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  if (code !== 0) throw new Error(`"${args.join(' ')}" ended with ${code}; run it by hand to see why.`);
  return { seconds: (performance.now() - began) / 1000, output };
}
