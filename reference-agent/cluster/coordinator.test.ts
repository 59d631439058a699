import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Announcement, Change, Decision, GroupDocument, Workload } from '../domain';
import { deleteCluster } from '../domain/cluster/delete';
import { removeNode } from '../domain/cluster/pools';
import { after, controlPlane, create, exampleGroup, running, workers } from '../domain/testing/clusters';
import type { Peer } from '../host/group';
import { quietHost } from '../testing/quiet-host';
import { Coordinator } from './coordinator';

const fresh = after(exampleGroup('abcd'), create([controlPlane('abc'), workers('d')]));
const formed = running('abcd', controlPlane('abc'), workers('d'));

/** A coordinator on host `id`, what its peers say, and what it proposes. */
async function coordinator(id: string, document: GroupDocument) {
  const quiet = quietHost({ document });
  const profile = { ...quiet.host.state.profile, id };
  await quiet.host.execute((state) => ({ state: { ...state, profile } }));
  const said = new Map<string, Announcement | undefined>();
  const away = new Set<string>();
  const listeners = new Set<() => void>();
  const proposals: Change[] = [];
  let answers = async (change: Change): Promise<Decision> => await quiet.group.propose(change);
  const group = {
    propose: (change: Change) => {
      proposals.push(change);
      return answers(change);
    },
    peers: (): Peer[] =>
      document.members
        .filter((member) => member.facts.id !== id)
        .map((member) => ({
          member,
          role: 'follower',
          announcement: said.get(member.facts.id),
          health: { status: away.has(member.facts.id) ? 'Unhealthy' : 'Healthy', reason: '' },
        })),
    onPeers: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const log = { info: () => {}, error: () => {} };
  const still = async () => {
    for (let turns = 0; turns < 8; turns += 1) await turn();
  };
  const tell = async (ids: string, phase?: Workload['phase']) => {
    const workload: Workload | undefined = phase && { clusterId: 'cluster-1', clusterName: 'north', phase };
    const { announced } = quiet.parts;
    for (const one of ids) {
      if (one === id) {
        const { workload: _, ...rest } = quiet.host.state;
        await quiet.host.execute(() => ({ state: { ...rest, ...(workload && { workload }) } }));
      } else said.set(one, { ...announced, ...(workload && { workload }) });
    }
    for (const listener of [...listeners]) listener();
    await still();
  };
  const lose = async (ids: string) => {
    for (const one of ids) away.add(one);
    for (const listener of [...listeners]) listener();
    await still();
  };
  return {
    ...quiet,
    proposals,
    listeners,
    tell,
    lose,
    still,
    coordinator: new Coordinator(Object.assign(quiet.context, { log }), group),
    document: () => quiet.host.state.document,
    answer: (next: typeof answers) => {
      answers = next;
    },
  };
}

describe('a leader', () => {
  test('finds the cluster formed once all nodes run, itself included', async () => {
    const { tell, document, proposals } = await coordinator('a', fresh);
    await tell('bcd', 'Running');
    await tell('a', 'Provisioning');
    assert.equal(proposals.length, 0);
    await tell('a', 'Running');
    assert.equal(document().cluster?.state, 'Running');
    assert.deepEqual(document().leaders, ['a', 'b', 'c']);
    assert.equal(proposals.length, 1);
  });

  test('lets hosts go that say they have nothing left, or are away', async () => {
    const left = after(
      running('abcde', controlPlane('abc'), workers('de')),
      removeNode('workers', 'd'),
      removeNode('workers', 'e'),
    );
    const { tell, lose, document } = await coordinator('a', left);
    await tell('de', 'Deleting');
    assert.deepEqual(document().cluster?.leaving, ['d', 'e']);
    await tell('d');
    assert.deepEqual(document().cluster?.leaving, ['e']);
    await lose('e');
    assert.deepEqual(document().cluster?.leaving, []);
  });

  test('finds a deleted cluster gone once the last node has nothing left', async () => {
    const { tell, lose, document } = await coordinator('b', after(formed, deleteCluster('b')));
    await tell('b', 'Deleting');
    await tell('ac');
    assert.ok(document().cluster, 'd has not been heard of');
    await lose('d');
    assert.ok(document().cluster, 'b has something left itself');
    await tell('b');
    assert.equal(document().cluster, undefined);
  });

  test('leaves it to the first one that is healthy', async () => {
    const left = after(formed, removeNode('workers', 'd'));
    const { tell, lose, document, proposals } = await coordinator('c', left);
    await tell('d');
    assert.equal(proposals.length, 0);
    await lose('a');
    assert.equal(proposals.length, 0);
    await lose('b');
    assert.deepEqual(document().cluster?.leaving, []);
  });

  test('asks again after a while when its proposal was not decided', async () => {
    const { tell, document, proposals, answer, time, still, group } = await coordinator(
      'a',
      after(formed, removeNode('workers', 'd')),
    );
    answer(async () => ({ refused: { code: 'NO_MAJORITY', message: 'Too few answered.' } }));
    await tell('d');
    await tell('d');
    assert.equal(proposals.length, 1);
    answer(async () => {
      throw new Error('the disk is full');
    });
    time.pass(1);
    await still();
    assert.equal(proposals.length, 2);
    answer((change) => group.propose(change));
    time.pass(1);
    await still();
    assert.equal(proposals.length, 3);
    assert.deepEqual(document().cluster?.leaving, []);
  });

  test('proposes one thing at a time', async () => {
    const left = after(
      running('abcde', controlPlane('abc'), workers('de')),
      removeNode('workers', 'd'),
      removeNode('workers', 'e'),
    );
    const { tell, proposals, answer, group, still, document } = await coordinator('a', left);
    const { promise: decided, resolve } = Promise.withResolvers<void>();
    answer(async (change) => {
      await decided;
      return await group.propose(change);
    });
    await tell('de');
    assert.equal(proposals.length, 1);
    resolve();
    await still();
    assert.equal(proposals.length, 2);
    assert.deepEqual(document().cluster?.leaving, []);
  });
});

test('a follower concludes nothing', async () => {
  const { tell, proposals } = await coordinator('d', after(formed, deleteCluster('a')));
  await tell('abcd');
  assert.equal(proposals.length, 0);
});

test('one that is closed listens to nobody and asks for nothing more', async () => {
  const {
    coordinator: closed,
    tell,
    proposals,
    listeners,
    answer,
    time,
    still,
  } = await coordinator('a', after(formed, removeNode('workers', 'd')));
  answer(async () => ({ refused: { code: 'NO_MAJORITY', message: 'Too few answered.' } }));
  await tell('d');
  closed.close();
  await still();
  time.pass(10);
  await still();
  assert.equal(proposals.length, 1);
  assert.equal(listeners.size, 0);
  assert.equal(time.waiting, 0);
});
