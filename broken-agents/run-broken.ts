import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Breakage } from './breakage';

/** What `conformance.json` says, as far as it is looked at here. */
export interface ReportOfRun {
  readonly verdict: string;
  readonly clauses: readonly { readonly id: string; readonly verdict: string }[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly clauses: readonly string[];
    readonly verdict: string;
    readonly attribution?: string;
    readonly reason?: string;
    readonly expected?: string;
    readonly seen?: string;
    readonly milliseconds: number;
  }[];
}

/** How `hostlink run` ended. */
export interface EndedRun {
  readonly exitCode: number | null;
  /** What it printed, both streams. */
  readonly printed: string;
  /** Undefined where it wrote none. */
  readonly report: ReportOfRun | undefined;
}

const root = dirname(__dirname);
const hook = join(root, 'dist', 'broken-agents', 'hook.js');
const hostlink = join(root, 'dist', 'cli', 'bin.js');

/** Judges a broken agent, as built, by the scenarios that have to notice. */
export function runBroken({ id, caughtBy }: Breakage, folder: string): Promise<EndedRun> {
  const scenarios = [...new Set(Object.values(caughtBy))].join('|');
  const selection = [...Object.keys(caughtBy).flatMap((clause) => ['--clause', clause]), '--name', scenarios];
  return run(['--require', hook], selection, folder, { HOSTLINK_BREAKAGE: id });
}

/** Judges the agent as it is, by everything. */
export function runUnbroken(folder: string): Promise<EndedRun> {
  return run([], [], folder, {});
}

async function run(
  node: readonly string[],
  selection: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<EndedRun> {
  const settings = ['--parallel', '1', '--seed', '1', '--format', 'quiet', '--report-dir', folder];
  const child = spawn(process.execPath, [...node, hostlink, 'run', ...settings, ...selection], {
    env: { ...process.env, NODE_V8_COVERAGE: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { exitCode, printed, report: await reportIn(folder) };
}

async function reportIn(folder: string): Promise<ReportOfRun | undefined> {
  const text = await readFile(join(folder, 'conformance.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ReportOfRun);
}
