/** What CONTRACT.md shows is run as it stands. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { images, newName, ran } from './testing/docker';

test('the steps to try by hand work, and leave nothing', async () => {
  const page = await readFile(join(__dirname, 'CONTRACT.md'), 'utf8');
  const [, steps = ''] = /^```sh\n(.*?)^```$/ms.exec(page) ?? [];
  const name = newName();
  const left = () =>
    ran(
      'sh',
      ['-c', 'docker ps -aq -f name=$NAME; docker volume ls -q -f name=$NAME; docker network ls -q -f name=$NAME'],
      { env },
    );
  const subnet = `198.19.${200 + (process.pid % 50)}`;
  const env = { ...process.env, IMAGE: images.agent, NAME: name, SUBNET: subnet };
  const { code, stdout, stderr } = await ran('sh', ['-euc', steps], { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^exit code 0$/m);
  assert.equal(stdout.split('{"msg":"pong"}').length, 3);
  assert.equal((await left()).stdout, '');
});
