import type { TestContext } from 'node:test';
import type { Target } from '../../../../target';
import { assembleSite } from '../../../create-site';
import type { Host, HostSpec } from '../../../host';
import type { Site, SiteOptions } from '../../../site';
import { fleetBackend } from '../backend';
import { Fleet, type FleetOptions } from '../fleet';
import { FakeHosts } from './fake-hosts';

const target = { budgets: { boot: 30 } } as Target;

export function specOf(name: string, more: Partial<HostSpec> = {}): HostSpec {
  return {
    name,
    network: 'site',
    deploymentMode: 'agent',
    operatingSystem: { family: 'ubuntu', version: '22.04' },
    userData: 'stylus: {}\n',
    credentials: { username: 'operator', password: 'secret' },
    ...more,
  };
}

export interface FakeFleet {
  readonly hosts: FakeHosts;
  readonly engine: FakeHosts['engine'];
  readonly fleet: Fleet;
  site(options?: Partial<SiteOptions> & { readonly bootBudget?: number }): Site;
}

/** A fleet on a fake engine, closed when the test ends. */
export async function fakeFleet(test: TestContext, options: Partial<FleetOptions> = {}): Promise<FakeFleet> {
  const hosts = new FakeHosts();
  const { engine } = hosts;
  const fleet = await Fleet.open(
    engine,
    { image: 'agent:1', runId: 'run', fresh: false, keep: 'never', movesClocks: true, ...options },
    hosts.reach,
  );
  test.after(() => fleet.close().catch(() => undefined));
  return {
    hosts,
    engine,
    fleet,
    site: ({ bootBudget = 30, ...more } = {}) =>
      assembleSite(
        fleetBackend(fleet, {
          target: { ...target, budgets: { ...target.budgets, boot: bootBudget } },
          seed: 1,
          ...more,
        }),
      ),
  };
}

/** Adds hosts of these names and resolves to as many. */
export async function addNamed<const N extends readonly string[]>(
  site: Site,
  ...names: N
): Promise<{ [At in keyof N]: Host }> {
  return (await site.addHosts(...names.map((name) => specOf(name)))) as { [At in keyof N]: Host };
}

/** Resolves when it is so; whoever waits in vain is ended by the runner's time limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
