import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { RunRecorder } from '../verdicts';
import type { Envelope } from '../verdicts/messages';
import { htmlReport } from './html/page';
import { buildReport, reportSchema, writeReport } from './index';

const folder = mkdtempSync(join(tmpdir(), 'hostlink-files-'));
after(() => rmSync(folder, { recursive: true }));

/** A run of one scenario that attached this. */
function runWith(attachments: readonly NonNullable<Envelope['attachment']>[]) {
  const recorder = new RunRecorder();
  const at = { seconds: 0, nanos: 0 };
  const pickle = {
    id: 'p',
    uri: 'features/a.feature',
    location: { line: 3, column: 1 },
    name: 'a scenario',
    language: 'en',
  };
  const messages = [
    { pickle: { ...pickle, astNodeIds: [], tags: [{ name: '@LINK-1', astNodeId: '' }], steps: [] } },
    { testCase: { id: 'c', pickleId: 'p', testSteps: [] } },
    { testCaseStarted: { id: 's', testCaseId: 'c', attempt: 0, timestamp: at } },
    ...attachments.map((attachment) => ({ attachment: { ...attachment, testCaseStartedId: 's' } })),
    { testCaseFinished: { testCaseStartedId: 's', timestamp: at, willBeRetried: false } },
  ] as Envelope[];
  for (const message of messages) recorder.record(message);
  return buildReport({
    suite: { name: 'hostlink', version: '1' },
    target: {
      name: 'agent',
      version: '1',
      claims: { profiles: [], dialects: [], deploymentModes: [], operatingSystems: [] },
    },
    run: {
      id: 'run',
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-01T00:00:01.000Z',
      seed: 1,
      backend: 'embedded',
      interface: 'ui',
      clock: 'virtual',
      parallel: 0,
      selection: { profiles: ['core'], clauses: [] },
    },
    scenarios: recorder.scenarios,
    interrupted: false,
    fault: undefined,
  });
}

const attached = (fileName: string, mediaType: string, text: string) =>
  ({ fileName, mediaType, body: Buffer.from(text).toString('base64'), contentEncoding: 'BASE64' }) as never;

test('what a scenario attached is in the folder, named in conformance.json, and shown', async () => {
  const built = runWith([
    attached('alpha.png', 'image/png', 'picture'),
    attached('../../alpha.trace.zip', 'application/zip', 'zip'),
  ]);
  const [scenario] = reportSchema.parse(built.report).scenarios;
  assert.deepEqual(scenario?.files, [
    { path: 'evidence/features-a.feature-3/alpha.png', mediaType: 'image/png' },
    { path: 'evidence/features-a.feature-3/-..-alpha.trace.zip', mediaType: 'application/zip' },
  ]);
  await writeReport(built, folder);
  assert.equal(readFileSync(join(folder, 'evidence/features-a.feature-3/alpha.png'), 'utf8'), 'picture');
  const html = htmlReport(built);
  assert.match(html, /img-src data:/);
  assert.ok(html.includes(`src="data:image/png;base64,${Buffer.from('picture').toString('base64')}"`));
  assert.match(html, /<a href="evidence\/features-a\.feature-3\/-\.\.-alpha\.trace\.zip">/);
});

test('what an earlier run left is not taken for this one’s', async () => {
  await writeReport(runWith([attached('alpha.png', 'image/png', 'picture')]), folder);
  await writeReport(runWith([]), folder);
  assert.ok(!existsSync(join(folder, 'evidence')));
});
