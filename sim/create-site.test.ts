import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { prepare } from '.';
import { ask, fakeSite, specOf } from './backends/embedded/testing/site';

test('hosts are added in the order given, whichever is up first', async (t) => {
  const { site, fakes } = fakeSite(t);
  fakes.onBoot = async ({ hostName, clock }) => {
    if (hostName === 'alpha') await new Promise<void>((resolve) => clock?.after(20, resolve));
  };
  const added = await site.addHosts(specOf('alpha'), specOf('beta'));
  assert.deepEqual(
    added.map((host) => host.name),
    ['alpha', 'beta'],
  );
  assert.deepEqual([...site.hosts.keys()], ['alpha', 'beta']);
  assert.equal(site.hosts.get('beta'), added[1]);
});

test('a host gets what its spec says', async (t) => {
  const { site, fakes } = fakeSite(t);
  const spec = specOf('alpha');
  await site.addHosts(spec);
  const { userData, deploymentMode, operatingSystem, users, hostName } = fakes.of('alpha');
  assert.deepEqual(
    { userData, deploymentMode, operatingSystem, users, hostName },
    {
      userData: spec.userData,
      deploymentMode: spec.deploymentMode,
      operatingSystem: spec.operatingSystem,
      users: [spec.credentials],
      hostName: 'alpha',
    },
  );
});

test('names are unique on a site', async (t) => {
  const { site } = fakeSite(t);
  await site.addHosts(specOf('alpha'));
  for (const specs of [[specOf('alpha')], [specOf('beta'), specOf('beta')]]) {
    await assert.rejects(site.addHosts(...specs), { code: 'SITE_DUPLICATE_HOST', message: /"(alpha|beta)"/ });
  }
});

test('a spec that a host refuses to boot with is refused with its sentence, and the host leaves nothing', async (t) => {
  const { site, fakes } = fakeSite(t);
  const refusal = new Error('user data: stylus.managementMode "moon" is unknown.');
  fakes.onBoot = async ({ hostName }) => {
    if (hostName === 'beta') throw refusal;
  };
  await assert.rejects(site.addHosts(specOf('alpha'), specOf('beta')), {
    code: 'SITE_BOOT_REFUSED',
    attribution: undefined,
    cause: refusal,
    message: /^Host "beta" refused to boot: .*"moon" is unknown\.$/,
  });
  assert.equal(site.hosts.size, 0);
});

test('a host that never boots is the fault of the implementation', async (t) => {
  const { site, fakes } = fakeSite(t);
  fakes.onBoot = () => new Promise(() => undefined);
  await assert.rejects(site.addHosts(specOf('alpha')), { code: 'SITE_HOST_SILENT', attribution: 'implementation' });
});

test('the seed decides what is random on a host; another boot has other bytes', async (t) => {
  const ids: (string | undefined)[] = [];
  for (const seed of [7, 7, 8]) {
    const { site, fakes } = fakeSite(t, { seed });
    const [alpha] = await site.addHosts(specOf('alpha'));
    ids.push(fakes.byName.get('alpha')?.id);
    if (seed === 8) {
      await alpha?.reboot();
      ids.push(fakes.byName.get('alpha')?.id);
    }
  }
  assert.equal(ids[0], ids[1]);
  assert.equal(new Set(ids).size, 3);
});

test('two sites of one seed live side by side', async (t) => {
  const sites = [fakeSite(t), fakeSite(t)];
  const hosts = await Promise.all(sites.map(({ site }) => site.addHosts(specOf('alpha'), specOf('beta'))));
  assert.equal(new Set(hosts.flat().map((host) => host.address)).size, 4);
  const [first, second] = hosts;
  const cut = sites[0]?.site.network.cut(first?.[0] as never, second?.[0] as never) ?? Promise.resolve();
  await assert.rejects(cut, { code: 'SITE_FOREIGN_HOST' });
});

test('closing a site ends its hosts and every wait, twice as well', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await site.addHosts(specOf('alpha'), specOf('beta'), specOf('gamma'));
  await alpha?.pause();
  await beta?.kill();
  const waiting = site.clock.during(new Promise(() => undefined), 3600);
  const ended = assert.rejects(waiting, { code: 'SITE_CLOSED' });
  await Promise.all([site.close(), site.close()]);
  await ended;
  await assert.rejects(ask(site.hosts.get('gamma')?.endpoint ?? ''), { code: 'ECONNREFUSED' });
  assert.equal(fakes.of('gamma').power?.aborted, true);
  await assert.rejects(site.addHosts(specOf('delta')), { code: 'SITE_CLOSED' });
  await assert.rejects(site.clock.pass(1), { code: 'SITE_CLOSED' });
});

test('a site closed while hosts boot leaves none of them', async (t) => {
  const { site, fakes } = fakeSite(t);
  let booting = (): void => undefined;
  const underWay = new Promise<void>((resolve) => {
    booting = resolve;
  });
  fakes.onBoot = async () => {
    booting();
    await new Promise(() => undefined);
  };
  const adding = assert.rejects(site.addHosts(specOf('alpha'), specOf('beta')), { code: 'SITE_CLOSED' });
  await underWay;
  await site.close();
  await adding;
});

test("the caller's signal ends the site's waits", async (t) => {
  const caller = new AbortController();
  const { site } = fakeSite(t, { signal: caller.signal });
  const waiting = site.clock.during(new Promise(() => undefined), 3600);
  caller.abort();
  await assert.rejects(waiting, { code: 'SITE_INTERRUPTED', attribution: 'environment' });
});

test('hosts work on a real clock too', async (t) => {
  const { site, fakes } = fakeSite(t, { clock: 'real' });
  await site.addHosts(specOf('alpha'));
  assert.equal(site.clock.strategy, 'real');
  await new Promise<void>((resolve) => fakes.of('alpha').clock.after(5, resolve));
});

test('this machine can carry sites', async () => {
  const ground = await prepare({ backend: 'embedded' });
  assert.deepEqual(ground.facts, {});
  assert.deepEqual(await ground.close(), []);
});

test('a process ends by itself once its sites are closed', { timeout: 60_000 }, async () => {
  const script = `
    const { FakeHosts } = require('./backends/embedded/testing/fake-host');
    const { specOf } = require('./backends/embedded/testing/site');
    const { embeddedBackend } = require('./backends/embedded');
    const { assembleSite } = require('./create-site');
    const target = { clock: 'virtual', budgets: { boot: 60 } };
    const fakes = new FakeHosts();
    const site = assembleSite(embeddedBackend({ seed: 1, target }, { startHost: fakes.start }));
    site.addHosts(specOf('alpha'), specOf('beta'), specOf('gamma')).then(async ([alpha, beta]) => {
      const wire = await fakes.of('alpha').network.connect(beta.address, 7, new AbortController().signal);
      wire.write('never answered');
      await site.network.cut(alpha, beta);
      await alpha.pause();
      await site.clock.pass(60);
      await site.close();
      console.log('closed');
    });`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--require',
      'ts-node/register/transpile-only',
      '--eval',
      script.replaceAll("require('./", `require('${join(__dirname)}/`),
    ],
    { timeout: 30_000 },
  );
  assert.equal(stdout, 'closed\n');
});
