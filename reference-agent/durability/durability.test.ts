/**
 * Every host of a group loses its power, or is cut off, at every single step that the hosts take over network and disk
 * while an operator does something: afterwards they agree again, and what the operator was told is true.
 *
 * A run tries some of these points, as far apart as can be; HOSTLINK_ALL_POINTS=1 tries all of them.
 */
import { describe, test } from 'node:test';
import { tryPoints } from './testing/points';
import { scenarios } from './testing/scenarios';

/** Points of each scenario that a run tries at most. */
const most = 24;

describe('whenever a host fails, all agree again', { concurrency: 2 }, () => {
  for (const [name, scenario] of Object.entries(scenarios)) {
    test(name, async (t) => {
      const { tried, all } = await tryPoints(scenario, most);
      t.diagnostic(`${name}: ${tried} points tried, of ${all}`);
    });
  }
});
