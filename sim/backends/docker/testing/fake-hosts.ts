/** Hosts and their helpers, played in containers of a fake engine, and a way to reach them without a network. */
import { interruption } from '../../../wait/sleep';
import type { Done } from '../helper/shell';
import type { Reach } from '../reach';
import { FakeEngine, type FakeProcess } from './fake-engine';

/** What a fake helper is told to do. */
export interface Told {
  /** Address of its host. */
  readonly address: string;
  readonly command: string;
}

export class FakeHosts {
  readonly engine = new FakeEngine({ program: (process) => this.#play(process) });
  /** Every command that helpers were given, in order. */
  readonly told: Told[] = [];
  /** Bytes on the disks of hosts, by address. */
  readonly bytes = new Map<string, number>();
  /** Packets that were counted, by address. */
  readonly packets = new Map<string, number>();
  /** Seconds that clocks were put ahead, by address. */
  readonly offsets = new Map<string, number>();
  /** What a host does once it has started. Default: it listens where it was at last, and ends in order when asked to. */
  onStart: (host: FakeProcess, address: string) => void = (host, address) => {
    host.onTerminate(() => host.end(0));
    this.listenAt(host, address);
  };
  /** What a helper answers; undefined: what it would. */
  onCommand: (told: Told) => Partial<Done> | undefined | 'nothing' = () => undefined;
  /** Whether clocks are what hosts tell of their time; otherwise it is the machine's. */
  followsClocks = true;
  /** Whether hosts answer, once they listen. */
  answers = true;
  /** Addresses of hosts whose helpers go on when nobody writes to them any more. */
  readonly leftRunning: string[] = [];
  readonly #addresses = new Map<string, string>();
  readonly #hosts = new Map<string, FakeProcess>();
  readonly #listening = new Map<string, FakeProcess>();

  readonly reach: Reach = {
    dateStaleness: 0,
    listens: async (address, _port, signal) => {
      if (signal.aborted) throw interruption(signal);
      return this.#isUp(address);
    },
    answers: (_name, _endpoint, _clock, _budget, signal) =>
      new Promise((resolve, reject) => {
        if (this.answers) return resolve();
        signal?.addEventListener('abort', () => reject(interruption(signal)), { once: true });
      }),
    date: async (endpoint) => {
      const address = new URL(endpoint).hostname;
      if (!this.#isUp(address)) throw new Error(`nobody is at ${address}`);
      const ahead = this.followsClocks ? (this.offsets.get(address) ?? 0) : 0;
      return Math.floor(Date.now() / 1000 + ahead) * 1000;
    },
  };

  /** From now on the host is there. */
  listenAt(host: FakeProcess, address: string): void {
    this.#listening.set(address, host);
  }

  /** What was started last beside the helper that was given this address. */
  hostAt(address: string): FakeProcess {
    const host = this.#hosts.get(address);
    if (host === undefined) throw new Error(`Nothing was started at ${address}.`);
    return host;
  }

  /** Commands that the helper of the host at this address was given. */
  toldTo(address: string): readonly string[] {
    return this.told.filter((each) => each.address === address).map(({ command }) => command);
  }

  #isUp(address: string): boolean {
    const host = this.#listening.get(address);
    return host !== undefined && this.#isRunning(host);
  }

  #isRunning({ spec }: FakeProcess): boolean {
    return this.engine.things.includes(`container ${spec.name}`) && this.engine.container(spec.name).state.running;
  }

  #play(process: FakeProcess): void {
    const { network } = process.spec;
    if ('of' in network) {
      const address = this.#addresses.get(network.of) ?? '';
      this.#hosts.set(address, process);
      for (const [at, { id }] of this.#listening) if (id === process.id) this.#listening.delete(at);
      this.onStart(process, address);
      return;
    }
    this.#addresses.set(process.id, network.address);
    this.#playHelper(process, network.address);
  }

  #playHelper(process: FakeProcess, address: string): void {
    let lines: string[] = [];
    process.onInputEnd(() => {
      if (!this.leftRunning.includes(address)) process.end(0);
    });
    process.onInput((line) => {
      if (line.startsWith('exec sleep ')) this.leftRunning.push(address);
      const mark = /^echo "(@@\w+) \$\?"$/.exec(line)?.[1];
      if (mark === undefined) {
        lines.push(line);
        return;
      }
      const told = { address, command: lines.join('\n').replace(/^\{ |\n\} <\/dev\/null 2>&1$/g, '') };
      lines = [];
      this.told.push(told);
      this.engine.calls.push(`tell ${process.spec.name}`);
      const done = this.onCommand(told);
      if (done === 'nothing') return;
      const { status = 0, output = '' } = { ...this.#done(told), ...done };
      for (const each of output === '' ? [] : output.split('\n')) process.say(each);
      process.say(`${mark} ${status}`);
    });
  }

  #done({ address, command }: Told): Partial<Done> {
    const clock = /printf %s \+([\d.]+) > \S*clock/.exec(command)?.[1];
    if (clock !== undefined) this.offsets.set(address, Number(clock));
    if (command.startsWith('df ')) return { output: `${(this.bytes.get(address) ?? 0) / 1024}` };
    if (command.startsWith('nft list counter')) return { output: `packets ${this.packets.get(address) ?? 0} bytes 0` };
    return {};
  }
}
