/**
 * The report folder of a run.
 *
 * ```ts
 * const messages = await openReportFolder('hostlink-report');
 * // ... the run writes to messages.stream ...
 * await messages.close();
 * const { report, evidence } = buildReport(input);
 * await writeReport({ report, evidence }, 'hostlink-report');
 * ```
 */
import type { BuiltReport } from './build';
import { writeEvidence, writeFiles } from './folder';
import { htmlReport } from './html/page';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { summaryReport } from './summary';

export { type BuiltReport, buildReport, describeSubset, type ReportInput, type ScenarioEvidence } from './build';
export { ReportError } from './errors';
export { findingsDecide } from './findings';
export { type MessageFile, messagesFile, openReportFolder } from './folder';
export { jsonReport } from './json';
export {
  type Report,
  type ReportedClause,
  type ReportedKeptHost,
  type ReportedScenario,
  reportSchema,
  type Selection,
} from './schema';
export { duration, oneLine, plural, printable, printableJson } from './text';

/**
 * Writes `conformance.json`, `summary.md`, `junit.xml` and `report.html`, each atomically, and before them what scenarios
 * attached. Rejects with a `ReportError`
 * where the folder cannot be written.
 */
export async function writeReport(built: BuiltReport, folder: string): Promise<void> {
  const attached = [...built.evidence.values()].flatMap(({ files }) => [...files]);
  await writeEvidence(folder, new Map(attached.map(([path, { content }]) => [path, content])));
  await writeFiles(folder, {
    'conformance.json': jsonReport(built.report),
    'summary.md': summaryReport(built.report),
    'junit.xml': junitReport(built.report),
    'report.html': htmlReport(built),
  });
}
