import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { newFolder } from './hostlink';

/** Moments of a call that changes something, as whoever is beside it sees them. */
export const moments = ['before the engine hears of it', 'while the engine does it', 'once it is done'] as const;

/** A moment of a run: that of its n-th call which changes something on the engine, counted from 1. */
export interface Moment {
  readonly call: number;
  readonly when: (typeof moments)[number];
}

/** A socket before the one of an engine, at which it is seen what a run asks for. */
export class Door {
  /** Calls so far that change something. */
  calls = 0;
  readonly #open = new Set<Socket>();
  /** Connections on which the engine has not answered yet what it was asked to change. */
  readonly #busy = new Set<Socket>();
  #waiting: (() => void)[] = [];

  private constructor(
    private readonly engine: string,
    private readonly at: Moment | undefined,
    private readonly then: () => void,
  ) {}

  /**
   * Opens one; it closes with the test.
   *
   * @param engine path of the engine's socket
   * @param at when to call back
   */
  static async open(
    context: Pick<TestContext, 'after'>,
    engine: string,
    at?: Moment,
    then: () => void = () => {},
  ): Promise<{ readonly address: string; readonly door: Door }> {
    const door = new Door(engine, at, then);
    const path = join(await newFolder(context), 'docker.sock');
    const server = createServer({ allowHalfOpen: true }, (client) => door.#enter(client));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
    context.after(() => {
      for (const socket of door.#open) socket.destroy();
      server.close();
    });
    return { address: `unix://${path}`, door };
  }

  /** Resolves once the engine has done whatever it was asked to, also by those who are gone. */
  async idle(): Promise<void> {
    while (this.#busy.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #enter(client: Socket): void {
    const engine = connect({ path: this.engine, allowHalfOpen: true });
    const both = [client, engine];
    let isAwaited = false;
    const leave = () => {
      for (const each of both) {
        each.destroy();
        this.#open.delete(each);
      }
    };
    client.on('data', (chunk) => {
      const isChange = this.#counts(chunk);
      const when = isChange && this.calls === this.at?.call ? this.at.when : undefined;
      if (when === 'before the engine hears of it') return this.then();
      if (isChange) this.#busy.add(engine);
      engine.write(chunk);
      if (when === 'while the engine does it') this.then();
      isAwaited = when === 'once it is done';
    });
    engine.on('data', (chunk) => {
      this.#answered(engine);
      if (client.destroyed) return leave();
      client.write(chunk);
      if (isAwaited) this.then();
      isAwaited = false;
    });
    client.on('end', () => engine.end());
    engine.on('end', () => client.end());
    // What a killed run asked for goes on, and its end is waited for.
    const clientLeaves = () => (this.#busy.has(engine) ? client.destroy() : leave());
    const engineLeaves = () => {
      this.#answered(engine);
      leave();
    };
    client.on('error', clientLeaves).on('close', clientLeaves);
    engine.on('error', engineLeaves).on('close', engineLeaves);
    for (const socket of both) this.#open.add(socket);
  }

  #answered(engine: Socket): void {
    if (!this.#busy.delete(engine)) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Counts the call that begins in this chunk, if it changes something: each is written at once, from its first byte on. */
  #counts(chunk: Buffer): boolean {
    const isChange = /^(POST|PUT|DELETE) \//.test(chunk.toString('latin1', 0, 16));
    if (isChange) this.calls += 1;
    return isChange;
  }
}
