import assert from 'node:assert/strict';
import { type Change, type GroupDocument, memberOf, next, refuse, unlinked } from '../../domain';
import { profile } from '../../domain/testing/hosts';
import { History } from './history';
import { SimulatedNetwork } from './network';
import { Schedule } from './schedule';
import { SimulatedHost, type World } from './simulated-host';

/** Hosts of the simulated group. The first one leads it at first. */
export const ids = ['a', 'b', 'c', 'd', 'e'] as const;

/** Five linked hosts on one network, in a world of their own. */
export class SimulatedGroup implements World {
  readonly schedule: Schedule;
  readonly network: SimulatedNetwork;
  readonly history = new History();
  readonly hosts: ReadonlyMap<string, SimulatedHost>;
  #changes = 0;
  readonly #lastOf = new Map<string, string>();

  /** @param leaders how many of its hosts lead it when it begins */
  constructor(seed: number, leaders = 1) {
    this.schedule = new Schedule(seed);
    this.network = new SimulatedNetwork(this.schedule);
    const states = ids.map((id) => unlinked(profile(id, { id })));
    const members = states.flatMap(({ document }) => document.members);
    this.hosts = new Map(
      states.map((state) => {
        const own = { ...state.document, id: 'group-1', leaders: [ids[0]], members };
        const document = leaders === 1 ? own : [plan(ids[0], leaders), form].reduce(changed, own);
        return [state.profile.id, new SimulatedHost(this, state.profile.id, { ...state, document })];
      }),
    );
    for (const host of this.hosts.values()) host.boot();
  }

  host(id: string): SimulatedHost {
    return this.hosts.get(id) as SimulatedHost;
  }

  /** A host that is up proposes to add something to the group's document, and what else belongs to it. */
  propose(id: string, rest: Change = (document) => document): void {
    const name = `${id}${++this.#changes}`;
    this.#lastOf.set(id, name);
    void this.#answered(id, (document) => {
      // As for a second unlink of one host: who proposed it must not hear that.
      if (has(document, name)) return refuse('PEER_UNKNOWN', 'it has happened');
      const changed = rest(document);
      if ('refused' in changed) return changed;
      const content = { name, sha256: '', bytes: 0, uploadedAt: '', uploadedTo: id };
      return next(document, { ...changed, contents: [...document.contents, content] });
    }).then((answer) => {
      if (answer?.refused === 'PEER_UNKNOWN') this.history.deniedThoughItHappened(name);
      else if (answer && !answer.refused) this.history.happened(name, answer.document);
    });
  }

  /** A host asks whether the last thing it proposed has happened; when it has not, it never will. */
  giveUp(id: string): void {
    const name = this.#lastOf.get(id);
    if (name === undefined) return;
    const change: Change = (document) => (has(document, name) ? document : refuse('JOIN_UNKNOWN', 'gone'));
    void this.#answered(id, change, true).then((answer) => {
      if (!answer?.refused || answer.refused === 'NO_MAJORITY') return;
      // One that leads no more is refused whatever has happened; what it knows by then is final, too.
      if (!has(answer.document, name)) this.history.refusedForGood(name, answer.document.version);
    });
  }

  /** Everything is well again; once nothing is left to be done, all hosts agree, and all leaders can go on. */
  async converge(): Promise<void> {
    this.network.cutOff([]);
    this.network.weather = { lost: 0, twice: 0, late: 0 };
    for (const host of this.hosts.values()) host.boot();
    await this.#settle();
    for (const id of [...this.host(ids[0]).document.leaders]) {
      const before = this.host(id).document.version;
      this.propose(id);
      await this.#settle();
      assert.equal(this.host(id).document.version, before + 1, `${id} could not go on`);
    }
    this.history.check();
  }

  /** How a proposal ended, and what the host knew then; undefined where it had no power, or lost it. */
  async #answered(id: string, change: Change, forGood?: boolean) {
    const running = this.host(id).running;
    const decision = await running?.propose(change, forGood).catch(() => undefined);
    if (!running || !decision) return undefined;
    return { refused: decision.refused?.code, document: running.host.state.document };
  }

  /** Lets time pass until all hosts hold one document and nothing is under way; longer than any proposal takes. */
  async #settle(): Promise<void> {
    await this.schedule.pass(120, () => this.#agrees());
    assert.ok(this.#agrees(), `hosts do not come to agree: ${this.#versions()}`);
  }

  #agrees(): boolean {
    const running = [...this.hosts.values()].map((host) => host.running);
    const version = running[0]?.host.state.document.version;
    return running.every(
      (host) =>
        host?.underWay === 0 && host.host.state.document.version === version && !host.host.state.acceptor?.accepted,
    );
  }

  #versions(): string {
    const tell = ({ id, document, running }: SimulatedHost) =>
      `${id} knows ${document.version} and waits for ${running?.underWay} decisions`;
    return [...this.hosts.values()].map(tell).join(', ');
  }
}

function changed(document: GroupDocument, change: Change): GroupDocument {
  const made = change(document);
  assert.ok(!('refused' in made));
  return made;
}

function has(document: GroupDocument, name: string): boolean {
  return document.contents.some((content) => content.name === name);
}

/** A control plane of that many hosts is begun, or grows to it. */
export function plan(hostId: string, size: number): Change {
  return (document) => {
    const hostIds = [hostId, ...ids.filter((id) => id !== hostId && memberOf(document, id))].slice(0, size);
    if (document.leaders.some((id) => !hostIds.includes(id))) return refuse('LEADER_LEFT_OUT', 'somebody leads');
    const pool = { name: 'control plane', isControlPlane: true, hostIds, settings: {} };
    const cluster = { id: 'cluster-1', name: 'one', createdAt: '', initNode: hostId, leaving: [], configuration: {} };
    return { ...document, cluster: { ...cluster, state: 'Provisioning', pools: [pool] } };
  };
}

/** All nodes of the control plane lead. */
export const form: Change = (document) => {
  const leaders = document.cluster?.pools[0]?.hostIds;
  return leaders ? { ...document, leaders } : refuse('CLUSTER_UNKNOWN', 'there is none');
};

/** The control plane goes; the host on which that is asked for leads alone. */
export function dissolve(hostId: string): Change {
  return (document) => {
    const { cluster, ...rest } = document;
    return cluster ? { ...rest, leaders: [hostId] } : refuse('CLUSTER_UNKNOWN', 'there is none');
  };
}
