import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Report, reportSchema } from '../../conformance/index';
import { reasons } from '../../operators/local-ui/not-shown';

const folder = mkdtempSync(join(tmpdir(), 'hostlink-ways-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Judges the reference agent one way; resolves to the report. */
async function judged(way: 'api' | 'ui', profile: string): Promise<Report> {
  const report = join(folder, `${profile}-${way}`);
  const bin = join(__dirname, '..', '..', 'dist', 'cli', 'bin.js');
  const args = [
    bin,
    'run',
    '--interface',
    way,
    '--profile',
    profile,
    '--seed',
    '5',
    '--format',
    'quiet',
    '--report-dir',
    report,
  ];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  await once(child, 'exit');
  return reportSchema.parse(JSON.parse(readFileSync(join(report, 'conformance.json'), 'utf8')));
}

/** Everything that may be said of a scenario that pages do not show enough for. */
const known: readonly string[] = [
  ...Object.values(reasons),
  'Pages are looked at, and no answers of the published API.',
];

for (const profile of ['core', 'extended']) {
  test(`the ${profile} suite comes to the same verdicts through pages as through the API`, {
    timeout: 900_000,
  }, async () => {
    const api = await judged('api', profile);
    const ui = await judged('ui', profile);
    assert.equal(ui.run.interface, 'ui');
    const verdicts = new Map(api.clauses.map(({ id, verdict }) => [id, verdict]));
    const others = ui.clauses.filter(({ id, verdict }) => verdict !== 'skipped' && verdict !== verdicts.get(id));
    assert.deepEqual(
      others.map(({ id, verdict }) => `${id} ${verdict}`),
      [],
    );
    const skipped = ui.scenarios.filter(({ verdict }) => verdict === 'skipped');
    assert.deepEqual(
      skipped.filter(({ reason = '' }) => !known.includes(reason)),
      [],
    );
    assert.ok(skipped.length <= (profile === 'core' ? 14 : 50), `${skipped.length} scenarios were skipped`);
  });
}
