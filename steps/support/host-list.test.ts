import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listHosts, parseHosts } from './host-list';

for (const text of ['"alpha"', '"alpha" and "beta"', '"alpha", "beta" and "gamma"']) {
  test(`${text} is read, and written the same way`, () => {
    const names = parseHosts(text);
    assert.deepEqual(names, ['alpha', 'beta', 'gamma'].slice(0, names.length));
    assert.equal(listHosts(names), text);
  });
}
