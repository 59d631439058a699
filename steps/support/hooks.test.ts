import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import { type Evidence, evidenceMediaType } from '../../conformance/evidence';

/** A site below which everything is well, or not, and which keeps a host where its scenario failed. */
const onSite = (trouble: string, rest: string) => `async function () {
  const host = { name: 'alpha', endpoint: 'https://198.18.0.2:5080', container: 'c', helper: 'h' };
  this.created = Promise.resolve({
    hosts: new Map([['alpha', { logs: async () => ['booted'] }]]),
    trouble: async () => ${trouble},
    close: async (ended) => (ended === 'failed' ? [host] : []),
  });
  ${rest}
}`;
const gone = `Object.assign(new Error('The engine is gone.'), { code: 'SITE_ENGINE_GONE', attribution: 'environment' })`;
const broken = `throw new Expectation({ expected: 'all is well', seen: 'it was not' });`;

/** Steps that end in every way a step can, and the code of each. They need no host, so no true site is ever made. */
const steps = {
  'all is well': '() => undefined',
  'a promise is broken': `() => { throw new Expectation({ expected: 'all is well', seen: 'it was not' }); }`,
  'a promise is broken at length': `() => { throw new Expectation({ expected: 'one leader', seen: '"a" names "b"; '.repeat(1000) }); }`,
  'the harness has a bug': `async () => { throw new TypeError('x is not a function'); }`,
  'something is not claimed': `() => { throw new NotClaimed('Agent mode is not claimed.'); }`,
  'it never ends': '() => new Promise(() => undefined)',
  'all is well on a site': onSite('undefined', ''),
  'a promise is broken on a site': onSite('undefined', broken),
  'a promise is broken on a site whose engine is gone': onSite(gone, broken),
  'the harness has a bug on a site whose engine is gone': onSite(gone, `throw new TypeError('x is not a function');`),
  'a site cannot be closed': onSite(
    gone,
    `const site = await this.created; site.close = () => Promise.reject(new Error('stuck')); ${broken}`,
  ),
};
type Step = keyof typeof steps;
const names = Object.keys(steps) as Step[];

interface Ending {
  readonly status: string;
  readonly message: string;
  readonly evidence: Evidence;
}

/** Runs a scenario for each of these steps and tells how it ended. */
async function run(folder: string): Promise<ReadonlyMap<string, Ending>> {
  const required = (path: string) => `require(${JSON.stringify(path)})`;
  const code = names.map((step) => `Given(${JSON.stringify(step)}, { timeout: 500 }, ${steps[step]});\n`).join('');
  const head =
    `const { Given } = ${required(require.resolve('@cucumber/cucumber'))};\n` +
    `const { Expectation, NotClaimed } = ${required(join(__dirname, 'errors'))};\n${required(join(__dirname, 'hooks'))};\n`;
  await writeFile(join(folder, 'steps.js'), head + code);
  const scenarios = names.map((step) => `  Scenario: ${step}\n    Given all is well\n    And ${step}\n`);
  await writeFile(join(folder, 'some.feature'), `Feature: Some\n${scenarios.join('')}`);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const environment = { cwd: folder, stdout: nowhere, stderr: nowhere };
  const provided = {
    paths: ['some.feature'],
    require: ['steps.js'],
    worldParameters: { target: { claims: {}, clock: 'virtual' }, seed: 1, backend: 'embedded' },
  };
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, environment);
  const pickles = new Map<string, string>();
  const cases = new Map<string, string>();
  const found = new Map<string, Partial<Ending>>();
  await runCucumber(runConfiguration, environment, (message) => {
    const { pickle, testCase, testCaseStarted, attachment, testStepFinished } = message;
    const note = (started: string | undefined, part: Partial<Ending>) => {
      const name = pickles.get(cases.get(cases.get(started ?? '') ?? '') ?? '') ?? '';
      found.set(name, { ...found.get(name), ...part });
    };
    if (pickle) pickles.set(pickle.id, pickle.name);
    if (testCase) cases.set(testCase.id, testCase.pickleId);
    if (testCaseStarted) cases.set(testCaseStarted.id, testCaseStarted.testCaseId);
    if (attachment?.mediaType === evidenceMediaType) {
      note(attachment.testCaseStartedId, { evidence: JSON.parse(attachment.body) as Evidence });
    }
    const result = testStepFinished?.testStepResult;
    if (testStepFinished && result && result.status !== 'PASSED') {
      note(testStepFinished.testCaseStartedId, { status: result.status, message: result.message ?? '' });
    }
  });
  return found as ReadonlyMap<string, Ending>;
}

describe('hooks', () => {
  let folder: string;
  let endings: ReadonlyMap<string, Ending>;
  const ending = (step: Step): Ending => endings.get(step) as Ending;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostlink-hooks-'));
    endings = await run(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('attach evidence of every scenario, however it ends', () => {
    for (const step of names) assert.equal(ending(step).evidence.exchangeCount, 0, step);
  });

  it('leave a scenario passed whose steps pass', () => {
    assert.equal(ending('all is well').status, undefined);
    assert.equal(ending('all is well').evidence.failure, undefined);
  });

  it('keep what the implementation did wrong, and hand cucumber one sentence', () => {
    const { status, message, evidence } = ending('a promise is broken');
    assert.equal(status, 'FAILED');
    assert.equal(evidence.failure?.attribution, 'implementation');
    assert.equal(evidence.failure?.seen, 'it was not');
    assert.equal(message, 'Expected that all is well, but it was not.');
  });

  it('do not keep cucumber busy with a sentence of many quotes', () => {
    const { status, evidence } = ending('a promise is broken at length');
    assert.equal(status, 'FAILED');
    assert.equal(evidence.failure?.code, 'EXPECTATION');
  });

  it('blame the harness for its own bugs, with their stack', () => {
    const { status, evidence } = ending('the harness has a bug');
    assert.equal(status, 'FAILED');
    assert.equal(evidence.failure?.attribution, 'harness');
    assert.match(evidence.failure?.stack ?? '', /steps\.js/);
  });

  it('skip what is not claimed, with the reason', () => {
    const { status, evidence } = ending('something is not claimed');
    assert.equal(status, 'SKIPPED');
    assert.deepEqual(evidence.notJudged, { verdict: 'not-claimed', reason: 'Agent mode is not claimed.' });
    assert.equal(evidence.failure, undefined);
  });

  it('close a site in the end, and keep neither logs nor hosts of a scenario that passed', () => {
    const { status, evidence } = ending('all is well on a site');
    assert.equal(status, undefined);
    assert.deepEqual(evidence.logs, {});
    assert.equal(evidence.kept, undefined);
  });

  it('tell what the hosts of a failed scenario logged, and which were kept', () => {
    const { evidence } = ending('a promise is broken on a site');
    assert.equal(evidence.failure?.attribution, 'implementation');
    assert.deepEqual(evidence.logs, { alpha: ['booted'] });
    assert.deepEqual(
      evidence.kept?.map(({ container, helper }) => [container, helper]),
      [['c', 'h']],
    );
  });

  it('hold nothing against hosts below which something broke, and tell what the steps met', () => {
    const { status, message, evidence } = ending('a promise is broken on a site whose engine is gone');
    assert.equal(status, 'FAILED');
    assert.equal(message, 'Expected that all is well, but it was not.');
    assert.deepEqual(evidence.failure, {
      attribution: 'environment',
      code: 'SITE_ENGINE_GONE',
      reason: 'The engine is gone.',
      met: 'Expected that all is well, but it was not.',
    });
    assert.equal(
      ending('the harness has a bug on a site whose engine is gone').evidence.failure?.code,
      'SITE_ENGINE_GONE',
    );
  });

  it('leave it at that where the site then cannot be closed either', () => {
    assert.equal(ending('a site cannot be closed').evidence.failure?.reason, 'The engine is gone.');
  });

  it('blame the harness for a step that never ends, and name it', () => {
    const { status, evidence } = ending('it never ends');
    assert.equal(status, 'FAILED');
    assert.equal(evidence.failure?.attribution, 'harness');
    assert.equal(evidence.failure?.code, 'STEP_TIMED_OUT');
    assert.equal(evidence.failure?.reason, 'The step "it never ends" did not end in time.');
  });
});
