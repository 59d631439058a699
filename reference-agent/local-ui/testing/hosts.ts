import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { AgentOptions } from '../..';
import { eventually, TestHost } from '../../test-hosts';
import { Visitor } from './visitor';

/** Hosts and visitors of one test file; they end with it. */
export function hostsOfFile() {
  const hosts: TestHost[] = [];
  const visitors: Visitor[] = [];
  after(async () => {
    for (const visitor of visitors) visitor.hangUp();
    await Promise.all(hosts.map((host) => host.close()));
  });

  async function boot(change: Partial<AgentOptions> = {}): Promise<TestHost> {
    const host = await TestHost.boot(change);
    hosts.push(host);
    return host;
  }

  async function visit(host: TestHost): Promise<Visitor> {
    const visitor = await Visitor.at(host);
    visitors.push(visitor);
    return visitor;
  }

  return {
    boot,
    visit,
    /** A host, and somebody at its pages. */
    async visited(change: Partial<AgentOptions> = {}): Promise<Visitor> {
      return await visit(await boot(change));
    },
    /** A leader and its followers, each with somebody at its pages. */
    async group(...names: readonly string[]): Promise<readonly Visitor[]> {
      const all = await Promise.all(names.map((hostName) => boot({ hostName })));
      const [leader, ...followers] = all as [TestHost, ...TestHost[]];
      const token = await leader.token();
      for (const follower of followers) assert.equal((await follower.link(token)).status, 200);
      const ids = followers.map(({ id }) => id).sort();
      await eventually(async () => assert.deepEqual(await leader.peers(), ids));
      return await Promise.all(all.map(visit));
    },
  };
}
