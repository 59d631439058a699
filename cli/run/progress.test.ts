import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScenarioRecord } from '../../conformance/index';
import type { Output } from '../io';
import { showProgress } from './progress';

const scenario = (clause: string): ScenarioRecord => ({
  id: clause,
  name: `about \u001b[2J${clause}`,
  uri: 'a.feature',
  line: 1,
  tags: [],
  clauses: [clause],
  started: true,
  finished: true,
  milliseconds: 1,
  steps: [],
  evidence: [],
  files: [],
});

function shown(isTerminal: boolean): string {
  let text = '';
  const output: Output = {
    write: (more) => {
      text += more;
    },
    isTerminal,
    columns: 60,
    colours: false,
  };
  const scenarios = ['INTRO-1', 'LEAD-1', 'INTRO-2'].map(scenario);
  const progress = showProgress(output);
  progress.begin({ scenarios, running: scenarios.slice(1, 2) });
  for (const one of scenarios.slice(0, 2)) progress.ended(one, { verdict: 'pass' });
  progress.ended(scenario('INTRO-2'), {
    verdict: 'fail',
    reason: 'It does not hold, and that is a sentence too long for one line.',
  });
  progress.end();
  return text;
}

test('without a terminal there are plain lines: failures at once, sections when they end', () => {
  const lines = shown(false).trimEnd().split('\n');
  assert.equal(lines[0], 'Link Hosts: Leader Hosts: 1 of 1 passed (2/3)');
  assert.match(lines[1] ?? '', /^✗ INTRO-2 about .*…$/);
  assert.equal(lines[2], 'Link Hosts: Introduction: 1 of 2 passed (3/3)');
});

test('on a terminal there is one line, cleared at the end, and nothing of an implementation commands it', () => {
  const text = shown(true);
  assert.match(text, /0\/3 · LEAD-1/);
  assert.match(text, /✗ INTRO-2 about \\u001b\[2JINTRO-2/);
  assert.match(text, /3\/3 · 1 did not pass/);
  assert.ok(text.endsWith('\r\u001b[2K'));
});
