import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redactor } from '../redaction';
import { type Body, findingsOf } from './findings';
import { type Operation, operations, unpublished } from './operations';

const parse = (text: string): Body => {
  try {
    return { json: JSON.parse(text) };
  } catch (cause) {
    return { notJson: text, cause };
  }
};

const judge = (operation: Operation, status: number, text: string): string[] =>
  findingsOf('alpha', operation, status, parse(text), new Redactor()).map(
    ({ path, expected, seen }) => `${path}: ${expected}, not ${seen}`,
  );

test('unknown properties and absent ones keep the published shape', () => {
  assert.deepEqual(judge(operations.linkStatus, 200, '{"vendor": {"x": 1}}'), []);
  assert.deepEqual(judge(operations.edgeHost, 200, '{}'), []);
});

test('null, fractions and unpublished words break it', () => {
  assert.deepEqual(judge(operations.generateToken, 200, '{"remainingTime": 1.5, "interval": null}'), [
    'interval: an integer, not null',
    'remainingTime: an integer, not 1.5',
  ]);
  assert.deepEqual(judge(operations.settings, 200, '{"managementMode": "Local"}'), [
    'managementMode: "central" or "local", not "Local"',
  ]);
});

test('a required property may not be absent', () => {
  assert.deepEqual(judge(operations.managementInterface, 200, '{"candidates": [{"name": "eth0", "type": "nic"}]}'), [
    'selected: a string, not nothing',
  ]);
});

test('maps bind their values', () => {
  assert.deepEqual(judge(operations.settings, 200, '{"featureFlags": {"a": true, "b": "yes"}}'), [
    'featureFlags.b: true or false, not "yes"',
  ]);
});

test('dates are dates, numbers of 32 bits have 32 bits', () => {
  const spec = '"spec": {"hardwareSpec": {"cpu": {"cores": 3000000000}}}';
  const dated = (date: string): string[] =>
    judge(operations.edgeHost, 200, `{"metadata": {"creationTimestamp": "${date}"}, ${spec}}`);
  const cores = 'spec.hardwareSpec.cpu.cores: an integer of 32 bits, not 3000000000';
  assert.deepEqual(dated('2026-11-21T00:41:00.123456789+02:00'), [cores]);
  assert.deepEqual(dated('yesterday'), ['metadata.creationTimestamp: a date and time, not "yesterday"', cores]);
});

test('nothing may stand twice in a list that is published so', () => {
  const once = '{"spec": {"message": "linked"}}';
  assert.deepEqual(judge(operations.audits, 200, `{"items": [${once}, {"spec": {"message": "unlinked"}}]}`), []);
  assert.equal(judge(operations.audits, 200, `{"items": [${once}, ${once}]}`).length, 1);
});

test('a shape published without a type binds objects only', () => {
  assert.deepEqual(judge(operations.unlink, 200, '"ok"'), []);
  assert.deepEqual(judge(operations.unlink, 200, '{"message": 5}'), ['message: a string, not 5']);
});

test('where no shape is published, any body will do', () => {
  assert.deepEqual(judge(operations.logIn, 400, 'no such user'), []);
  assert.deepEqual(judge(operations.resetPassword, 204, 'x'), []);
});

test('some operations publish every other status, as a bare string', () => {
  assert.deepEqual(judge(operations.settings, 403, '"no"'), []);
  assert.deepEqual(judge(operations.settings, 403, '{"message": "no"}'), ['body: a string, not {"message":"no"}']);
});

test('a 401 of an operation that needs a login is never a finding, one of the login is', () => {
  assert.deepEqual(judge(operations.unlink, 401, '{}'), []);
  assert.deepEqual(judge(operations.settings, 401, '{}'), []);
  assert.deepEqual(judge(operations.logIn, 401, '{}'), [
    'status code: 200 or 400 or 500, or a 4xx with an error, not 401',
  ]);
});

test('a refusal that is not published is none if it carries the published error', () => {
  assert.deepEqual(judge(operations.unlink, 409, '{"code": "InUse", "message": "in use", "details": {}}'), []);
  assert.deepEqual(judge(operations.contents, 404, '{"message": "no cluster"}'), []);
  const expected = 'status code: 200 or 400 or 500, or a 4xx with an error';
  for (const body of ['{}', '"in use"', '[]', 'null', 'in use', '', '{"error": "in use"}', '{"message": 5}']) {
    assert.deepEqual(judge(operations.unlink, 409, body), [`${expected}, not 409`], body);
  }
});

test('any other status that is not published is a finding, whatever it carries', () => {
  for (const status of [202, 204, 302, 399, 500 + 3, 600]) {
    assert.deepEqual(judge(operations.unlink, status, '{"message": "x"}'), [
      `status code: 200 or 400 or 500, or a 4xx with an error, not ${status}`,
    ]);
  }
});

test('an operation that no API publishes is not judged', () => {
  assert.deepEqual(judge(unpublished({ method: 'DELETE', path: '/x' }), 299, 'x'), []);
});

test('the offending value is shortened, and no secret', () => {
  const [long] = judge(operations.settings, 200, `{"managementMode": "${'a b '.repeat(500)}"}`);
  assert.ok((long ?? '').length < 130, long);
  assert.deepEqual(judge(operations.logIn, 200, '{"Token": "short"}'), ['Token: an object, not "<link token>"']);
});
