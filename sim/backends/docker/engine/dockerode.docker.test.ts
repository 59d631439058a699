import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEngine } from '../testing/engine-contract';
import { dockerEngine } from './dockerode';

checkEngine('an engine through dockerode', dockerEngine(), 'hostlink/helper:1');

test('a connection that is closed loses nothing, and ends no other one', async () => {
  const [one, other] = [dockerEngine(), dockerEngine()];
  const lost: Error[] = [];
  await one.watch({ 'hostlink.run': 'nobody' }, { ended: () => {}, lost: (error) => lost.push(error) });
  one.close();
  await assert.rejects(one.facts(), { code: 'SITE_CLOSED' });
  await other.facts();
  assert.deepEqual(lost, []);
  other.close();
});
