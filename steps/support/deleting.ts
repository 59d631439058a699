import type { HostFault, Outcome } from '../../operators/operator';
import { listHosts } from './host-list';
import { matched, mismatch } from './matchers/match';
import type { SuiteWorld } from './world';

/** Deletes a cluster on several of its nodes at once. A host that reboots for one delete may not answer the other. */
export function deleteAtOnce(world: SuiteWorld, hosts: readonly string[]): Promise<readonly (Outcome | HostFault)[]> {
  return world.race(hosts.map((on) => () => world.ask(on, (operator) => operator.deleteCluster())));
}

/** Waits until every one of these hosts has been away, and all of them are back. */
export async function awayAndBack(world: SuiteWorld, hosts: readonly string[]): Promise<void> {
  const haveBeenAway = new Set<string>();
  await world.eventually({
    expected: `the Local UI of ${listHosts(hosts)} goes away and comes back`,
    within: world.target.budgets.removal,
    look: async () => {
      const seen = await Promise.all(
        hosts.map(async (name) => ({ name, here: await world.ask(name, (operator) => operator.isReachable()) })),
      );
      for (const { name, here } of seen) if (!here) haveBeenAway.add(name);
      return seen.filter(({ here }) => !here).map(({ name }) => name);
    },
    judge: (away) => {
      const stayed = hosts.filter((name) => !haveBeenAway.has(name));
      if (away.length > 0) return mismatch(`${listHosts(away)} did not come back`);
      return stayed.length === 0 ? matched : mismatch(`${listHosts(stayed)} answered all the time`);
    },
  });
}
