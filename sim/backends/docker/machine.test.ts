import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SiteError } from '../../errors';
import type { Host } from '../../host';
import type { Site } from '../../site';
import { turn } from '../../wait/sleep';
import { addNamed, type FakeFleet, fakeFleet, specOf, until } from './testing/fake-site';

const isSilence = (command: string): boolean => /ip saddr != \S+ drop/.test(command);

/** What the engine and the helper of a host are told meanwhile, in order, without names. */
async function meanwhile({ engine, hosts }: FakeFleet, action: () => Promise<unknown>): Promise<readonly string[]> {
  engine.calls.length = 0;
  hosts.told.length = 0;
  await action();
  const told = hosts.told.map(({ command }) => (isSilence(command) ? 'silence' : 'sound'));
  return engine.calls.map((call) => (call.startsWith('tell') ? (told.shift() ?? '') : (call.split(' ')[0] ?? '')));
}

test('power comes and goes, and nobody hears of a cut', async (t) => {
  const stand = await fakeFleet(t);
  const [alpha] = await addNamed(stand.site(), 'alpha');
  const steps: [() => Promise<void>, readonly string[], string][] = [
    [() => alpha.kill(), ['silence', 'kill'], 'off'],
    [() => alpha.start(), ['sound', 'start'], 'on'],
    [() => alpha.pause(), ['pause'], 'paused'],
    [() => alpha.resume(), ['unpause'], 'on'],
    // Its peers hear how it says goodbye.
    [() => alpha.stop(), ['stop', 'silence'], 'off'],
    [() => alpha.start(), ['sound', 'start'], 'on'],
    [() => alpha.reboot(), ['stop', 'silence', 'sound', 'start'], 'on'],
  ];
  for (const [action, expected, power] of steps) {
    assert.deepEqual(await meanwhile(stand, action), expected);
    assert.equal(alpha.power, power);
  }
});

test('a paused host can be killed', async (t) => {
  const stand = await fakeFleet(t);
  const [alpha] = await addNamed(stand.site(), 'alpha');
  await alpha.pause();
  assert.deepEqual(await meanwhile(stand, () => alpha.kill()), ['silence', 'kill']);
  await alpha.start();
  assert.equal(alpha.power, 'on');
});

test('a host that ends itself in order reboots, and keeps its power', async (t) => {
  const { engine, hosts, site } = await fakeFleet(t);
  const [alpha] = await addNamed(site(), 'alpha');
  const before = hosts.hostAt(alpha.address);
  before.end(0);
  await until(() => hosts.hostAt(alpha.address) !== before);
  assert.equal(alpha.power, 'on');
  await alpha.kill();
  assert.equal(engine.container(before.spec.name).state.running, false);
});

test('power that is cut while a host reboots is cut, though the engine was about to start it', async (t) => {
  const { engine, hosts, site } = await fakeFleet(t);
  const [alpha] = await addNamed(site(), 'alpha');
  const host = hosts.hostAt(alpha.address);
  const held = engine.hold('start');
  host.end(0);
  await held.reached;
  const killed = alpha.kill();
  // As far as it goes by itself.
  await turn();
  held.release();
  await killed;
  await turn();
  assert.equal(engine.container(host.spec.name).state.running, false);
  assert.equal(alpha.power, 'off');
});

test('a host that ends itself with any other code has crashed', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  const [alpha] = await addNamed(site(), 'alpha');
  hosts.hostAt(alpha.address).end(3);
  assert.equal(alpha.power, 'off');
  await alpha.start();
  assert.equal(alpha.power, 'on');
});

test('an end that the engine tells of late is not taken for a crash of what was started since', async (t) => {
  const { engine, hosts, site } = await fakeFleet(t);
  const [alpha] = await addNamed(site(), 'alpha');
  const { spec } = hosts.hostAt(alpha.address);
  // As where the kill is answered before the end is told.
  const late: (() => void)[] = [];
  const container = engine.container(spec.name);
  const { onEnd } = container;
  Object.assign(container, { onEnd: (code: number) => late.push(() => onEnd(code)) });
  await alpha.kill();
  Object.assign(container, { onEnd });
  await alpha.start();
  assert.equal(late.length, 1);
  late[0]?.();
  assert.equal(alpha.power, 'on');
  hosts.hostAt(alpha.address).end(9);
  assert.equal(alpha.power, 'off');
});

test('user data that a host does not boot with is refused, with the end of its log', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  hosts.onStart = (host) => {
    for (const line of ['one', 'two', 'three', 'the user data is bad']) host.say(line);
    host.end(2);
  };
  await assert.rejects(site().addHosts(specOf('alpha')), {
    code: 'SITE_BOOT_REFUSED',
    attribution: undefined,
    message:
      'Host "alpha" refused to boot: its process ended with code 2; its log ends with "two three the user data is bad".',
  });
});

test('a host that once ran and does not boot again failed, with the end of what it logged since', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  hosts.onStart = (host, address) => {
    host.say('first boot');
    hosts.listenAt(host, address);
  };
  const [alpha] = await addNamed(site(), 'alpha');
  await alpha.kill();
  // The log knows milliseconds.
  const now = Date.now();
  await until(() => Date.now() > now);
  hosts.onStart = (host) => {
    host.say('torn file');
    host.end(2);
  };
  await assert.rejects(alpha.start(), {
    code: 'SITE_BOOT_FAILED',
    attribution: 'implementation',
    message: 'Host "alpha" did not boot again: its process ended with code 2; its log ends with "torn file".',
  });
  assert.equal(alpha.power, 'off');
});

test('what the engine refuses to start is not held against the host', async (t) => {
  const { engine, hosts, site } = await fakeFleet(t);
  const [alpha] = await addNamed(site(), 'alpha');
  await alpha.kill();
  engine.refuse('start', 'no space left on device');
  await assert.rejects(alpha.start(), { code: 'SITE_ENGINE_REFUSED', message: /no space left/ });
  // While it boots, too.
  hosts.onStart = (host) => {
    engine.refuse('start', 'no space left on device');
    host.end(0);
  };
  await assert.rejects(alpha.start(), { code: 'SITE_ENGINE_REFUSED', attribution: 'environment' });
});

test('a host that does not answer within its budget is silent, and its power is cut', async (t) => {
  for (const disturb of [
    ({ hosts }: FakeFleet) => void Object.assign(hosts, { answers: false }),
    ({ hosts }: FakeFleet) => void Object.assign(hosts, { onStart: () => undefined }),
  ]) {
    const stand = await fakeFleet(t);
    disturb(stand);
    await assert.rejects(stand.site({ bootBudget: 0.02 }).addHosts(specOf('alpha')), {
      code: 'SITE_HOST_SILENT',
      attribution: 'implementation',
      message: /"alpha" was powered on and does not answer at https:\/\/198\.\S+:5080 within 0.02 s/,
    });
    assert.equal(stand.engine.calls.filter((call) => call.startsWith('kill')).length, 1);
  }
});

interface Booting {
  readonly stand: FakeFleet;
  readonly site: Site;
  readonly caller: AbortController;
  readonly booting: Host;
}

test('a boot ends at once when its power is cut, its site is closed, its caller gives up or the engine is gone', async (t) => {
  for (const [end, code] of [
    [({ booting }) => booting.kill(), 'SITE_POWER'],
    [({ booting }) => booting.stop(), 'SITE_POWER'],
    [({ site }) => site.close(), 'SITE_CLOSED'],
    [({ caller }) => caller.abort(), 'SITE_INTERRUPTED'],
    [({ stand }) => stand.engine.lose(), 'SITE_ENGINE_GONE'],
  ] as [(of: Booting) => unknown, string][]) {
    const stand = await fakeFleet(t);
    const caller = new AbortController();
    const site = stand.site({ signal: caller.signal });
    const [booting] = await addNamed(site, 'alpha');
    await booting.kill();
    const started = Promise.withResolvers<void>();
    stand.hosts.onStart = (host) => {
      host.onTerminate(() => host.end(0));
      started.resolve();
    };
    const boot = assert.rejects(booting.start(), (error) => error instanceof SiteError && error.code === code);
    await started.promise;
    await end({ stand, site, caller, booting });
    await boot;
  }
});

test('a host is followed to the spare address that it takes, and is looked for there when it boots', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  const [alpha] = await addNamed(site(), 'alpha');
  const first = alpha.address;
  const [one, two] = [await alpha.spareAddress(), await alpha.spareAddress()];
  assert.equal(new Set([first, one, two]).size, 3);
  assert.deepEqual(
    hosts
      .toldTo(first)
      .slice(-2)
      .map((command) => /address add (\S+)/.exec(command)?.[1]),
    [`${one}/24`, `${two}/24`],
  );
  assert.equal(alpha.address, first);
  hosts.listenAt(hosts.hostAt(first), one);
  await until(() => alpha.address === one);
  assert.equal(alpha.endpoint, `https://${one}:5080`);
  // It moves on, and its power is cut before anybody has seen that.
  await alpha.kill();
  hosts.onStart = (host) => hosts.listenAt(host, two);
  await alpha.start();
  assert.equal(alpha.address, two);
});

test('a disk is filled but for whole pages, and has its room again', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  const [alpha] = await addNamed(site(), 'alpha');
  for (const [bytes, kibibytes] of [
    [0, 0],
    [1, 4],
    [4096, 4],
    [65536, 64],
  ] as const) {
    await alpha.fillDisk(bytes);
    assert.match(hosts.toldTo(alpha.address).at(-1) ?? '', new RegExp(`-le ${kibibytes} \\] .* - ${kibibytes}\\)`));
  }
  await alpha.freeDisk();
  assert.match(hosts.toldTo(alpha.address).at(-1) ?? '', /^rm -f \S+filler$/);
});

test('a host shows what it logged on this site only', async (t) => {
  let line = 'before';
  const { hosts, site } = await fakeFleet(t);
  hosts.onStart = (host, address) => {
    host.say(line);
    hosts.listenAt(host, address);
  };
  const one = site({ renew: async () => undefined });
  const [alpha] = await addNamed(one, 'alpha');
  assert.deepEqual(await alpha.logs(), ['before']);
  await one.close();
  const now = Date.now();
  await until(() => Date.now() > now);
  line = 'since';
  const [again] = await addNamed(site(), 'alpha');
  assert.equal(again.address, alpha.address);
  await again.reboot();
  assert.deepEqual(await again.logs(), ['since']);
});
