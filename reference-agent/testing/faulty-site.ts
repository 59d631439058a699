import type { Server, Socket } from 'node:net';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { AgentOptions, Disk, HostNetwork } from '..';
import { memoryDisk, systemNetwork } from '..';
import { TestTime } from './test-time';
import { Wire } from './wire';

/** Real milliseconds without a step after which hosts are taken to wait for time to pass. */
const quiet = 3;
/** Seconds that pass then: few while all is well, so that nobody gives up because a machine is slow. */
const step = { well: 0.02, struck: 0.5 };
/** Real milliseconds that a write takes: long enough for a host that does not wait for it to be caught. */
const write = 2;
/** Real milliseconds after which a test gives up. */
const patience = 30_000;

/**
 * Two or more hosts, and every step that they take over network and disk: tests break something at one of them.
 */
export class FaultySite {
  /** What happened, in order, while steps were counted. */
  readonly steps: string[] = [];
  readonly time = new TestTime();
  #fault: { readonly at: number; readonly strike: () => void } | undefined;
  #held: (() => void)[] | undefined;
  #cutOff: string | undefined;
  #hurries = false;

  /** Counts steps from now on, and strikes before the one of that index. */
  arm(at: number, strike: () => void): void {
    this.steps.length = 0;
    this.#fault = { at, strike };
  }

  /** Whether the fault has happened. */
  get struck(): boolean {
    return this.#fault !== undefined && this.steps.length > this.#fault.at;
  }

  /** Tries until the check holds, while time passes; gives up with its last error. */
  async until<T>(check: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + patience;
    for (;;) {
      try {
        return await check();
      } catch (error) {
        if (performance.now() > deadline) throw error;
      }
      const seen = this.steps.length;
      await sleep(quiet);
      if (this.steps.length === seen) this.time.pass(this.struck || this.#hurries ? step.struck : step.well);
    }
  }

  /** Waits for something while time passes. */
  async during<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = () => {
      isDone = true;
    };
    work.then(done, done);
    await this.until(async () => {
      if (!isDone) throw new Error('what was waited for did not end');
    });
    return await work;
  }

  /** From now on time passes fast while a test waits. */
  hurry(): void {
    this.#hurries = true;
  }

  /**
   * Nothing passes between hosts any more; what they send is held until the network is healed.
   * @param address of the only host that is cut off; default all
   */
  cut(address?: string): void {
    this.#held ??= [];
    this.#cutOff = address;
  }

  heal(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const happen of held) happen();
  }

  /** Something is about to happen. */
  step(what: string): void {
    if (what === '') return;
    this.steps.push(what);
    if (this.#fault && this.steps.length === this.#fault.at + 1) this.#fault.strike();
  }

  /** Something is about to pass between two hosts. */
  pass(what: string, ends: readonly string[], happen: () => void): void {
    this.step(what);
    const isCut = this.#cutOff === undefined || ends.includes(this.#cutOff);
    if (this.#held && isCut) this.#held.push(happen);
    else happen();
  }
}

/** A machine that a host runs on. Its files outlive its power. */
export class FaultyMachine {
  readonly files = new Map<string, Buffer>();
  #power = new AbortController();
  #clock: ReturnType<TestTime['clock']> | undefined;
  readonly #servers = new Set<Server>();
  readonly #sockets = new Set<Socket>();
  readonly #wires = new Set<Wire>();

  constructor(
    readonly name: string,
    readonly address: string,
    private readonly site: FaultySite,
    files: ReadonlyMap<string, Buffer> = new Map(),
  ) {
    for (const [file, content] of files) this.files.set(file, content);
  }

  /** Switches it on: what a host finds there. */
  powerOn(): Pick<AgentOptions, 'disk' | 'clock' | 'network' | 'power'> {
    this.#power = new AbortController();
    const clock = this.site.time.clock();
    this.#clock = clock;
    const power = this.#power.signal;
    return { disk: this.#disk(power), clock, network: this.#network(), power };
  }

  /** Cuts the power: nothing more is sent, received or written. */
  kill(): void {
    if (this.#power.signal.aborted) return;
    this.#clock?.stop();
    for (const socket of this.#sockets) socket.destroy();
    for (const server of this.#servers) server.close();
    for (const wire of this.#wires) wire.sever();
    this.#sockets.clear();
    this.#servers.clear();
    this.#wires.clear();
    this.#power.abort();
  }

  #disk(power: AbortSignal): Disk {
    const disk = memoryDisk({ files: this.files });
    const powered = async <T>(act: () => Promise<T>): Promise<T> => {
      await turn();
      return power.aborted ? new Promise<T>(() => {}) : await act();
    };
    /** Something that must not get lost is written: a fault may strike before and after. */
    const written = async (act: () => Promise<void>): Promise<void> => {
      if (!power.aborted) this.site.step(`${this.name} writes`);
      await sleep(write);
      await powered(act);
      this.site.step(`${this.name} has written`);
      await powered(async () => {});
    };
    return {
      read: (file) => powered(() => disk.read(file)),
      replace: (file, content) => written(() => disk.replace(file, content)),
      remove: (file) => powered(() => disk.remove(file)),
      list: () => powered(() => disk.list()),
      size: (file) => powered(() => disk.size(file)),
      pieces: (file, from) => disk.pieces(file, from),
      write: async (file, from) => {
        const writer = await powered(() => disk.write(file, from));
        return {
          write: (piece) => written(() => writer.write(piece)),
          finish: () => written(() => writer.finish()),
          abandon: () => powered(() => writer.abandon()),
        };
      },
      rename: (from, to) => written(() => disk.rename(from, to)),
    };
  }

  #network(): HostNetwork {
    const real = systemNetwork({ address: this.address });
    return {
      interfaces: () => real.interfaces(),
      change: (name, change) => real.change(name, change),
      listen: (server, port) => {
        this.#servers.add(server);
        server.on('connection', (socket) => {
          this.#sockets.add(socket);
          socket.once('close', () => this.#sockets.delete(socket));
        });
        return real.listen(server, port);
      },
      connect: async (address, port, signal) => {
        const { promise: open, resolve, reject } = Promise.withResolvers<void>();
        signal.addEventListener('abort', () => reject(new Error('gave up')), { once: true });
        const ends = [this.address, address];
        this.site.pass(`${this.name} connects`, ends, resolve);
        await open;
        const socket = (await real.connect(address, port, signal)) as Socket;
        const wire = new Wire(socket, (what, happen) => this.site.pass(what && `${this.name} ${what}s`, ends, happen));
        this.#wires.add(wire);
        socket.once('close', () => this.#wires.delete(wire));
        return wire;
      },
    };
  }
}
