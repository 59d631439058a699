/** Pure: from the messages of a run and the evidence of its scenarios to verdicts that say whose fault it is. */
export { judgeClause } from './clause-verdict';
export type { Envelope } from './messages';
export { type AttachedFile, RunRecorder, type ScenarioRecord, type StepRecord, stopHookName } from './recorder';
export { type BrokenShape, judgeShapes, type RunFailure, shapeClause } from './run-clauses';
export { type ClauseOutcome, judgeRun, type RunJudgement, type RunOutcome } from './run-verdict';
export { type Judged, judgeScenario, type RunState, type ScenarioVerdict } from './scenario-verdict';
export { type ClauseVerdict, type Counts, countVerdicts, type RunVerdict, type Verdict, verdicts } from './verdict';
