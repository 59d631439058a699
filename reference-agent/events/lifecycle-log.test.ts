import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Cluster } from '../domain';
import { logger } from '../log';
import type { Disk } from '../outside/disk';
import { Journal } from '../store/journal';
import { quietHost } from '../testing/quiet-host';
import { LifecycleLog } from './lifecycle-log';
import { eventJournal } from './observation';

/** A file for events that outlasts the host. */
function file() {
  let content: Buffer | undefined;
  const disk = {
    read: async () => content,
    replace: async (_: string, bytes: Buffer) => {
      content = bytes;
    },
  } as unknown as Disk;
  return {
    open: () =>
      Journal.open(
        { disk, power: new AbortController().signal, log: logger({ clock: quietHost().time.clock() }) },
        eventJournal,
      ),
  };
}

const cluster: Cluster = {
  id: 'cluster-1',
  name: 'kite',
  createdAt: '2026-01-31T09:30:00Z',
  state: 'Provisioning',
  pools: [{ name: 'control', isControlPlane: true, hostIds: ['edge-1'], settings: {} }],
  initNode: 'edge-1',
  leaving: [],
  configuration: {},
};

function watch(...parts: ConstructorParameters<typeof LifecycleLog>): LifecycleLog {
  const lifecycle = new LifecycleLog(...parts);
  lifecycle.begin();
  return lifecycle;
}

const typesOf = (lifecycle: LifecycleLog) => lifecycle.events.map(({ type }) => type);

describe('the events of a host', () => {
  test('begin with its boot and follow its state, with the time of its clock', async () => {
    const { context, host, time, parts } = quietHost();
    const lifecycle = watch(context, await file().open());
    await host.execute((state) => ({ state: { ...state, tokens: { secret: '' } } }));
    time.pass(60);
    const content = { name: 'one.tar', sha256: '1', bytes: 1, uploadedAt: '', uploadedTo: 'edge-1' };
    await host.execute((state) => ({
      state: { ...state, document: { ...state.document, cluster, contents: [content] } },
    }));
    assert.deepEqual(typesOf(lifecycle), ['Booted', 'LeaderStarted', 'InUse', 'Provisioning']);
    parts.announced = { ...parts.announced, held: ['1'] };
    lifecycle.look();
    lifecycle.look();
    lifecycle.wasReset();
    assert.deepEqual(typesOf(lifecycle).slice(4), ['ContentSynced', 'Reset']);
    const times = lifecycle.events.map(({ at }) => Date.parse(at));
    assert.deepEqual(
      times,
      [-60, -60, 0, 0, 0, 0].map((seconds) => time.now + seconds * 1000),
    );
  });

  test('outlast a reboot, which tells nothing twice, and what was missed in between is made up for', async () => {
    const { open } = file();
    const before = quietHost();
    const journal = await open();
    const first = watch(before.context, journal);
    await before.host.execute((state) => ({ state: { ...state, tokens: { secret: '' } } }));
    const seen = typesOf(first);
    await journal.close();
    const { document } = before.host.state;
    const after = quietHost({ tokens: { secret: '' }, document: { ...document, cluster } });
    const second = watch(after.context, await open());
    assert.deepEqual(typesOf(second), [...seen, 'Booted', 'InUse', 'Provisioning']);
  });

  test('are not recorded for a boot that never ended', async () => {
    const { context, host } = quietHost();
    const lifecycle = new LifecycleLog(context, await file().open());
    await host.execute((state) => ({ state: { ...state, tokens: { secret: '' } } }));
    lifecycle.look();
    assert.deepEqual(typesOf(lifecycle), []);
  });

  test('are no longer recorded once it is down', async () => {
    const { context, host, down } = quietHost();
    const lifecycle = watch(context, await file().open());
    down.abort();
    await host.execute((state) => ({ state: { ...state, tokens: { secret: '' } } }));
    assert.deepEqual(typesOf(lifecycle), ['Booted']);
  });

  test('are told to whom it concerns', async () => {
    const { context, host } = quietHost();
    const lifecycle = watch(context, await file().open());
    const heard: string[] = [];
    lifecycle.onEvent(({ type }) => heard.push(type));
    await host.execute((state) => ({ state: { ...state, tokens: { secret: '' } } }));
    assert.deepEqual(heard, ['LeaderStarted']);
  });
});
