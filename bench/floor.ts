import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timed } from './child';
import type { RunCost } from './run';

/** What the raw operations of a run cost without any of its work. */
export interface FloorCost {
  readonly seconds: number;
  readonly cucumberSeconds: number;
  readonly exchangeSeconds: number;
}

/** As many empty scenarios and steps in cucumber, then as many bare HTTPS exchanges, the first of each connection with its handshake. */
export async function measureFloor(run: RunCost): Promise<FloorCost> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-floor-'));
  try {
    await symlink(join(__dirname, '..', '..', 'node_modules'), join(folder, 'node_modules'));
    await mkdir(join(folder, 'features'));
    await writeFile(join(folder, 'features', 'empty.feature'), emptyFeature(run));
    await writeFile(join(folder, 'steps.cjs'), emptySteps);
    const program = join(__dirname, 'floor-program.js');
    const { seconds, output } = await timed([
      program,
      folder,
      String(run.parallel),
      String(run.exchanges),
      String(run.connections),
    ]);
    const [cucumberSeconds = 0, exchangeSeconds = 0] = (output.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    return { seconds, cucumberSeconds, exchangeSeconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const emptySteps = "const { Given } = require('@cucumber/cucumber');\nGiven('nothing {int}', (_count) => {});\n";

function emptyFeature({ scenarios, steps }: RunCost): string {
  const lines = ['Feature: nothing'];
  for (let scenario = 0; scenario < scenarios; scenario += 1) {
    lines.push(`  Scenario: nothing ${scenario}`);
    const from = Math.floor((steps * scenario) / scenarios);
    const to = Math.floor((steps * (scenario + 1)) / scenarios);
    for (let step = from; step < to; step += 1) lines.push(`    Given nothing ${step}`);
  }
  return `${lines.join('\n')}\n`;
}
