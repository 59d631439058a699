import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationPattern, parseDuration } from './durations';

const whole = new RegExp(`^${durationPattern.source}$`);

for (const [text, seconds] of [
  ['one second', 1],
  ['100 seconds', 100],
  ['a minute', 60],
  ['two minutes', 120],
  ['an hour', 3600],
  ['ten hours', 36000],
] as const) {
  test(`"${text}" is ${seconds} s, and steps match it`, () => {
    assert.equal(parseDuration(text), seconds);
    assert.match(text, whole);
  });
}

for (const text of ['some minutes', 'two', 'two fortnights', '']) {
  test(`"${text}" is refused with a sentence`, () => {
    assert.throws(() => parseDuration(text), { code: 'SCENARIO_MISTAKE' });
    assert.doesNotMatch(text, whole);
  });
}
