import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { become, type GroupDocument, type HostState, type Workload } from '../domain';
import { deleteCluster } from '../domain/cluster/delete';
import { removeNode } from '../domain/cluster/pools';
import { after, controlPlane, create, exampleGroup, workers } from '../domain/testing/clusters';
import { quietHost } from '../testing/quiet-host';
import { NodeDriver } from './node-driver';

// The host of the tests, edge-1, beside a leader called a.
const group = exampleGroup('a');
const linked: GroupDocument = {
  ...group,
  members: [
    ...group.members,
    ...exampleGroup('x').members.map((one) => ({ ...one, facts: { ...one.facts, id: 'edge-1' } })),
  ],
};
const worker = { ...workers(''), hostIds: ['edge-1'] };
const node = after(linked, create([controlPlane('a'), worker]));
const removed = after(node, removeNode('workers', 'edge-1'));
const deleted = after(node, deleteCluster('a'));

function driver(document: GroupDocument, workload?: Workload) {
  const quiet = quietHost({ document, ...(workload && { workload }) });
  const reboots: (Workload | undefined)[] = [];
  const options = { provisionSeconds: 20, removeSeconds: 10, reboot: () => reboots.push(quiet.host.state.workload) };
  const log = { info: () => {}, error: () => {} };
  const drive = () => new NodeDriver(Object.assign(quiet.context, { log }), quiet.group, options);
  /** Everything that happens without time passing has happened. */
  const still = async () => {
    for (let turns = 0; turns < 8; turns += 1) await turn();
  };
  return {
    ...quiet,
    reboots,
    drive,
    still,
    phase: () => quiet.host.state.workload?.phase,
    pass: async (seconds: number) => {
      quiet.time.pass(seconds);
      await still();
    },
    learn: async (learned: GroupDocument) => {
      await quiet.host.execute((state: HostState) => become({ ...state, document: learned }));
      await still();
    },
  };
}

describe('a node', () => {
  test('takes up its work, and runs after its time; each is announced', async () => {
    const { drive, still, phase, pass, learn, parts } = driver(linked);
    drive();
    await still();
    assert.equal(phase(), undefined);
    await learn(node);
    assert.equal(phase(), 'Provisioning');
    assert.equal(parts.announcements, 1);
    await pass(19.9);
    assert.equal(phase(), 'Provisioning');
    await pass(0.1);
    assert.equal(phase(), 'Running');
    assert.equal(parts.announcements, 2);
    await pass(100);
    assert.equal(phase(), 'Running');
  });

  const atWork: Workload = { clusterId: 'cluster-1', clusterName: 'north', phase: 'Running' };

  test('that was removed undoes its work, and goes on', async () => {
    const { drive, phase, pass, learn, reboots, parts } = driver(node, atWork);
    drive();
    await learn(removed);
    assert.equal(phase(), 'Deleting');
    await pass(9.9);
    assert.equal(phase(), 'Deleting');
    await pass(0.1);
    assert.equal(phase(), undefined);
    assert.deepEqual(reboots, []);
    assert.equal(parts.announcements, 2);
  });

  test('whose cluster is deleted undoes its work, and reboots once nothing of it is on its disk', async () => {
    const { drive, phase, pass, learn, reboots } = driver(node, atWork);
    drive();
    await learn(deleted);
    await pass(9.9);
    assert.deepEqual([phase(), reboots], ['Deleting', []]);
    await pass(0.1);
    assert.deepEqual(reboots, [undefined]);
    await pass(100);
    assert.equal(reboots.length, 1);
  });

  test('that missed the delete, or was unlinked meanwhile, does so too', async () => {
    for (const document of [linked, exampleGroup('x')]) {
      const { drive, still, phase, pass, reboots } = driver(document, atWork);
      drive();
      await still();
      assert.equal(phase(), 'Deleting');
      await pass(10);
      assert.deepEqual(reboots, [undefined]);
    }
  });

  test('removed while it is still being provisioned never runs', async () => {
    const { drive, still, phase, pass, learn } = driver(node);
    drive();
    await still();
    await pass(19);
    await learn(removed);
    await pass(5);
    assert.equal(phase(), 'Deleting');
    await pass(5);
    assert.equal(phase(), undefined);
  });

  test('without work of its own has nothing to undo, and does not reboot', async () => {
    const { drive, still, pass, reboots } = driver(deleted);
    drive();
    await still();
    await pass(100);
    assert.deepEqual(reboots, []);
  });
});

describe('a host that boots', () => {
  for (const [document, phase, rebootsAfter] of [
    [node, 'Provisioning', undefined],
    [removed, 'Deleting', false],
    [deleted, 'Deleting', true],
  ] as const) {
    test(`goes on with what it was at: ${phase}${rebootsAfter ? ', to reboot' : ''}`, async () => {
      const workload = {
        clusterId: 'cluster-1',
        clusterName: 'north',
        phase,
        ...(rebootsAfter !== undefined && { rebootsAfter }),
      };
      const first = driver(document, workload);
      const interrupted = first.drive();
      await first.pass(5);
      interrupted.close();
      const second = driver(first.host.state.document, first.host.state.workload);
      second.drive();
      await second.still();
      await second.pass(20);
      assert.equal(second.phase(), phase === 'Provisioning' ? 'Running' : undefined);
      assert.equal(second.reboots.length, rebootsAfter ? 1 : 0);
      assert.equal(first.time.waiting, 0);
    });
  }

  test('does nothing more once it goes down', async () => {
    const { drive, still, phase, pass, down, time } = driver(node);
    drive();
    await still();
    down.abort();
    await pass(100);
    assert.equal(phase(), 'Provisioning');
    assert.equal(time.waiting, 0);
  });
});

test('a disk that does not take a step is asked again', async () => {
  const { drive, still, phase, pass, host } = driver(node);
  const execute = host.execute.bind(host);
  let failures = 2;
  host.execute = async (command) => {
    if (failures > 0) {
      failures -= 1;
      throw new Error('the disk is full');
    }
    return await execute(command);
  };
  drive();
  await still();
  assert.equal(phase(), undefined);
  await pass(1);
  assert.equal(phase(), undefined);
  await pass(1);
  assert.equal(phase(), 'Provisioning');
});
