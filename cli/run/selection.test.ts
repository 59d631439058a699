import assert from 'node:assert/strict';
import { test } from 'node:test';
import { select, tagExpression } from './selection';

const expression = (options: Parameters<typeof select>[0]) => tagExpression(select(options, ['core']));

test('a selection is an expression over tags', () => {
  assert.equal(expression({}), '(@core)');
  assert.equal(expression({ profile: 'hardening, core' }), '(@core or @hardening)');
  assert.equal(expression({ clause: ['link-1', 'LEAD-1,LEAD-1'] }), '(@LINK-1 or @LEAD-1)');
  assert.equal(expression({ clause: ['@X-API-1'], tags: '@a or @b' }), '(@X-API-1) and (@a or @b)');
});

test('clauses bring their levels along', () => {
  assert.deepEqual(select({ clause: ['X-API-1', 'H-OTP-1'] }, ['core']).profiles, ['extended', 'hardening']);
  assert.deepEqual(select({}, ['core', 'extended']).profiles, ['core', 'extended']);
});
