import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { current, freeAddress, TestHost } from '../test-hosts';
import { FaultyMachine, FaultySite } from '../testing/faulty-site';
import { syncPath } from './messages';

const hosts: TestHost[] = [];
after(() => Promise.all(hosts.map((host) => host.close())));

const site = new FaultySite();
const machine = () => new FaultyMachine('host', freeAddress(), site).powerOn();

const crowd = 30;

test('many hosts that join at once with one token know each other', async (t) => {
  const warnings: Error[] = [];
  const warned = (warning: Error) => warnings.push(warning);
  process.on('warning', warned);
  t.after(() => process.off('warning', warned));
  let answers = 0;
  const place = machine();
  const { network } = place;
  assert.ok(network);
  const leader = await TestHost.boot({
    ...place,
    network: {
      ...network,
      listen: (server, port) => {
        server.on('request', (call, response) => {
          if (call.url === syncPath) response.once('finish', () => answers++);
        });
        return network.listen(server, port);
      },
    },
  });
  hosts.push(leader);
  const followers = await Promise.all(Array.from({ length: crowd }, () => TestHost.boot(machine())));
  hosts.push(...followers);
  const token = await leader.token();
  // No time passes for the hosts meanwhile: what they tell each other of it, they tell later and together.
  const linked = await Promise.all(followers.map((host) => host.link(token)));
  assert.deepEqual(new Set(linked.map(({ status }) => status)), new Set([200]));

  const ids = hosts.map((host) => host.id).sort();
  for (const host of hosts) {
    await site.until(async () => {
      const { body } = await host.call('GET', `${current}/link/status`);
      assert.deepEqual([host.id, ...body.peers.map((peer: { id: string }) => peer.id)].sort(), ids);
      const leaders = body.peers.filter((peer: { role: string }) => peer.role === 'leader');
      assert.deepEqual(
        leaders.map((peer: { id: string }) => peer.id),
        host === leader ? [] : [leader.id],
      );
    });
  }
  t.diagnostic(`${answers} answers to followers asking for news, for ${crowd} joins`);
  assert.ok(answers >= crowd, 'followers asked');
  // An announcement to everybody for each join would take about half the square of the crowd.
  assert.ok(answers <= crowd * 5, `${answers} answers`);
  assert.deepEqual(warnings, []);
});
