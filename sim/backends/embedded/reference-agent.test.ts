import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembleSite } from '../../create-site';
import { embeddedBackend } from '.';
import { ask, specOf } from './testing/site';

const target = { clock: 'virtual', budgets: { boot: 60 } } as never;

test('the reference agent boots, answers, survives power cuts and refuses bad user data', async (t) => {
  const site = assembleSite(embeddedBackend({ seed: 1, target }));
  t.after(() => site.close());
  const [alpha, beta] = await site.addHosts(specOf('alpha'), specOf('beta'));
  for (const host of [alpha, beta]) {
    assert.ok(host);
    await ask(host.endpoint);
    await host.kill();
    await host.start();
    await ask(host.endpoint);
    await host.reboot();
    await ask(host.endpoint);
  }
  await site.clock.pass(300);
  await assert.rejects(site.addHosts({ ...specOf('gamma'), userData: 'stylus: [' }), { code: 'SITE_BOOT_REFUSED' });
});
