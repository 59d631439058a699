/** An engine that a test may do anything to: apart from all others, and gone without a trace after the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { images, newName, ran, until } from '../../testing/docker';
import { newFolder, type Place } from './hostlink';

const script = join(__dirname, '..', '..', 'engine.sh');

/** Why there can be none here; `false` where there can. */
export const impossible: string | false =
  process.platform === 'linux' && process.getuid?.() === 0 ? false : 'takes root, on Linux';

/** Megabytes of its disk, which is in memory: the images, and some room. */
const diskSize = 512;

/**
 * An engine in namespaces of its own: its networks collide with nobody's, its mounts are nobody's, and with the first of its
 * processes all of them end, containers included.
 */
export class OwnEngine {
  private constructor(
    /** What is `unshare`d; it ends when the namespaces do. */
    private readonly keeper: ChildProcess,
    /** First process of the namespaces, as others see it. */
    private readonly first: number,
    readonly folder: string,
    /** Control group of its containers, which no namespace takes along when it ends. */
    private readonly group = newName(),
  ) {}

  /** Starts one that has the images. It ends with the test. */
  static async start(context: Pick<TestContext, 'after'>): Promise<OwnEngine> {
    const folder = await newFolder(context);
    const commands = [
      'ip link set lo up',
      `mkdir ${folder}/data`,
      `mount -t tmpfs -o size=${diskSize}m engine ${folder}/data`,
      'echo ready',
      // Ends with whoever holds the other end; takes note of whatever ends before that, as the first process has to.
      'exec 3<&0; cat <&3 >/dev/null & wait $!',
    ];
    const apart = ['--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
    const keeper = spawn('unshare', [...apart, 'sh', '-euc', commands.join('\n')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(keeper, 'close');
    await Promise.race([once(keeper.stdout, 'data'), ended.then(() => Promise.reject(new Error('unshare ended')))]);
    const children = await readFile(`/proc/${keeper.pid}/task/${keeper.pid}/children`, 'utf8');
    const engine = new OwnEngine(keeper, Number(children.trim().split(' ')[0]), folder);
    context.after(async () => {
      // The keeper waits for it, and it for all the others.
      process.kill(engine.first, 'SIGKILL');
      await ended;
      await said('find', ['/sys/fs/cgroup', '-depth', '-type', 'd', '-path', `*/${engine.group}*`, '-delete']);
    });
    await engine.powerOn();
    await engine.#load();
    return engine;
  }

  get socket(): string {
    return join(this.folder, 'docker.sock');
  }

  /** Its address, as for DOCKER_HOST. */
  get address(): string {
    return `unix://${this.socket}`;
  }

  /** A place for `hostlink`, from which the addresses of containers can be reached. */
  async place(context: Pick<TestContext, 'after'>, address = this.address): Promise<Place> {
    return {
      folder: await newFolder(context),
      environment: { DOCKER_HOST: address },
      through: ['nsenter', '--net', '--target', String(this.keeper.pid)],
    };
  }

  /** What docker says of it. Rejects where it fails. */
  docker(...args: string[]): Promise<string> {
    return said('docker', ['--host', this.address, ...args]);
  }

  /** What a command line says to somebody who types it, for whom this is the engine. Rejects where it fails. */
  typed(commands: string): Promise<string> {
    return said('env', [`DOCKER_HOST=${this.address}`, 'sh', '-euc', `{ ${commands}\n} 2>&1`]);
  }

  /** Starts it, at first and after it has ended. */
  async powerOn(): Promise<void> {
    const groups = `--exec-opt native.cgroupdriver=cgroupfs --cgroup-parent /${this.group}`;
    await this.inside(`${script} --own ${this.folder} --log ${this.folder}/log -- ${groups}`);
  }

  /** Asks it to end in order. */
  async stop(): Promise<void> {
    await this.inside(`kill $(cat ${this.folder}/dockerd.pid)`);
  }

  /** Takes it away, with what runs containers for it. */
  async kill(): Promise<void> {
    await this.inside(
      `kill -KILL $(cat ${this.folder}/dockerd.pid) $(cat ${this.folder}/exec/containerd/containerd.pid)`,
    );
  }

  /** Resolves when its process is gone. */
  async gone(): Promise<void> {
    const isThere = `kill -0 $(cat ${this.folder}/dockerd.pid) 2>/dev/null && echo there || :`;
    await until(async () => (await this.inside(isThere)) === '');
  }

  /** Runs commands of a shell where the engine runs; resolves to what they say. Rejects where they fail. */
  inside(commands: string): Promise<string> {
    const where = ['--net', '--mount', '--pid', '--target', String(this.first)];
    return said('nsenter', [...where, 'sh', '-euc', commands]);
  }

  /** All that it holds but images: `container NAME`, `network NAME`, `volume NAME`, in order. */
  async holds(...filters: string[]): Promise<readonly string[]> {
    const listed = async (kind: string, ...args: string[]) => {
      const names = await this.docker(...args, ...filters.flatMap((filter) => ['--filter', filter]));
      return names.split('\n').flatMap((name) => (name === '' ? [] : [`${kind} ${name}`]));
    };
    const all = await Promise.all([
      listed('container', 'ps', '--all', '--format', '{{.Names}}'),
      listed('network', 'network', 'ls', '--format', '{{.Name}}'),
      listed('volume', 'volume', 'ls', '--format', '{{.Name}}'),
    ]);
    return all.flat().sort();
  }

  async #load(): Promise<void> {
    const both = `${images.agent} ${images.helper}`;
    await said('sh', ['-euc', `docker save ${both} | docker --host ${this.address} load --quiet`]);
  }
}

async function said(program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await ran(program, args);
  if (code === 0) return stdout.trim();
  throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
}
