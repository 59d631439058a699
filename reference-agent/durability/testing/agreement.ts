import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { contentsOf, type GroupDocument, type HostState } from '../../domain';
import { current, type TestHost } from '../../test-hosts';
import type { FaultyGroup } from './faulty-group';

/** All hosts agree about everything, nothing is left to be told or done, and their API says the same. */
export async function assertAgreed(group: FaultyGroup): Promise<void> {
  const states = group.machines.map((_, index) => group.stored(index));
  for (const [index, state] of states.entries()) {
    isFinished(state);
    sharesDocument(state, states);
    holdsWholeBundles(state, group.machine(index).files);
  }
  for (const [index, state] of states.entries()) await saysSo(group.host(index), state, states);
}

function isFinished({ profile, document, joining, farewells, retired, acceptor, workload }: HostState): void {
  assert.deepEqual(
    { joining, farewells, retired, departed: document.departed, accepted: acceptor?.accepted },
    { joining: undefined, farewells: [], retired: [], departed: [], accepted: undefined },
    `${profile.name} has not finished`,
  );
  const { cluster } = document;
  if (cluster) {
    assert.deepEqual([cluster.state, cluster.leaving], ['Running', []]);
    const controlPlane = cluster.pools.find((pool) => pool.isControlPlane)?.hostIds ?? [];
    assert.deepEqual([...document.leaders].sort(), [...controlPlane].sort(), 'the control plane leads');
  } else {
    assert.equal(document.leaders.length, 1, 'one leads');
  }
  const isNode = cluster?.pools.some(({ hostIds }) => hostIds.includes(profile.id));
  const work = isNode ? { id: cluster?.id, phase: 'Running' } : undefined;
  assert.deepEqual(workload && { id: workload.clusterId, phase: workload.phase }, work, `work of ${profile.name}`);
}

/** The hosts of a document are those that hold it, all the same one. */
function sharesDocument({ profile, document }: HostState, all: readonly HostState[]): void {
  const holders = all.filter((other) => other.document.id === document.id);
  assert.deepEqual(
    document.members.map(({ facts }) => facts.id).sort(),
    holders.map((other) => other.profile.id).sort(),
    `members, as ${profile.name} knows them`,
  );
  for (const other of holders) assert.deepEqual(withoutKey(other.document), withoutKey(document));
}

function withoutKey({ authority, ...rest }: GroupDocument): unknown {
  return { ...rest, authority: authority?.certificatePem };
}

/** Every bundle that it is to keep is on its disk, whole, and nothing else of that kind. */
function holdsWholeBundles(state: HostState, files: ReadonlyMap<string, Buffer>): void {
  const wanted = new Set(contentsOf(state).map(({ sha256 }) => `content-${sha256}`));
  const present = [...files.keys()].filter((name) => name.startsWith('content-') || name.startsWith('upload-'));
  assert.deepEqual(present.sort(), [...wanted].sort(), `content of ${state.profile.name}`);
  for (const name of wanted) {
    const sha256 = createHash('sha256')
      .update(files.get(name) as Buffer)
      .digest('hex');
    assert.equal(`content-${sha256}`, name, `a bundle of ${state.profile.name}`);
  }
}

async function saysSo(host: TestHost, { profile, document }: HostState, all: readonly HostState[]): Promise<void> {
  const { body } = await host.call('GET', `${current}/link/status`);
  const role = (id: string) => (document.leaders.includes(id) ? 'leader' : 'follower');
  const use = (id: string) => (all.find((one) => one.profile.id === id)?.workload ? 'In-Use' : 'Ready');
  const others = document.members.map(({ facts }) => facts.id).filter((id) => id !== profile.id);
  type Peer = { id: string; role: string; status: string; health: { status: string } };
  assert.deepEqual(
    ((body.peers ?? []) as Peer[]).map(({ id, role, status, health }) => [id, role, status, health.status]).sort(),
    others.map((id) => [id, role(id), use(id), 'Healthy']).sort(),
    `peers, as ${profile.name} shows them`,
  );
}
