/**
 * Hosts of a group agree, whatever happens to them: thousands of short stories of proposals, crashes and cut networks,
 * each with its own order of events. A failure names the seed that shows it again, and the shortest such story.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Telling, Told } from './testing/stories';

const { HOSTLINK_STORIES: runs = '3000', HOSTLINK_SEED: seed } = process.env;
const telling: Telling = { runs: Number(runs), ...(seed !== undefined && { seed: Number(seed) }) };

test('whatever happens, hosts agree on one history, and on all of it in the end', async (t) => {
  const worker = new Worker(join(__dirname, 'testing', 'stories.ts'), { workerData: telling });
  const [told] = (await once(worker, 'message')) as [Told];
  assert.equal(told.failure, undefined, `${told.failure}\nHOSTLINK_SEED of that seed shows it again`);
  t.diagnostic(`${runs} stories of ${told.events} events`);
});
