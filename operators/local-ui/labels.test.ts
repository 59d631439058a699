import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { beginningWith, Labels, labels, named } from './labels';
import { reasons } from './not-shown';

const own = new Labels({ 'links.generate': 'Create a token (new)' });

test('a label is the word of the documentation, unless the target has another one', () => {
  assert.equal(own.text('links.generate'), 'Create a token (new)');
  assert.equal(own.text('links.stop'), 'Stop token generation');
});

test('a name is found whole, whatever its case and spaces, and its own characters are no pattern', () => {
  assert.match(' create a  token (NEW) ', own.named('links.generate').name);
  assert.doesNotMatch('Create a token new', own.named('links.generate').name);
  assert.doesNotMatch('Unlink this host', named('Unlink').name);
});

test('a name may have more to it where that is asked for', () => {
  assert.match('Edit eth0', own.beginning('interfaces.edit').name);
  assert.doesNotMatch('Editor', own.beginning('interfaces.edit').name);
});

test('words of a host may have more to them after a space', () => {
  assert.match('eth0.1 Management', beginningWith('eth0.1').name);
  assert.match('eth0', beginningWith('eth0').name);
  assert.doesNotMatch('eth0.1 Management', beginningWith('eth0').name);
  assert.doesNotMatch('ETH0', beginningWith('eth0').name);
  assert.doesNotMatch('eth0x1', beginningWith('eth0.1').name);
});

test('the guide lists every label with its word and its source, and everything that pages do not tell', () => {
  const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'interface.md'), 'utf8').replace(/ +/g, ' ');
  for (const [label, { text, source }] of Object.entries(labels)) {
    assert.ok(guide.includes(`| \`${label}\` | ${text} | ${source} |`), `${label} is missing, or not as it is`);
  }
  for (const reason of Object.values(reasons)) assert.ok(guide.includes(reason), reason);
});

test('few things are not told by pages', () => {
  assert.ok(Object.keys(reasons).length <= 5);
});
