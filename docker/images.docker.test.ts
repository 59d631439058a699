/** images.sh where there is a docker command, and no engine behind it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ran } from './testing/docker';

test('images.sh says that no engine answers, in the words of docker', async () => {
  const { code, stdout, stderr } = await ran(join(__dirname, 'images.sh'), [], {
    env: { ...process.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' },
  });
  assert.deepEqual([code, stdout], [3, '']);
  assert.match(stderr, /^No Docker engine answers \(.*\/nowhere\/docker\.sock.*\); start one, .*\n$/);
});
