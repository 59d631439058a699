import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parallelism } from './arguments';
import { type BackendArguments, chooseBackend, defaultImage, targetOf } from './backend';

const choose = (given: BackendArguments) => chooseBackend(given, '1.2.3', 'the-run');
const targetWith = (given: BackendArguments, facts: Parameters<typeof targetOf>[1] = {}) =>
  targetOf(choose(given), facts, '1.2.3');

test('hosts of this process are the reference agent, whose time is virtual', () => {
  const { site, clock, options } = choose({ backend: 'embedded' });
  assert.deepEqual([site, clock, options], [{ backend: 'embedded' }, 'virtual', []]);
  assert.equal(targetWith({ backend: 'embedded' }).name, 'hostlink reference agent');
});

test('containers are of the reference image of this version, and have their clocks put forward', () => {
  const { site, clock, options } = choose({ backend: 'docker' });
  assert.deepEqual(site, {
    backend: 'docker',
    docker: { image: 'hostlink/reference-agent:1.2.3', runId: 'the-run', fresh: false, keep: 'never' },
  });
  assert.deepEqual([clock, options], ['faketime', ['--backend', 'docker']]);
  assert.equal(targetWith({ backend: 'docker' }).name, 'hostlink reference agent image');
});

test('what was chosen can be chosen again, but for what is no part of the site', () => {
  const given = { backend: 'docker', image: 'a/b:1', clock: 'real', fresh: true, keep: 'on-failure' } as const;
  const { site, options } = choose(given);
  assert.deepEqual(site.docker, { image: 'a/b:1', runId: 'the-run', fresh: true, keep: 'on-failure' });
  assert.deepEqual(options, ['--backend', 'docker', '--image', 'a/b:1', '--clock', 'real', '--fresh']);
  assert.deepEqual(choose({ backend: 'docker', image: defaultImage('1.2.3') }).options, ['--backend', 'docker']);
});

test('another image is a target of its own, named and versioned as the engine knows it', () => {
  const image = { name: 'a/b', id: 'sha256:1' };
  const { name, version, clock } = targetWith({ backend: 'docker', image: 'a/b', clock: 'real' }, { image });
  assert.deepEqual([name, version, clock], ['a/b', 'sha256:1', 'real']);
});

test('refusals are watched for less long where that takes real time', () => {
  const hold = (given: BackendArguments) => targetWith(given).budgets.hold;
  assert.ok(hold({ backend: 'embedded', clock: 'real' }) < hold({ backend: 'embedded' }));
});

test('what makes no sense together is refused', () => {
  const refuses = (given: BackendArguments, code: string, message: RegExp) =>
    assert.throws(() => choose(given), { code, exitCode: 2, message });
  refuses({ backend: 'embedded', clock: 'faketime' }, 'CLI_CLOCK_ELSEWHERE', /--clock takes virtual or real\.$/);
  refuses({ backend: 'docker', clock: 'virtual' }, 'CLI_CLOCK_ELSEWHERE', /--clock takes faketime or real\.$/);
  refuses({ backend: 'embedded', keep: 'on-failure' }, 'CLI_DOCKER_ONLY', /^--keep is about containers/);
  refuses({ backend: 'embedded', fresh: true }, 'CLI_DOCKER_ONLY', /^--fresh /);
  refuses({ backend: 'embedded', image: 'a' }, 'CLI_DOCKER_ONLY', /^--image /);
  for (const image of ['', '-x', 'a b']) refuses({ backend: 'docker', image }, 'CLI_BAD_IMAGE', /not "/);
});

test('a run in containers has more threads than one in this process', () => {
  assert.ok(parallelism(undefined, 'docker') >= 2);
  assert.ok(parallelism(undefined, 'docker') <= 16);
  assert.ok(parallelism(undefined) <= 4);
  assert.equal(parallelism('3', 'docker'), 3);
});
