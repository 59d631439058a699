import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brokenFiles } from './broken-files';

describe('broken files', () => {
  let dist: string;
  const breakage = (...edits: readonly (readonly [find: string, replace: string])[]) => ({
    id: 'some',
    what: 'Some.',
    caughtBy: {},
    edits: edits.map(([find, replace]) => ({ file: 'agent/a.ts', find, replace })),
  });

  before(async () => {
    dist = await mkdtemp(join(tmpdir(), 'hostlink-files-'));
    await mkdir(join(dist, 'agent'));
    await writeFile(join(dist, 'agent', 'a.js'), 'one two two');
  });
  after(() => rm(dist, { recursive: true }));

  it('are what the sources are compiled to, with every edit made', () => {
    const files = brokenFiles(breakage(['one', '$& three'], ['three', 'four']), dist);
    assert.deepEqual([...files], [[join(dist, 'agent', 'a.js'), '$& four two two']]);
  });

  it('are refused where a text stands there no longer, or more than once', () => {
    assert.throws(() => brokenFiles(breakage(['five', '']), dist), /"five" stands 0 times .*agent\/a\.ts/);
    assert.throws(() => brokenFiles(breakage(['two', '']), dist), /"two" stands 2 times/);
  });
});
