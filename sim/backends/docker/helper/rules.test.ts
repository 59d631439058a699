import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultRules, watchRules } from './rules';

const gateway = '198.18.5.1';
const nothing = { deafTo: new Set<string>(), muteTo: new Set<string>(), silent: false };

/** Rules of a chain, as they stand. */
function rulesOf(text: string, chain: string): readonly string[] {
  const [, body = ''] = new RegExp(`chain ${chain} \\{\\n([^}]*(?:\\{[^}]*\\}[^}]*)*)\\n  \\}`).exec(text) ?? [];
  return body.split('\n').map((line) => line.trim());
}

test('whole networks hear everybody, and call nobody on the machine that carries them', () => {
  const text = faultRules(nothing, gateway);
  assert.deepEqual(rulesOf(text, 'heard'), [
    'type filter hook input priority -300; policy accept;',
    'iifname "lo" accept',
  ]);
  assert.deepEqual(rulesOf(text, 'said'), [
    'type filter hook output priority -300; policy accept;',
    'oifname "lo" accept',
    `ip daddr ${gateway} tcp flags & (syn | ack) == syn drop`,
    `ip daddr ${gateway} meta l4proto != tcp drop`,
  ]);
});

test('all rules take the place of those before in one step', () => {
  assert.match(
    faultRules(nothing, gateway),
    /^table inet hostlink\ndelete table inet hostlink\ntable inet hostlink \{\n/,
  );
});

test('each direction is cut for itself', () => {
  const text = faultRules(
    { deafTo: new Set(['1.1.1.1']), muteTo: new Set(['2.2.2.2', '3.3.3.3']), silent: false },
    gateway,
  );
  assert.deepEqual(rulesOf(text, 'heard').slice(2), ['ip saddr { 1.1.1.1 } drop']);
  assert.deepEqual(rulesOf(text, 'said').slice(-1), ['ip daddr { 2.2.2.2, 3.3.3.3 } drop']);
});

test('without power nobody but the harness is heard or spoken to', () => {
  const text = faultRules({ ...nothing, silent: true }, gateway);
  assert.deepEqual(rulesOf(text, 'heard').slice(2), [`ip saddr != ${gateway} drop`]);
  assert.deepEqual(rulesOf(text, 'said').slice(-1), [`ip daddr != ${gateway} drop`]);
});

test('packets are counted in both directions together, after what is cut', () => {
  const text = watchRules('watch_1', ['1.1.1.1', '2.2.2.2'], 3);
  assert.match(text, /^table inet watch_1 \{\n {2}counter passed \{ \}/);
  assert.match(text, /numgen inc mod \d+ >= 3 drop\n\s*counter name passed/);
  for (const [chain, hook, way] of [
    ['heard', 'input', 'saddr'],
    ['said', 'output', 'daddr'],
  ] as const) {
    assert.deepEqual(rulesOf(text, chain), [
      `type filter hook ${hook} priority -290; policy accept;`,
      `ip ${way} { 1.1.1.1, 2.2.2.2 } meta l4proto tcp jump count`,
    ]);
  }
});
