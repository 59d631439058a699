import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotSimulated } from '../../../errors';
import { until } from '../testing/fake-site';
import { Helper } from './helper';
import type { Done, HelperShell } from './shell';

const noSignal = new AbortController().signal;

/** A helper whose shell answers as the test says. */
function stand(answer: (command: string) => Partial<Done> = () => ({})) {
  const commands: string[] = [];
  const run = async (command: string): Promise<Done> => {
    commands.push(command);
    return { status: 0, output: '', ...answer(command) };
  };
  const demand = async (command: string): Promise<string> => {
    const { status, output } = await run(command);
    if (status !== 0) throw new Error(output);
    return output;
  };
  const shell = { name: 'alpha-helper', run, demand } as unknown as HelperShell;
  return { helper: new Helper(shell, '198.18.5.1'), commands };
}

/** A helper in whose network so many packets have passed. */
function counting() {
  const tables = new Set<string>();
  const counted = { packets: 0, looks: 0 };
  const { helper, commands } = stand((command) => {
    const [, loaded] = /^printf %s 'table inet (hostlink_watch\w+) /.exec(command) ?? [];
    if (loaded) tables.add(loaded);
    const [, deleted] = /^nft delete table inet (\w+)$/.exec(command) ?? [];
    if (deleted && !tables.delete(deleted)) return { status: 1, output: `no ${deleted}` };
    if (!command.startsWith('nft list counter')) return {};
    counted.looks += 1;
    return { output: `packets ${counted.packets} bytes 100` };
  });
  return { helper, commands, tables, counted };
}

test('a callback comes once so many packets have passed, and none passes until it has settled', async () => {
  const { helper, tables, counted, commands } = counting();
  const called = Promise.withResolvers<void>();
  const settle = Promise.withResolvers<void>();
  const then = async (): Promise<void> => {
    called.resolve();
    await settle.promise;
  };
  const callOff = await helper.afterPackets(['198.18.5.3'], 3, then, noSignal);
  assert.match(commands[0] ?? '', /ip saddr \{ 198\.18\.5\.3 \}.*>= 3 drop|>= 3 drop.*ip saddr \{ 198\.18\.5\.3 \}/s);
  counted.packets = 3;
  await called.promise;
  assert.equal(tables.size, 1);
  settle.resolve();
  await callOff();
  assert.equal(tables.size, 0);
});

test('what is called off is not called, and counts nothing any more', async () => {
  const { helper, tables, counted } = counting();
  const callOff = await helper.afterPackets(['198.18.5.3'], 3, () => assert.fail('it was called off'), noSignal);
  await callOff();
  assert.equal(tables.size, 0);
  const { looks } = counted;
  counted.packets = 3;
  await callOff();
  assert.equal(counted.looks, looks);
});

test('a callback that fails lets packets pass again, and whoever calls it off learns of it', async () => {
  const { helper, tables, counted } = counting();
  counted.packets = 1;
  const failure = new Error('no');
  const callOff = await helper.afterPackets(['198.18.5.3'], 1, () => Promise.reject(failure), noSignal);
  await assert.rejects(callOff(), failure);
  assert.equal(tables.size, 0);
});

test('nothing is counted when the site is closed, nor when the network is made whole', async () => {
  for (const end of ['site', 'network'] as const) {
    const { helper, tables } = counting();
    const site = new AbortController();
    await helper.afterPackets(['198.18.5.3'], 1, () => assert.fail('it was over'), site.signal);
    await helper.afterPackets(['198.18.5.4'], 1, () => assert.fail('it was over'), site.signal);
    assert.equal(tables.size, 2);
    if (end === 'site') site.abort();
    else await helper.restore();
    await until(() => tables.size === 0);
  }
});

test('a callback may wait for the next packet', async () => {
  const { helper, tables, counted } = counting();
  counted.packets = 1;
  const second = Promise.withResolvers<void>();
  await helper.afterPackets(
    ['198.18.5.3'],
    1,
    async () => void (await helper.afterPackets(['198.18.5.3'], 1, async () => second.resolve(), noSignal)),
    noSignal,
  );
  await second.promise;
  await helper.stopWatching();
  assert.equal(tables.size, 0);
});

test('a limit leaves out what goes to the harness', async () => {
  const { helper, commands } = stand();
  await helper.limit({ bitsPerSecond: 1_000_000 });
  assert.match(commands[0] ?? '', /qdisc del/);
  assert.match(commands[1] ?? '', /classid 1:10 htb rate 1000000bit.*match ip dst 198\.18\.5\.1\/32 flowid 1:1/);
  assert.doesNotMatch(commands[1] ?? '', /netem/);
  commands.length = 0;
  await helper.limit({});
  assert.equal(commands.length, 1);
});

test("what the kernel cannot limit is not simulated, with the kernel's words, and nothing is limited", async () => {
  const { helper, commands } = stand((command) =>
    command.includes('netem') ? { status: 2, output: 'Warning\nError: Specified qdisc kind is unknown.\n' } : {},
  );
  await assert.rejects(helper.limit({ delayMilliseconds: 50 }), (error) => {
    assert.ok(error instanceof NotSimulated);
    assert.match(
      error.message,
      /delay a host's packets \(the kernel says "Error: Specified qdisc kind is unknown\."\)/,
    );
    return true;
  });
  assert.match(commands.at(-1) ?? '', /qdisc del/);
});

test('a disk that cannot be measured is told of', async () => {
  assert.equal(await stand(() => ({ output: '12' })).helper.usedBytes(), 12 * 1024);
  await assert.rejects(stand(() => ({ output: 'what?' })).helper.usedBytes(), {
    code: 'SITE_ENGINE_REFUSED',
    message: /"alpha-helper" measured a disk as "what\?"/,
  });
});
