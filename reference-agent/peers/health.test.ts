import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { current } from '../test-hosts';
import { faultyHosts } from '../testing/faulty-hosts';

const names = ['leader', 'first', 'second'] as const;
type Name = (typeof names)[number];

const ends: (() => void)[] = [];
after(() => {
  for (const end of ends) end();
});

/** A leader with two followers, on machines that can fail. */
async function group() {
  const linked = await faultyHosts(names);
  const { site, machine, host, boot } = linked;
  ends.push(linked.end);

  /** Waits until this host shows that one in this health. */
  const sees = (who: Name, whom: Name, health: string) =>
    site.until(async () => {
      const { body } = await host(who).call('GET', `${current}/link/status`);
      const peer = body.peers?.find((known: { id: string }) => known.id === host(whom).id);
      assert.equal(peer?.health.status, health, `${who} sees ${whom}`);
      assert.equal(peer.health.reason !== '', health === 'Unhealthy');
    });
  const allSee = (whom: Name, health: string) =>
    Promise.all(names.filter((name) => name !== whom).map((name) => sees(name, whom, health)));
  for (const name of names) await allSee(name, 'Healthy');
  return { site, machine, boot, sees, allSee };
}

describe('a host of a group that goes away is Unhealthy to the others, and Healthy when it is back', () => {
  test('a follower without power', async () => {
    const { machine, boot, allSee, sees } = await group();
    machine('first').kill();
    await allSee('first', 'Unhealthy');
    await sees('leader', 'second', 'Healthy');
    await boot('first');
    await allSee('first', 'Healthy');
  });

  test('a follower that is cut off', async () => {
    const { site, machine, allSee, sees } = await group();
    site.cut(machine('first').address);
    await allSee('first', 'Unhealthy');
    await sees('first', 'leader', 'Unhealthy');
    await sees('second', 'leader', 'Healthy');
    site.heal();
    await allSee('first', 'Healthy');
    await sees('first', 'leader', 'Healthy');
  });

  test('a leader without power', async () => {
    const { machine, boot, allSee } = await group();
    machine('leader').kill();
    await allSee('leader', 'Unhealthy');
    await boot('leader');
    for (const name of names) await allSee(name, 'Healthy');
  });

  test('a leader that is cut off', async () => {
    const { site, machine, allSee } = await group();
    site.cut(machine('leader').address);
    await allSee('leader', 'Unhealthy');
    site.heal();
    for (const name of names) await allSee(name, 'Healthy');
  });
});
