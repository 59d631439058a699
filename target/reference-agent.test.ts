import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageTarget, referenceAgent, referenceImage } from './reference-agent';

const versionOf = (name: string, digest?: string): readonly [string, string] => {
  const target = imageTarget({ name, id: 'sha256:config', ...(digest && { digest }) });
  return [target.name, target.version];
};

test('the reference image claims what the reference agent claims, and its clock is put forward', () => {
  assert.deepEqual(referenceImage.claims, referenceAgent.claims);
  assert.equal(referenceImage.clock, 'faketime');
  assert.ok(referenceImage.budgets.hold < referenceAgent.budgets.hold);
});

test('an image is named without its tag, which is its version', () => {
  assert.deepEqual(versionOf('agent:1.4'), ['agent', '1.4']);
  assert.deepEqual(versionOf('registry.example:5000/team/agent:v2-rc.1'), [
    'registry.example:5000/team/agent',
    'v2-rc.1',
  ]);
});

test('where the tag says nothing, the version is the digest', () => {
  assert.deepEqual(versionOf('registry.example:5000/agent'), ['registry.example:5000/agent', 'sha256:config']);
  assert.deepEqual(versionOf('agent:latest', 'agent@sha256:manifest'), ['agent', 'sha256:manifest']);
  assert.deepEqual(versionOf('agent@sha256:asked'), ['agent', 'sha256:asked']);
});

test('a refusal of a stranger is watched for longer', () => {
  assert.equal(imageTarget({ name: 'a', id: 'b' }).budgets.hold, referenceAgent.budgets.hold);
});
