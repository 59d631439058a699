import { join } from 'node:path';
import { timed } from '../child';
import { heading, least, median, milliseconds, nameWidth, row } from '../figures';
import { measureRun, type RunCost } from '../run';
import type { Stand } from './stand';

const core = ['--profile', 'core'];
const backends = ['docker', 'embedded'] as const;

/** The whole core suite in containers, hosts used again, beside the same in one process; by turns. */
export async function measureSuite({ signal }: Stand, rounds: number): Promise<void> {
  const { output } = await timed([join(__dirname, '..', '..', 'cli', 'bin.js'), 'run', '--help'], signal);
  if (!output.includes('--backend')) {
    console.log('\nThe core suite was not measured: this build of "hostlink run" has no option --backend.');
    return;
  }
  const measured = { docker: [] as RunCost[], embedded: [] as RunCost[] };
  for (let round = 0; round < rounds; round += 1)
    for (const backend of backends) measured[backend].push(await measureRun([...core, '--backend', backend], signal));
  console.log(heading('the core suite'));
  const taken = (backend: 'docker' | 'embedded') => measured[backend].map((run) => run.seconds);
  for (const backend of backends) {
    const [{ scenarios, parallel }] = measured[backend] as [RunCost];
    console.log(row(`${backend}: ${scenarios} scenarios, ${parallel} threads`, taken(backend)));
    console.log(
      row(
        '  a scenario',
        taken(backend).map((each) => each / scenarios),
        milliseconds,
      ),
    );
  }
  const ratios = [least, median].map((of) => (of(taken('docker')) / of(taken('embedded'))).toFixed(2).padStart(10));
  console.log(`${'docker / embedded, goal 4.00, and below 60 s'.padEnd(nameWidth)}${ratios.join('')}`);
}
