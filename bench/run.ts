import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timed } from './child';

/** A whole run, from the start of the process to its end. */
export interface RunCost {
  readonly seconds: number;
  readonly scenarios: number;
  readonly steps: number;
  /** Requests of the harness to hosts; what hosts say to each other is not in it. */
  readonly exchanges: number;
  readonly connections: number;
  readonly parallel: number;
}

/** Runs the suite as `npm start` does, with these options besides. */
export async function measureRun(options: readonly string[] = [], signal?: AbortSignal): Promise<RunCost> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-bench-'));
  try {
    const command = join(__dirname, '..', 'cli', 'bin.js');
    const args = ['run', '--seed', '1', '--format', 'quiet', '--report-dir', folder, ...options];
    const { seconds } = await timed([command, ...args], signal);
    const report = JSON.parse(await readFile(join(folder, 'conformance.json'), 'utf8'));
    const messages = (await readFile(join(folder, 'messages.ndjson'), 'utf8')).split('\n');
    return {
      seconds,
      scenarios: report.scenarios.length,
      steps: messages.filter((message) => message.startsWith('{"testStepFinished"')).length,
      exchanges: report.run.exchangeCount,
      connections: report.run.connectionCount,
      parallel: report.run.parallel,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
