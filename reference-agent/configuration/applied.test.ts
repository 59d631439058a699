import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configure, noConfiguration, unlinked } from '../domain';
import { quietHost } from '../testing/quiet-host';
import { AppliedConfiguration } from './applied';

const one = { ...noConfiguration, httpProxy: 'http://one.example' };
const two = { ...noConfiguration, httpProxy: 'http://two.example' };

function host() {
  const parts = quietHost();
  const applied = new AppliedConfiguration(parts.context, parts.group, 5);
  return { ...parts, applied, seen: () => [applied.status.state, parts.parts.announcements] };
}

describe('a configuration that was agreed on', () => {
  test('is in progress, then configured, and the group hears of both', async () => {
    const { time, group, seen } = host();
    assert.deepEqual(seen(), ['Not Configured', 0]);
    await group.propose(configure(one));
    assert.deepEqual(seen(), ['In Progress', 1]);
    time.pass(4.9);
    assert.deepEqual(seen(), ['In Progress', 1]);
    time.pass(0.1);
    assert.deepEqual(seen(), ['Configured', 2]);
  });

  test('takes its time anew when another one comes in the middle', async () => {
    const { time, group, seen } = host();
    await group.propose(configure(one));
    time.pass(4);
    await group.propose(configure(two));
    time.pass(4);
    assert.deepEqual(seen(), ['In Progress', 2]);
    time.pass(1);
    assert.deepEqual(seen(), ['Configured', 3]);
  });

  test('that is taken away ends as not configured', async () => {
    const { time, group, seen } = host();
    await group.propose(configure(one));
    time.pass(5);
    await group.propose(configure(noConfiguration));
    assert.deepEqual(seen(), ['In Progress', 3]);
    time.pass(5);
    assert.deepEqual(seen(), ['Not Configured', 4]);
  });

  test('is not applied again with every other change', async () => {
    const { time, group, seen } = host();
    await group.propose(configure(one));
    time.pass(5);
    await group.propose((document) => ({
      ...document,
      version: document.version + 1,
      configuration: { ...one, caCerts: [] },
    }));
    assert.deepEqual(seen(), ['Configured', 2]);
  });
});

test('a configuration from before a reboot is applied again', () => {
  const { host: booted } = quietHost();
  const { document } = unlinked(booted.state.profile);
  const { context, group, time } = quietHost({ document: { ...document, configuration: one } });
  const applied = new AppliedConfiguration(context, group, 5);
  assert.equal(applied.status.state, 'In Progress');
  time.pass(5);
  assert.equal(applied.status.state, 'Configured');
});

test('a host that goes down applies nothing more, and leaves no timer behind', async () => {
  const { time, down, group, seen } = host();
  await group.propose(configure(one));
  down.abort();
  assert.equal(time.waiting, 0);
  await group.propose(configure(two));
  assert.equal(time.waiting, 0);
  assert.equal(seen()[1], 1);
});
