/** Sites of the reference image on a real engine, and what a user of the docker command sees of them. */
import { type ChildProcess, type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { TestContext } from 'node:test';
import type { Target } from '../../../../target';
import { createSite, type Host, type HostSpec, type Site } from '../../..';

const { version } = require('../../../../package.json') as { version: string };

const target = { clock: 'faketime', budgets: { boot: 30 } } as Target;

/** What all sites of this process are made with: a thread has one run at a time. */
export const docker = {
  image: `hostlink/reference-agent:${version}`,
  runId: randomUUID(),
  fresh: false,
  keep: 'never',
} as const;

export function specOf(name: string, more: Partial<HostSpec> = {}): HostSpec {
  return {
    name,
    deploymentMode: 'appliance',
    operatingSystem: { family: 'ubuntu', version: '22.04' },
    userData: 'stylus: { managementMode: local, enableMultiNode: true }\n',
    credentials: { username: 'operator', password: 'correct-horse-battery' },
    ...more,
  };
}

/** A site that is closed when the test ends. */
export async function realSite(test: TestContext): Promise<Site> {
  const site = await createSite({ backend: 'docker', docker, target, seed: 1 });
  test.after(() => site.close());
  return site;
}

/** A site with hosts of these names. */
export async function siteWith<const N extends readonly string[]>(
  test: TestContext,
  ...names: N
): Promise<readonly [Site, ...{ [At in keyof N]: Host }]> {
  const site = await realSite(test);
  const hosts = await site.addHosts(...names.map((name) => specOf(name)));
  return [site, ...(hosts as { [At in keyof N]: Host })];
}

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** What the docker command says, standard error included, and how it ends. */
export function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile('docker', args, { timeout: 60_000 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: Number(error?.code ?? 0), output: `${stdout}${stderr}`.trim() });
    });
  });
}

const helpers = new WeakMap<Host, Promise<string>>();

/** Name of the container that owns the network and the disk of a host; to be asked first while that is where it was at first. */
export function helperOf(host: Host): Promise<string> {
  const helper = helpers.get(host) ?? helperAt(host.address);
  helpers.set(host, helper);
  return helper;
}

async function helperAt(address: string): Promise<string> {
  const ours = ['--filter', `label=hostlink.run=${docker.runId}`, '--filter', 'label=hostlink.part=helper'];
  const { output: ids } = await run('ps', '--quiet', ...ours);
  const format = '{{.Name}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  const { output } = await run('inspect', '--format', format, ...ids.split('\n'));
  const line = output.split('\n').find((each) => each.endsWith(` ${address}`));
  if (line === undefined) throw new Error(`No helper is at ${address}: ${output}`);
  return line.split(' ')[0]?.replace('/', '') ?? '';
}

/** Runs a command of the shell beside a host, in its network and with its disk. */
export async function beside(host: Host, command: string): Promise<Ended> {
  return run('exec', await helperOf(host), 'sh', '-c', command);
}

/** Everything of these sites that the engine has. */
export async function things(): Promise<readonly string[]> {
  const ours = ['--filter', `label=hostlink.run=${docker.runId}`, '--quiet'];
  const all = await Promise.all([
    run('ps', '--all', ...ours),
    run('network', 'ls', ...ours),
    run('volume', 'ls', ...ours),
  ]);
  return all.flatMap(({ output }) => (output === '' ? [] : output.split('\n')));
}

/** One end of a connection: lines go in, and lines come out. */
export class LineEnd {
  readonly heard: string[] = [];
  /** Fires once no further line can come. */
  readonly over: Promise<void>;
  #wake = (): void => undefined;

  constructor(readonly process: ChildProcessByStdio<Writable, Readable, null>) {
    createInterface(process.stdout).on('line', (line) => {
      this.heard.push(line);
      this.#wake();
    });
    this.over = new Promise((resolve) => process.once('close', () => resolve()));
    process.stdin.on('error', () => undefined);
  }

  say(line: string): void {
    this.process.stdin.write(`${line}\n`);
  }

  get isOver(): boolean {
    return (this.process as ChildProcess).exitCode !== null;
  }

  /** Resolves when so many lines have come. */
  async lines(count: number): Promise<void> {
    while (this.heard.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

let port = 7000;

/** An open connection between what runs beside two hosts. */
export async function connected(test: TestContext, from: Host, to: Host): Promise<readonly [LineEnd, LineEnd]> {
  port += 1;
  const [near, far] = await Promise.all([helperOf(from), helperOf(to)]);
  const server = lineEnd(test, far, `nc -l -p ${port}`);
  const client = lineEnd(test, near, `until nc ${to.address} ${port}; do sleep 0.02; done 2>/dev/null`);
  client.say('hello');
  await server.lines(1);
  server.say('hello');
  await client.lines(1);
  client.heard.length = 0;
  server.heard.length = 0;
  return [client, server];
}

/** A command of the shell in this container, with its input and output. */
export function lineEnd(test: TestContext, container: string, command: string): LineEnd {
  const process = spawn('docker', ['exec', '--interactive', container, 'sh', '-c', command], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  test.after(() => process.kill('SIGKILL'));
  return new LineEnd(process);
}

/** What a host said. */
export interface Said {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers as a reader would.
  readonly body: any;
}

/** Asks a host something, as the holder of a session where one is given. */
export function ask(
  endpoint: string,
  method = 'GET',
  path = '/v1/ping',
  { session, body }: { readonly session?: string; readonly body?: object } = {},
): Promise<Said> {
  const headers = { 'content-type': 'application/json', ...(session && { authorization: session }) };
  return new Promise((resolve, reject) => {
    request(new URL(path, endpoint), { method, headers, rejectUnauthorized: false, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { statusCode: status = 0, headers: told } = answer;
        resolve({ status, headers: told, body: text === '' ? undefined : JSON.parse(text) });
      });
    })
      .on('error', reject)
      .end(body && JSON.stringify(body));
  });
}
