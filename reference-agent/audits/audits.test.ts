import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { logger } from '../log';
import type { Disk } from '../outside/disk';
import { Journal } from '../store/journal';
import { quietHost } from '../testing/quiet-host';
import { type Audit, auditJournal } from './audit';
import { AuditLog, stampAfter } from './audit-log';
import { pageOf } from './page';

async function auditLog() {
  const { context, host, time } = quietHost();
  const disk = { read: async () => undefined, replace: async () => {} } as unknown as Disk;
  const place = { disk, power: new AbortController().signal, log: logger({ clock: context.clock }) };
  const journal = await Journal.open(place, auditJournal);
  return { audits: new AuditLog(journal, context.clock, () => host.state), time };
}

describe('an audit', () => {
  test('says when who did what to what', async () => {
    const { audits, time } = await auditLog();
    time.now = Date.parse('2026-01-31T09:30:00Z');
    audits.record({ actionType: 'update', kind: 'edgehost', message: 'It was changed.' }, 'operator');
    assert.deepEqual(audits.entries, [
      {
        sequence: 1,
        at: '2026-01-31T09:30:00.000Z',
        actionType: 'update',
        actor: { actorType: 'user', uid: 'operator' },
        resource: { kind: 'edgehost', name: 'alpha', uid: 'edge-1' },
        message: 'It was changed.',
      },
    ]);
  });

  test('of what the host did by itself names the host', async () => {
    const { audits } = await auditLog();
    audits.record({ actionType: 'activity', kind: 'edgehost', message: 'It booted.' });
    assert.deepEqual(audits.entries[0]?.actor, { actorType: 'system', uid: 'edge-1' });
  });

  test('of a user is about that user', async () => {
    const { audits } = await auditLog();
    audits.record({ actionType: 'activity', kind: 'user', message: 'A user logged in.' }, 'operator');
    assert.deepEqual(audits.entries[0]?.resource, { kind: 'user', name: 'operator', uid: 'operator' });
  });

  test('is never the same as another, however fast they come, and the newest thousand are kept', async () => {
    const { audits } = await auditLog();
    for (let count = 0; count < 1100; count += 1) {
      audits.record({ actionType: 'action', kind: 'edgehost', message: 'Again.' }, 'operator');
    }
    assert.equal(new Set(audits.entries.map(({ at }) => at)).size, 1000);
    assert.equal(audits.entries[0]?.sequence, 101);
    assert.equal(audits.entries.at(-1)?.sequence, 1100);
    const instants = audits.entries.map(({ at }) => Date.parse(at));
    assert.equal(new Set(instants).size, 1);
  });
});

test('stamps of one millisecond count up, and begin anew with the next', () => {
  const now = Date.parse('2026-01-31T09:30:00.120Z');
  assert.equal(stampAfter(undefined, now), '2026-01-31T09:30:00.120Z');
  assert.equal(stampAfter('2026-01-31T09:30:00.120Z', now), '2026-01-31T09:30:00.120000001Z');
  assert.equal(stampAfter('2026-01-31T09:30:00.120000009Z', now), '2026-01-31T09:30:00.120000010Z');
  assert.equal(stampAfter('2026-01-31T09:30:00.120000009Z', now + 1), '2026-01-31T09:30:00.121Z');
});

describe('a page of audits', () => {
  const start = Date.parse('2026-01-31T09:30:00Z');
  const audit = (sequence: number): Audit => ({
    sequence,
    at: new Date(start + sequence * 1000).toISOString(),
    actionType: sequence % 2 === 0 ? 'update' : 'activity',
    actor: { actorType: 'user', uid: sequence < 4 ? 'first' : 'second' },
    resource: { kind: sequence < 3 ? 'user' : 'edgehost', name: '', uid: '' },
    message: '',
  });
  const six = [1, 2, 3, 4, 5, 6].map(audit);
  const numbers = (items: readonly Audit[]) => items.map(({ sequence }) => sequence);

  for (const [name, query, expected] of [
    ['nothing', {}, [6, 5, 4, 3, 2, 1]],
    ['a user', { userUid: 'first' }, [3, 2, 1]],
    ['a kind of resource', { resourceKind: 'user' }, [2, 1]],
    ['a type of action', { actionType: 'update' }, [6, 4, 2]],
    ['a start, inclusive', { startTime: start + 5000 }, [6, 5]],
    ['an end, inclusive', { endTime: start + 2000 }, [2, 1]],
    ['all of it', { userUid: 'second', actionType: 'update', startTime: start, endTime: start + 5000 }, [4]],
    ['nobody', { userUid: 'third' }, []],
  ] as const) {
    test(`is filtered by ${name}, newest first`, () => {
      const page = pageOf(six, { limit: 50, ...query });
      assert.deepEqual(numbers(page.items), expected);
      assert.equal(page.next, undefined);
      assert.equal(page.offset, expected.length);
    });
  }

  test('goes on where the last one ended, without what came since', () => {
    const first = pageOf(six, { limit: 4 });
    assert.deepEqual(numbers(first.items), [6, 5, 4, 3]);
    assert.ok(first.next);
    const later = [...six, audit(7), audit(8)];
    const second = pageOf(later, { limit: 4, after: first.next });
    assert.deepEqual(numbers(second.items), [2, 1]);
    assert.deepEqual([second.offset, second.next], [6, undefined]);
    const moved = pageOf(later, { limit: 4, after: first.next, offset: 1 });
    assert.deepEqual(numbers(moved.items), [5, 4, 3, 2]);
  });

  test('behind the last one is empty, and the last', () => {
    const page = pageOf(six, { limit: 4, offset: 100 });
    assert.deepEqual([page.items, page.next], [[], undefined]);
  });
});
