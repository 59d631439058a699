import { processIo } from './io';
import { main } from './main';

/** Runs the command of this process and ends it. */
export async function start(): Promise<void> {
  const code = await main(process.argv.slice(2), processIo());
  // Whatever is still open (worker threads of an interrupted run, say) must not keep the process; what was printed must arrive.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
