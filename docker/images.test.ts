/** images.sh where it cannot build. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ran } from './testing/docker';

const script = join(__dirname, 'images.sh');
const shellOnly = process.platform === 'win32' ? { skip: 'this machine has no sh' } : {};
/** `sh` of this machine, and no other command. */
const shell = (...args: string[]) => ran('/bin/sh', [script, ...args], { env: { PATH: '/nowhere' } });

describe('images.sh', shellOnly, () => {
  test('refuses what is no option of it', async () => {
    const { code, stdout, stderr } = await ran(script, ['--pull']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr, '"--pull" is no option of images.sh; there are --offline and --force.\n');
  });

  test('says that there is no docker command', async () => {
    const { code, stderr } = await shell();
    assert.equal(code, 3);
    assert.match(stderr, /There is no docker command; install the Docker CLI /);
  });
});
