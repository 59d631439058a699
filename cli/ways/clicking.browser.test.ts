/** The pages of the reference agent, operated by clicking: what one side shows, the other finds. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, localUiOperator } from '../../operators/local-ui';
import { findBrowser } from '../../operators/local-ui/chromium';
import type { Operator, Outcome } from '../../operators/operator';
import { createSite, type Host, type HostSpec, type Site } from '../../sim';
import { referenceAgent as target } from '../../target/reference-agent';

const settings = { executable: findBrowser({ headed: false }), headed: false, slowMo: 0 };
after(closeBrowser);

const spec = (name: string): HostSpec => ({
  name,
  deploymentMode: 'appliance',
  operatingSystem: { family: 'ubuntu', version: '22.04' },
  userData: 'stylus:\n  managementMode: local\n  enableMultiNode: true\n',
  credentials: target.credentials,
});

/** A host with somebody at its pages. */
interface Operated {
  readonly host: Host;
  ask<T>(action: (operator: Operator) => Promise<T>): Promise<T>;
  /** Demands that it is accepted. */
  act<T>(action: (operator: Operator) => Promise<Outcome<T>>): Promise<T>;
  /** Asks until that is so, while site time goes on. */
  until<T>(action: (operator: Operator) => Promise<T>, is: (seen: T) => boolean): Promise<T>;
}

function operated(site: Site, host: Host, close: (end: () => Promise<void>) => void): Operated {
  const operator = localUiOperator(host, target, settings, { record: () => {} });
  close(() => operator.close());
  const ask: Operated['ask'] = (action) =>
    site.clock.during(action(operator), target.budgets.request, operator.owedFor?.bind(operator));
  return {
    host,
    ask,
    async act(action) {
      const outcome = await ask(action);
      assert.ok(outcome.accepted, JSON.stringify(outcome));
      return outcome.value;
    },
    async until(action, is) {
      for (let looks = 60; ; looks -= 1) {
        // A host that reboots is away for a while.
        const seen = await ask(action).catch((error: unknown) => ({ error }));
        if (!(typeof seen === 'object' && seen !== null && 'error' in seen)) {
          if (is(seen as never)) return seen as never;
        }
        assert.ok(looks > 0, `It never came to that: ${JSON.stringify(seen)}`);
        await site.clock.pass(1);
      }
    },
  };
}

async function group(context: { after(end: () => Promise<void>): void }, ...names: string[]): Promise<Operated[]> {
  const site = await createSite({ target, seed: 1 });
  context.after(() => site.close().then(() => undefined));
  const hosts = await site.addHosts(...names.map(spec));
  return hosts.map((host) => operated(site, host, (end) => context.after(end)));
}

test('hosts are linked, shown, given content and configuration, and unlinked', async (context) => {
  const [alpha, beta] = (await group(context, 'alpha', 'beta')) as [Operated, Operated];
  const facts = await alpha.ask((operator) => operator.facts());
  assert.equal(facts.deploymentMode, 'appliance');
  assert.deepEqual(facts.addresses, [alpha.host.address]);
  assert.equal(await alpha.ask((operator) => operator.managementMode()), 'local');
  const [nic] = await alpha.ask((operator) => operator.networkInterfaces());
  assert.equal(nic?.address, alpha.host.address);
  assert.equal(await alpha.ask((operator) => operator.managementInterface()), nic?.name);

  const token = await alpha.act((operator) => operator.generateToken());
  await beta.act((operator) => operator.link(token.text));
  const { hosts } = await alpha.ask((operator) => operator.linkedHosts());
  assert.deepEqual(hosts.map(({ address }) => address).sort(), [alpha.host.address, beta.host.address].sort());
  const moved = await beta.ask((operator) =>
    operator.updateAddress(nic?.name ?? '', { address: '127.0.0.2', subnet: '255.0.0.0', gateway: '127.0.0.1' }),
  );
  assert.equal(moved.accepted, false);

  const bundle = { fileName: 'core.tar.zst', content: Buffer.alloc(50_000, 'x') };
  await alpha.act((operator) => operator.uploadContent(bundle));
  await beta.until(
    (operator) => operator.contents(),
    (contents) => contents.some(({ name }) => name === bundle.fileName),
  );
  await alpha.until(
    (operator) => operator.contentSync(),
    ({ pending }) => pending.length === 0,
  );
  const refused = await beta.ask((operator) => operator.uploadContent(bundle));
  assert.match(refused.accepted ? '' : refused.reason, /\w{3}/);

  const configuration = { httpProxy: 'http://proxy:3128', httpsProxy: '', noProxy: 'localhost', caCerts: [] };
  await alpha.act((operator) => operator.updateConfiguration(configuration));
  await beta.until(
    (operator) => operator.configuration(),
    ({ httpProxy, noProxy }) => httpProxy === configuration.httpProxy && noProxy === configuration.noProxy,
  );
  await beta.until(
    (operator) => operator.configurationStatus(),
    ({ state }) => state === 'Configured',
  );

  const { id } = await beta.ask((operator) => operator.facts());
  await alpha.act((operator) => operator.unlink({ id, address: beta.host.address }));
  await alpha.act((operator) => operator.stopTokenGeneration());
  await beta.act((operator) => operator.reboot());
  await beta.until(
    (operator) => operator.linkedHosts(),
    ({ hosts: others }) => others.length === 0,
  );
  await alpha.act((operator) => operator.reset());
  await alpha.until(
    (operator) => operator.contents(),
    (contents) => contents.length === 0,
  );
});

test('a cluster is created, scaled and deleted', async (context) => {
  const [alpha, beta, gamma] = (await group(context, 'alpha', 'beta', 'gamma')) as [Operated, Operated, Operated];
  const token = await alpha.act((operator) => operator.generateToken());
  for (const follower of [beta, gamma]) await follower.act((operator) => operator.link(token.text));
  const picked = await Promise.all(
    [alpha, beta, gamma].map(async ({ host, ask }) => {
      const { id, name } = await ask((operator) => operator.facts());
      return { id, name, address: host.address };
    }),
  );
  const [first, second, third] = picked as [(typeof picked)[0], (typeof picked)[0], (typeof picked)[0]];
  const plan = {
    name: 'one',
    virtualIp: '127.0.0.99',
    pools: [{ name: 'masters', isControlPlane: true, hosts: [first] }],
  };
  const even = { ...plan, pools: [{ name: 'masters', isControlPlane: true, hosts: [first, second] }] };
  assert.equal((await alpha.ask((operator) => operator.createCluster(even))).accepted, false);
  await alpha.act((operator) => operator.createCluster(plan));
  await alpha.until(
    (operator) => operator.cluster(),
    (cluster) => cluster?.state === 'Running',
  );
  await alpha.act((operator) => operator.addNodePool({ name: 'workers', isControlPlane: false, hosts: [second] }));
  await alpha.act((operator) => operator.addToNodePool('workers', [third]));
  const nodes = await alpha.until(
    (operator) => operator.clusterNodes(),
    (all) => all.length === 3 && all.every(({ status }) => status === 'Running'),
  );
  const pools = await alpha.ask((operator) => operator.nodePools());
  assert.deepEqual(pools.map(({ name }) => name).sort(), ['masters', 'workers']);
  const worker = nodes.find(({ address }) => address === second.address)?.name ?? '';
  await alpha.act((operator) => operator.removeNode('workers', worker));
  await alpha.until(
    (operator) => operator.clusterNodes(),
    (all) => all.length === 2,
  );
  await alpha.act((operator) => operator.removeNodePool('workers'));
  await alpha.until(
    (operator) => operator.nodePools(),
    (all) => all.length === 1,
  );
  await alpha.act((operator) => operator.deleteCluster());
  await alpha.until(
    (operator) => operator.shownCluster(),
    (shown) => shown === undefined,
  );
});
