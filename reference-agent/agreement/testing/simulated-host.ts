import { become, type Change, type Decision, type GroupDocument, type HostState, learn } from '../../domain';
import type { Context } from '../../host/context';
import { Host } from '../../host/host';
import { BallotBox } from '../../peers/ballot-box';
import { Decider, type Voters } from '..';
import type { History } from './history';
import type { SimulatedNetwork, Station } from './network';
import type { Schedule } from './schedule';

/** Seconds between two questions for news; whoever leads is asked in turn. */
const newsSeconds = 4;

/** What all hosts of a world share. */
export interface World {
  readonly schedule: Schedule;
  readonly network: SimulatedNetwork;
  readonly history: History;
  readonly hosts: ReadonlyMap<string, SimulatedHost>;
}

/** A host of a group that only ever votes, proposes and listens. Its disk outlives its crashes; nothing else does. */
export class SimulatedHost {
  #running: Running | undefined;

  constructor(
    private readonly world: World,
    readonly id: string,
    private disk: HostState,
  ) {}

  get isUp(): boolean {
    return this.#running !== undefined;
  }

  get running(): Running | undefined {
    return this.#running;
  }

  /** What it has for decided, on its disk. */
  get document(): GroupDocument {
    return this.disk.document;
  }

  boot(): void {
    this.#running ??= new Running(this.world, this.disk, (state) => {
      this.disk = state;
      this.world.history.learned(this.id, state.document);
    });
  }

  crash(): void {
    this.#running?.crash();
    this.#running = undefined;
  }
}

/** A host from one boot to the next. */
export class Running implements Station {
  readonly host: Host;
  readonly ballots: BallotBox;
  readonly #decider: Decider;
  readonly #down = new AbortController();
  readonly #clock: ReturnType<Schedule['clock']>;
  #isUp = true;
  #writing: (() => void) | undefined;
  #news = 0;
  #underWay = 0;

  constructor(
    private readonly world: World,
    state: HostState,
    private readonly write: (state: HostState) => void,
  ) {
    this.#clock = world.schedule.clock();
    this.host = new Host(state, (next) => this.#save(next));
    const context = {
      host: this.host,
      clock: this.#clock,
      random: world.schedule.random(),
      log: { info: () => {}, error: () => {} },
      down: this.#down.signal,
    } as unknown as Context;
    this.#decider = new Decider(context, this.#voters());
    this.ballots = new BallotBox(context, () => this.#decider.propose((document) => document));
    this.host.onChange(() => this.ballots.keepUp());
    this.ballots.keepUp();
    this.#askForNews();
  }

  get id(): string {
    return this.host.state.profile.id;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** How many proposals it has not answered yet. */
  get underWay(): number {
    return this.#underWay;
  }

  async propose(change: Change, forGood?: boolean): Promise<Decision> {
    this.#underWay += 1;
    try {
      return await this.#decider.propose(change, forGood);
    } finally {
      this.#underWay -= 1;
    }
  }

  /** What is being written may be on the disk, or not. */
  crash(): void {
    if (this.world.schedule.draw() < 0.5) this.#writing?.();
    this.#isUp = false;
    this.#clock.stop();
    this.#down.abort();
  }

  #save(state: HostState): Promise<void> {
    return new Promise((resolve) => {
      this.#writing = () => {
        this.#writing = undefined;
        this.write(state);
        resolve();
      };
      const { schedule, network } = this.world;
      const longest = schedule.draw() < network.weather.late ? 300 : 10;
      schedule.in(schedule.draw() * longest, () => {
        if (this.#isUp) this.#writing?.();
      });
    });
  }

  #voters(): Voters {
    const ask = <T>(hostId: string, signal: AbortSignal, answer: (asked: Running) => Promise<T | undefined>) =>
      this.world.network.ask(
        this,
        () => this.world.hosts.get(hostId)?.running,
        async (asked) => (await answer(asked)) ?? (await Promise.reject<T>(new Error('refused'))),
        signal,
      );
    return {
      prepare: (hostId, version, ballot, signal) =>
        ask(hostId, signal, (asked) => asked.ballots.prepare(this.id, { version, ballot })),
      accept: (hostId, version, ballot, document, signal) =>
        ask(hostId, signal, (asked) => asked.ballots.accept(this.id, { version, ballot, document })),
      learn: async (hostId, document, signal) => {
        await ask(hostId, signal, async (asked) => (await asked.ballots.learn(this.id, { document })) || undefined);
      },
    };
  }

  /** As hosts listen to those who lead, without keeping them waiting. */
  #askForNews(): void {
    const { schedule, network, hosts } = this.world;
    this.#clock.after(newsSeconds * 1000 * (0.5 + schedule.draw()), () => {
      this.#askForNews();
      const leaders = this.host.state.document.leaders.filter((id) => id !== this.id);
      const leader = leaders[this.#news++ % leaders.length];
      if (leader === undefined) return;
      const find = () => hosts.get(leader)?.running;
      network
        .ask(this, find, async (asked) => asked.host.state.document, this.#down.signal)
        .then((news) => this.host.execute((state) => become(learn(state, news))))
        .catch(() => {});
    });
  }
}
