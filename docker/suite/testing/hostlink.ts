/** Whole runs of `hostlink`, as built, each in a process and a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const bin = join(__dirname, '..', '..', '..', 'dist', 'cli', 'bin.js');

/** What `conformance.json` says, as far as it is looked at here. */
export interface Report {
  readonly verdict: string;
  readonly verdictReason: string;
  readonly run: {
    readonly backend: string;
    readonly image?: { readonly name: string; readonly id: string };
    readonly engine?: { readonly version: string };
  };
  readonly clauses: readonly { readonly id: string; readonly verdict: string }[];
  readonly scenarios: readonly ScenarioResult[];
}

export interface ScenarioResult {
  readonly name: string;
  readonly uri: string;
  readonly line: number;
  readonly clauses: readonly string[];
  readonly verdict: string;
  readonly attribution?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly kept?: readonly KeptHost[];
}

export interface KeptHost {
  readonly name: string;
  readonly endpoint: string;
  readonly container: string;
  readonly helper: string;
}

/** What a scenario left for its verdict, as far as it is looked at here. */
export interface Evidence {
  readonly failure?: object;
  readonly logs: Readonly<Record<string, readonly string[]>>;
}

/** How a process of it ended. */
export interface Ended {
  /** `null` where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a process runs. */
export interface Place {
  /** Its folder, in which it also has its folder for temporary files. */
  readonly folder: string;
  /** Added to the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the command is started through, e.g. `nsenter`. It has to become the command, so that a kill reaches that. */
  readonly through?: readonly string[];
}

/** A folder that is removed after the test. */
export async function newFolder(context: Pick<TestContext, 'after'>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-suite-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a process of `hostlink` keeps its temporary files. */
export const temporaryFilesOf = ({ folder }: Place): string => join(folder, 'tmp');
const reportFolderOf = ({ folder }: Place): string => join(folder, 'report');

/** A process of `hostlink`. */
export class Hostlink {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    readonly place: Place,
  ) {
    this.#child = child;
    this.ended = endOf(child);
  }

  /** Starts `hostlink` with these arguments. */
  static async start(place: Place, ...args: string[]): Promise<Hostlink> {
    const temporary = temporaryFilesOf(place);
    await mkdir(temporary, { recursive: true });
    const [command = '', ...rest] = [...(place.through ?? []), process.execPath, bin, ...args];
    const env = { ...process.env, NODE_V8_COVERAGE: undefined, TMPDIR: temporary, ...place.environment };
    return new Hostlink(spawn(command, rest, { cwd: place.folder, env, stdio: ['ignore', 'pipe', 'pipe'] }), place);
  }

  /** Starts a run on Docker, of reproducible draws, which leaves its report in its folder. */
  static run(place: Place, ...args: string[]): Promise<Hostlink> {
    const settings = ['--backend', 'docker', '--seed', '1', '--report-dir', reportFolderOf(place)];
    return Hostlink.start(place, 'run', ...settings, ...args);
  }

  /** Takes it away, in the middle of whatever it does. Resolves when it is gone. */
  async kill(): Promise<Ended> {
    this.signal('SIGKILL');
    return this.ended;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Whether all of it stands still after SIGSTOP. */
  async isStopped(): Promise<boolean> {
    const text = await readFile(`/proc/${this.#child.pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).startsWith('T');
  }

  /** The report that it wrote. Rejects where it wrote none. */
  async report(): Promise<Report> {
    return JSON.parse(await readFile(join(reportFolderOf(this.place), 'conformance.json'), 'utf8')) as Report;
  }

  /** What its scenarios left, in the order in which they ended. */
  async evidence(): Promise<readonly Evidence[]> {
    const attachments = (await this.messages()).flatMap(({ attachment }) => attachment ?? []);
    return attachments
      .filter(({ mediaType }) => mediaType === evidenceType)
      .map(({ body }) => JSON.parse(body) as Evidence);
  }

  /** What it has told of its scenarios so far, message by message. */
  async messages(): Promise<readonly Message[]> {
    const text = await readFile(join(reportFolderOf(this.place), 'messages.ndjson'), 'utf8').catch(() => '');
    // The last line may be half written.
    const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Message);
  }
}

const evidenceType = 'application/vnd.hostlink.evidence+json';

/** A message of cucumber, as far as it is looked at here. */
export interface Message {
  readonly testCaseFinished?: object;
  readonly attachment?: { readonly mediaType: string; readonly body: string };
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { code, ...printed };
}

/** Runs `hostlink` to its end. */
export async function hostlink(place: Place, ...args: string[]): Promise<Ended> {
  return (await Hostlink.start(place, ...args)).ended;
}
