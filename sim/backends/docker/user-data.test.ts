import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { withUser } from './user-data';

const credentials = { username: 'operator', password: "it's: #1" };
const stage = { users: { operator: { passwd: credentials.password } } };

test('the user is told of in a stage of the boot, beside what is there', () => {
  const other = { users: { somebody: { passwd: 'x' } } };
  for (const [userData, expected] of [
    ['', { stages: { initramfs: [stage] } }],
    ['#cloud-config\n', { stages: { initramfs: [stage] } }],
    ['stages:\n', { stages: { initramfs: [stage] } }],
    ['stages: { boot: [] }', { stages: { boot: [], initramfs: [stage] } }],
    ['stages: { initramfs: null }', { stages: { initramfs: [stage] } }],
    [`stages: { initramfs: [${JSON.stringify(other)}] }`, { stages: { initramfs: [other, stage] } }],
  ] as const) {
    assert.deepEqual(parse(withUser(userData, credentials)), expected, userData);
  }
});

test('the first line stays, which tells what kind of file it is', () => {
  assert.match(withUser('#cloud-config\nstylus: {}\n', credentials), /^#cloud-config\n/);
});

test('what is no user data is handed to the host as it is, for it to refuse', () => {
  for (const userData of ['a: [', 'hello', '- a', 'stages: hello', 'stages: { initramfs: hello }', 'a: 1\na: 2\n']) {
    assert.equal(withUser(userData, credentials), userData);
  }
});
