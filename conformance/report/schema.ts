import { z } from 'zod';
import { levels } from '../../target';

const text = z.string();
const count = z.int().nonnegative();
const level = z.enum(levels);
const runVerdict = z.enum(['conformant', 'non-conformant', 'partial', 'inconclusive']);
const verdict = z.enum(['pass', 'fail', 'inconclusive', 'skipped', 'not-claimed']);
const clauseVerdict = z.enum([...verdict.options, 'not-run']);

const scenarioCounts = z.object({
  pass: count,
  fail: count,
  inconclusive: count,
  skipped: count,
  'not-claimed': count,
});

const selection = z.object({
  profiles: z.array(level),
  /** Empty: every clause of the profiles. */
  clauses: z.array(text),
  tags: z.exactOptional(text),
  name: z.exactOptional(text),
});

const levelResult = z.object({
  verdict: runVerdict,
  verdictReason: text,
  clauses: scenarioCounts.extend({ 'not-run': count }),
  scenarios: scenarioCounts,
});

const runFailure = z.object({
  attribution: z.literal('implementation'),
  code: z.literal('SHAPE'),
  reason: text,
  expected: text,
  seen: text,
});

const clauseResult = z.object({
  id: text,
  level,
  page: text,
  heading: text,
  statement: text,
  /** False while no scenario covers it yet. */
  covered: z.boolean(),
  verdict: clauseVerdict,
  scenarios: scenarioCounts,
  /** Why it failed over what was seen in the whole run, whatever its own scenarios say. */
  failure: z.exactOptional(runFailure),
});

const keptHost = z.object({
  name: text,
  endpoint: text,
  /** Name of its container. */
  container: text,
  /** Name of the container that holds its network and its disk. */
  helper: text,
});

const scenarioResult = z.object({
  name: text,
  /** From the root of the suite. */
  uri: text,
  line: count,
  clauses: z.array(text),
  milliseconds: z.number().nonnegative(),
  verdict,
  /** Whose fault; only of `fail` and `inconclusive`. */
  attribution: z.exactOptional(z.enum(['implementation', 'harness', 'environment'])),
  code: z.exactOptional(text),
  reason: z.exactOptional(text),
  expected: z.exactOptional(text),
  seen: z.exactOptional(text),
  /** Seconds of site time for which that had been so. */
  seenForSeconds: z.exactOptional(z.number()),
  /** What the steps met, where that is not why it ended so: something below the hosts had broken. */
  met: z.exactOptional(text),
  /** The sentence of the scenario at which it ended. */
  step: z.exactOptional(text),
  /** Hosts that were left running. */
  kept: z.exactOptional(z.array(keptHost)),
  /** What was to be seen at its end, as files of the report folder. */
  files: z.exactOptional(z.array(z.object({ path: text, mediaType: text }))),
  /** Command that runs this scenario again. */
  reproduce: text,
  /** Requests the harness made to hosts, and how many of them took a new connection. */
  exchangeCount: count,
  connectionCount: count,
});

const finding = z.object({
  operation: text,
  path: text,
  expected: text,
  /** The first value seen. */
  seen: text,
  /** The scenario in which it was seen first, as `uri:line`. */
  scenario: text,
  count,
});

/** `conformance.json`. A change that readers must notice raises `schemaVersion`. */
export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  suite: z.object({ name: text, version: text }),
  implementation: z.object({ name: text, version: text }),
  run: z.object({
    id: text,
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime(),
    seed: count,
    backend: text,
    /** The image under test, where hosts are containers: `id` is the digest of its configuration, `digest` that of its registry. */
    image: z.exactOptional(z.object({ name: text, id: text, digest: z.exactOptional(text) })),
    engine: z.exactOptional(z.object({ version: text, apiVersion: text })),
    interface: text,
    /** How site time moved: `virtual`, `faketime` or `real`. */
    clock: text,
    /**
     * Worker threads; 0 where scenarios ran one after the other in the main thread. With the real clock, scenarios that wait
     * have threads of their own beside these.
     */
    parallel: count,
    selection,
    /** Requests the harness made to hosts in all scenarios, and how many of them took a new connection. */
    exchangeCount: count,
    connectionCount: count,
  }),
  claims: z.object({
    profiles: z.array(level),
    dialects: z.array(text),
    deploymentModes: z.array(text),
    operatingSystems: z.array(z.object({ family: text, version: text })),
  }),
  /** The run ended before its end, by Ctrl-C. */
  interrupted: z.boolean(),
  verdict: runVerdict,
  verdictReason: text,
  scenarioCounts,
  /** Only the levels that were selected. */
  levels: z.partialRecord(level, levelResult),
  /** Every clause of these levels, in the order of the page. */
  clauses: z.array(clauseResult),
  scenarios: z.array(scenarioResult),
  /** Answers that broke their published shape. They decide X-API-1, and nothing in the core level. */
  findings: z.array(finding),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportedScenario = Report['scenarios'][number];
export type ReportedKeptHost = z.infer<typeof keptHost>;
export type ReportedClause = Report['clauses'][number];
export type Selection = Report['run']['selection'];
