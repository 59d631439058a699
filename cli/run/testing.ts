import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceMediaType } from '../../conformance/evidence';
import { referenceAgent } from '../../target/reference-agent';
import type { SuiteFiles } from '../installation';
import type { Io, Output } from '../io';
import type { RunPlan } from './judge';
import { stopChannel } from './stop';

/** Steps that end in every way a step can. `World` is cucumber's own. */
const steps = `
const { After, BeforeAll, Given, setDefaultTimeout } = require(${JSON.stringify(require.resolve('@cucumber/cucumber'))});
const { BroadcastChannel } = require('node:worker_threads');
setDefaultTimeout(-1);
Given('it holds', () => {});
Given('the implementation is wrong', function () {
  this.failure = { attribution: 'implementation', code: 'EXPECTATION', reason: 'It was to hold.', expected: 'linked', seen: 'not linked' };
  throw new Error('It was to hold.');
});
Given('the engine is gone', function () {
  this.failure = { attribution: 'environment', code: 'GONE', reason: 'The engine is gone.' };
  throw new Error('The engine is gone.');
});
Given('the harness is wrong', () => { throw new Error('harness bug'); });
Given('the host is kept', function () {
  this.failure = { attribution: 'implementation', code: 'EXPECTATION', reason: 'It was to hold.' };
  this.kept = [{ name: 'alpha', endpoint: 'https://198.18.0.2:5080', container: 'the-container', helper: 'the-helper' }];
  throw new Error('It was to hold.');
});
Given('it is not claimed', function () {
  this.notJudged = { verdict: 'not-claimed', reason: 'Nobody claims it.' };
  return 'skipped';
});
Given('the seed is {int}', function (seed) {
  if (this.parameters.seed !== seed || this.parameters.target.name === undefined) throw new Error('wrong parameters');
});
Given('an answer has another shape', function () {
  this.findings = [{ host: 'alpha', operation: 'GET /v1/x', path: 'peers[0].id', expected: 'a string', seen: '5' }];
});
function say(word) {
  const channel = new BroadcastChannel('fixture');
  channel.postMessage(word);
  channel.close();
}
Given('it never ends', () => {
  say('waiting');
  return new Promise(() => {});
});
// One turn later than the hook that comes before the next scenario.
Given('it ends when asked to stop', () => new Promise((resolve) => {
  const stop = new BroadcastChannel('${stopChannel}');
  stop.onmessage = () => {
    stop.close();
    setImmediate(resolve);
  };
  say('waiting');
}));
// Each waits for the other, in another thread.
const waits = { 'a minute has passed': 'first', 'two minutes have passed': 'second' };
for (const [text, own] of Object.entries(waits)) {
  Given(text, () => new Promise((resolve) => {
    const channel = new BroadcastChannel('fixture-waits');
    const hello = setInterval(() => channel.postMessage(own), 5);
    channel.onmessage = ({ data }) => {
      if (data === own) return;
      channel.postMessage(own);
      clearInterval(hello);
      channel.close();
      resolve();
    };
  }));
}
Given('the worker dies', () => process.exit(1));
After(function () {
  const { failure, notJudged, kept, findings = [] } = this;
  this.attach(JSON.stringify({ failure, notJudged, kept, exchangeCount: 1, connectionCount: 1, exchanges: [], findings, logs: {} }), { mediaType: '${evidenceMediaType}' });
});
`;

/** A plan over a suite of its own, in a folder that the returned function removes. Each scenario is a clause and a step. */
export async function fixture(
  scenarios: readonly (readonly [clause: string, step: string])[],
  more: Partial<RunPlan> = {},
): Promise<{ readonly plan: RunPlan; readonly folder: string; remove(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), 'hostlink [fixture] '));
  const feature = [
    'Feature: a page',
    ...scenarios.map(([clause, step]) => `@${clause} @core\nScenario: ${clause} when ${step}\n  Given ${step}`),
  ];
  await writeFile(join(root, 'a.feature'), feature.join('\n'));
  await writeFile(join(root, 'steps.js'), steps);
  const files: SuiteFiles = {
    root,
    features: ['a.feature'],
    steps: ['steps.js'],
    requireModules: [require.resolve('ts-node/register/transpile-only')],
  };
  const folder = join(root, 'report');
  const plan: RunPlan = {
    runId: 'the-run',
    site: { backend: 'embedded' },
    siteOptions: [],
    ground: { facts: {}, close: async () => [] },
    suite: { name: 'fixture', version: '0' },
    files,
    target: referenceAgent,
    selection: { profiles: ['core'], clauses: [] },
    seed: 7,
    parallel: 0,
    folder,
    ...more,
  };
  return { plan, folder, remove: () => rm(root, { recursive: true }) };
}

/** What a command printed, and a Ctrl-C for it. */
export interface TestIo extends Io {
  readonly printed: { out: string; err: string };
  readonly exits: number[];
  interrupt(): void;
}

export function testIo(): TestIo {
  const printed = { out: '', err: '' };
  const exits: number[] = [];
  const listeners = new Set<() => void>();
  const output = (key: 'out' | 'err'): Output => ({
    write: (text) => {
      printed[key] += text;
    },
    isTerminal: false,
    columns: 100,
    colours: false,
  });
  return {
    stdout: output('out'),
    stderr: output('err'),
    printed,
    exits,
    interrupt: () => {
      for (const listener of listeners) listener();
    },
    onInterrupt(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    exit: (code) => {
      exits.push(code);
    },
  };
}
