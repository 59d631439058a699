import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { contentSyncStatus } from '../domain';
import { eventually } from '../test-hosts';
import { bytesOf } from '../testing/forms';
import { patienceSeconds } from './fetching';
import { retrySeconds } from './spread';
import { contentOf, type FakeHost, FakeSite } from './testing/hosts';

const sites: FakeSite[] = [];
after(() => {
  for (const { hosts } of sites) for (const host of hosts) host.kill();
});

/** So many hosts that know of each other. */
async function hosts(count: number): Promise<[FakeSite, ...FakeHost[]]> {
  const site = new FakeSite();
  sites.push(site);
  for (let index = 0; index < count; index += 1) await site.add(`host-${index}`);
  return [site, ...site.hosts];
}

const status = (host: FakeHost) => contentSyncStatus(host.host.state.document, host.announcement);
const filesOf = (host: FakeHost) => [...host.files.keys()].sort();

async function holds(host: FakeHost, bytes: Buffer): Promise<void> {
  const { sha256 } = contentOf('', bytes, '');
  await eventually(() => assert.deepEqual(filesOf(host), [`content-${sha256}`]));
  assert.ok(host.files.get(`content-${sha256}`)?.equals(bytes));
  await eventually(() => assert.equal(status(host), 'Synced'));
}

/** Lets whatever is under way go on. */
async function turns(): Promise<void> {
  for (let count = 0; count < 20; count += 1) await turn();
}

/** Waits until something could not be had; the reason. */
async function reasonOf(host: FakeHost, sha256: string): Promise<string> {
  return await eventually(() => {
    assert.equal(status(host), 'Failed');
    return host.announcement.failures[sha256] ?? assert.fail();
  });
}

describe('a bundle', () => {
  test('goes from the host that it was uploaded to to all others, one bundle after the other', async () => {
    const [site, origin, ...others] = (await hosts(3)) as [FakeSite, FakeHost, ...FakeHost[]];
    const bundles = [bytesOf(700_000, 1), bytesOf(5, 2)];
    for (const [index, bytes] of bundles.entries()) await site.agree(origin, `bundle ${index}`, bytes);
    for (const host of others) {
      await eventually(() => assert.equal(status(host), 'Synced'));
      for (const bytes of bundles) assert.ok([...host.files.values()].some((file) => file.equals(bytes)));
    }
  });

  test('that is on its way is told of', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    origin.fault = { kind: 'silent', after: 100_000 };
    const { sha256 } = await site.agree(origin, 'bundle', bytesOf(300_000));
    await eventually(() => assert.equal(other.files.get(`content-${sha256}.part`)?.length, 100_000));
    assert.deepEqual([other.announcement.receiving, other.announcement.held], [sha256, []]);
    assert.equal(status(other), 'Syncing');
  });

  test('whose transfer breaks off comes from another host that has it, from there on', async () => {
    const [site, origin, second, third] = (await hosts(3)) as [FakeSite, FakeHost, FakeHost, FakeHost];
    const bytes = bytesOf(900_000);
    await second.put(bytes);
    await third.kill();
    await site.agree(origin, 'bundle', bytes);
    origin.fault = { kind: 'breaks', after: 400_000 };
    await third.boot();
    await holds(third, bytes);
    assert.deepEqual([origin.asked, second.asked], [['bytes=0-'], ['bytes=400000-']]);
  });

  test('that only one host has comes from that one again, after a pause', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    const bytes = bytesOf(900_000);
    origin.fault = { kind: 'breaks', after: 400_000 };
    const { sha256 } = await site.agree(origin, 'bundle', bytes);
    assert.match(await reasonOf(other, sha256), /^[^\n]*broke[^\n]*\.$/);
    site.time.pass(retrySeconds.first);
    await eventually(() => assert.equal(origin.asked.length, 2));
    await reasonOf(other, sha256);
    origin.fault = undefined;
    site.time.pass(retrySeconds.first);
    await holds(other, bytes);
    assert.deepEqual(origin.asked, ['bytes=0-', 'bytes=400000-', 'bytes=800000-']);
  });

  test('that a silent host does not go on sending comes from another once patience has run out', async () => {
    const [site, origin, second, third] = (await hosts(3)) as [FakeSite, FakeHost, FakeHost, FakeHost];
    const bytes = bytesOf(900_000);
    await second.put(bytes);
    third.kill();
    const { sha256 } = await site.agree(origin, 'bundle', bytes);
    origin.fault = { kind: 'silent', after: 400_000 };
    await third.boot();
    await eventually(() => assert.equal(third.files.get(`content-${sha256}.part`)?.length, 400_000));
    site.time.pass(patienceSeconds - 0.1);
    assert.deepEqual(second.asked, []);
    site.time.pass(0.2);
    await holds(third, bytes);
    assert.deepEqual(second.asked, ['bytes=400000-']);
  });

  test('with wrong bytes is thrown away, and comes from another host', async () => {
    const [site, origin, second, third] = (await hosts(3)) as [FakeSite, FakeHost, FakeHost, FakeHost];
    const bytes = bytesOf(900_000);
    await second.put(bytes);
    third.kill();
    await site.agree(origin, 'bundle', bytes);
    origin.fault = { kind: 'wrong', after: 800_000 };
    await third.boot();
    await holds(third, bytes);
    assert.deepEqual([origin.asked, second.asked], [['bytes=0-'], ['bytes=0-']]);
  });

  test('with wrong bytes everywhere has failed, with a reason, and nothing of it stays', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    origin.fault = { kind: 'wrong', after: 10 };
    const bytes = bytesOf(900_000);
    const { sha256 } = await site.agree(origin, 'bundle', bytes);
    assert.match(
      await reasonOf(other, sha256),
      new RegExp(`^What host ${origin.id} sent has another SHA-256[^\n]*\\.$`),
    );
    assert.deepEqual(filesOf(other), []);
    origin.fault = undefined;
    site.time.pass(retrySeconds.first);
    await holds(other, bytes);
  });

  test('that its host sends more of than there is has failed', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    const bytes = bytesOf(900_000);
    await origin.put(bytes);
    const content = contentOf('bundle', bytes, origin.id);
    await site.decide([{ ...content, bytes: 800_000 }]);
    assert.match(await reasonOf(other, content.sha256), /status 206/);
  });

  test('that cannot be had is tried less and less often, and at once when one more host has it', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    origin.fault = { kind: 'gone' };
    const bytes = bytesOf(1000);
    const { sha256 } = await site.agree(origin, 'bundle', bytes);
    for (const [index, times] of [1, 2, 4].entries()) {
      await reasonOf(other, sha256);
      assert.equal(origin.asked.length, index + 1);
      site.time.pass(times * retrySeconds.first - 0.01);
      await turns();
      assert.equal(origin.asked.length, index + 1);
      site.time.pass(0.01);
      await eventually(() => assert.equal(origin.asked.length, index + 2));
    }
    await reasonOf(other, sha256);
    const late = await site.add('late');
    await late.put(bytes);
    await holds(other, bytes);
  });

  test('that does not fit has failed, with a reason, and nothing of it stays; with room it is received', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    other.capacity = 500_000;
    const bytes = bytesOf(900_000);
    const { sha256 } = await site.agree(origin, 'bundle', bytes);
    assert.match(await reasonOf(other, sha256), /^The disk is full: [^\n]+\.$/);
    assert.deepEqual(filesOf(other), []);
    other.capacity = Number.POSITIVE_INFINITY;
    site.time.pass(retrySeconds.first);
    await holds(other, bytes);
  });
});

test('a bundle that does not fit is not asked of all that have it without a pause', async () => {
  const [site, origin, third, full] = (await hosts(3)) as [FakeSite, FakeHost, FakeHost, FakeHost];
  full.capacity = 500_000;
  const bytes = bytesOf(900_000);
  const { sha256 } = await site.agree(origin, 'bundle', bytes);
  await holds(third, bytes);
  await reasonOf(full, sha256);
  await turns();
  const asked = origin.asked.length + third.asked.length;
  for (let count = 0; count < 10; count += 1) await turns();
  assert.equal(origin.asked.length + third.asked.length, asked);
});

test('a bundle is not begun again without a pause on a disk that begins no file', async () => {
  const [site, origin, broken] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
  broken.isBroken = true;
  let begun = 0;
  const { store } = broken;
  const begin = store.beginReceiving.bind(store);
  store.beginReceiving = (...bundle) => {
    begun += 1;
    return begin(...bundle);
  };
  const { sha256 } = await site.agree(origin, 'bundle', bytesOf(1000));
  await reasonOf(broken, sha256);
  await turns();
  const before = begun;
  for (let count = 0; count < 10; count += 1) await turns();
  assert.equal(begun, before);
});

describe('a host that lost its power', () => {
  for (const after of [0, 1, 400_000, 899_999, 900_000]) {
    test(`with ${after} of 900000 bytes on its disk goes on there`, async () => {
      const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
      other.kill();
      const bytes = bytesOf(900_000);
      const { sha256 } = await site.agree(origin, 'bundle', bytes);
      other.files.set(`content-${sha256}.part`, bytes.subarray(0, after));
      await other.boot();
      await holds(other, bytes);
      assert.deepEqual(origin.asked, after === 900_000 ? [] : [`bytes=${after}-`]);
    });
  }

  test('in the middle of a transfer has no half bundle, and goes on', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    const bytes = bytesOf(900_000);
    origin.fault = { kind: 'silent', after: 400_000 };
    const { sha256 } = await site.agree(origin, 'bundle', bytes);
    await eventually(() => assert.equal(other.files.get(`content-${sha256}.part`)?.length, 400_000));
    other.kill();
    origin.fault = undefined;
    await other.boot();
    await holds(other, bytes);
    assert.deepEqual(origin.asked, ['bytes=0-', 'bytes=400000-']);
  });

  test('and has other bytes on its disk than were sent finds out, and begins anew', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    other.kill();
    const bytes = bytesOf(900_000);
    const { sha256 } = await site.agree(origin, 'bundle', bytes);
    other.files.set(`content-${sha256}.part`, Buffer.alloc(500_000));
    await other.boot();
    await reasonOf(other, sha256);
    site.time.pass(retrySeconds.first);
    await holds(other, bytes);
    assert.deepEqual(origin.asked, ['bytes=500000-', 'bytes=0-']);
  });
});

describe('content that no bundle needs any more', () => {
  test('goes from every disk, also on its way', async () => {
    const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
    const kept = bytesOf(1000, 1);
    const { sha256 } = await site.agree(origin, 'kept', kept);
    await holds(other, kept);
    origin.fault = { kind: 'silent', after: 100_000 };
    const dropped = await site.agree(origin, 'dropped', bytesOf(300_000, 2));
    await eventually(() => assert.ok(other.files.has(`content-${dropped.sha256}.part`)));
    await site.decide(site.contents.filter(({ name }) => name === 'kept'));
    // The other one is held there until its upload has been answered.
    await eventually(() => assert.deepEqual(filesOf(other), [`content-${sha256}`]));
    assert.deepEqual(other.announcement.failures, {});
  });

  test('is collected at a boot, unfinished uploads too; other files of the host are not', async () => {
    const site = new FakeSite();
    sites.push(site);
    const own = { 'host.json': '{}', 'content.json': '{}', 'upload-notes.txt': '' };
    const stray = {
      'upload-0badcafe.part': 'x',
      [`content-${'a'.repeat(64)}`]: 'x',
      [`content-${'b'.repeat(64)}.part`]: 'x',
    };
    const files = new Map(Object.entries({ ...own, ...stray }).map(([name, text]) => [name, Buffer.from(text)]));
    const host = await site.add('host', files);
    await eventually(() => assert.deepEqual(filesOf(host), Object.keys(own).sort()));
    assert.deepEqual(host.announcement.held, []);
  });
});

test('a host that shuts down stops receiving, tells nobody any more, and keeps what has arrived', async () => {
  const [site, origin, other] = (await hosts(2)) as [FakeSite, FakeHost, FakeHost];
  origin.fault = { kind: 'silent', after: 400_000 };
  const { sha256 } = await site.agree(origin, 'bundle', bytesOf(900_000));
  await eventually(() => assert.equal(other.files.get(`content-${sha256}.part`)?.length, 400_000));
  const { announced } = site;
  let told = 0;
  site.announced = () => {
    told += 1;
    announced.call(site);
  };
  await other.spread.close();
  assert.deepEqual([told, other.announcement.receiving], [0, undefined]);
  assert.deepEqual(filesOf(other), [`content-${sha256}.part`]);
  const asked = origin.asked.length;
  site.time.pass(1000);
  await turns();
  assert.equal(origin.asked.length, asked);
});
