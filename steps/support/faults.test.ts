import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostFault } from '../../operators/operator';
import { type Host, SiteError } from '../../sim';
import { begin } from './faults';
import { FaultInStore } from './remembered/fault-in-store';
import type { SuiteWorld } from './world';

const hosts = [{ name: 'alpha' }, { name: 'beta' }] as unknown as [Host, Host];

/** A world in which packets pass when the test says so, and what happened there. */
function world() {
  const happened: string[] = [];
  const faults = new FaultInStore();
  let pass = async (): Promise<void> => undefined;
  const network = {
    afterPackets: async (_a: Host, _b: Host, _count: number, then: () => Promise<void>) => {
      pass = then;
      return async () => void happened.push('called off');
    },
  };
  faults.put({ after: 3, between: hosts, strike: async () => void happened.push('struck') });
  return {
    happened,
    passed: () => pass(),
    world: { faults, site: async () => ({ network }) } as unknown as SuiteWorld,
  };
}

describe('a fault in store', () => {
  it('strikes in the middle of what begins, once, and that is told', async () => {
    const { happened, passed, world: suite } = world();
    await begin(suite, async (hasStruck) => {
      assert.equal(hasStruck(), false);
      await passed();
      assert.equal(hasStruck(), true);
      happened.push('went on');
    });
    assert.deepEqual(happened, ['struck', 'went on', 'called off']);
  });

  it('strikes at the end where fewer packets pass', async () => {
    const { happened, world: suite } = world();
    await begin(suite, async () => void happened.push('ended'));
    assert.deepEqual(happened, ['ended', 'called off', 'struck']);
  });

  it('leaves it to later steps that a host did not answer, and to nobody else that the harness has a bug', async () => {
    for (const silence of [new HostFault('HOST_NO_ANSWER', 'Nothing.'), new SiteError('SITE_TIMEOUT', 'Too late.')]) {
      await begin(world().world, () => Promise.reject(silence));
    }
    const { happened, world: suite } = world();
    await assert.rejects(
      begin(suite, () => Promise.reject(new TypeError('a bug'))),
      TypeError,
    );
    assert.deepEqual(happened, ['called off', 'struck']);
  });

  it('is used up, and missed where there is none', async () => {
    const { world: suite } = world();
    await begin(suite, async () => undefined);
    await assert.rejects(
      begin(suite, async () => undefined),
      { code: 'SCENARIO_MISTAKE' },
    );
  });
});
