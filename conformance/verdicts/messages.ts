import type { runCucumber } from '@cucumber/cucumber/api';

/** A message of a run, as cucumber emits it. */
export type Envelope = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];

/** How a step or hook ended. */
export type StepStatus = `${NonNullable<Envelope['testStepFinished']>['testStepResult']['status']}`;

type Timestamp = NonNullable<Envelope['testRunStarted']>['timestamp'];

/** Milliseconds since the epoch. */
export const milliseconds = (timestamp: Timestamp): number => timestamp.seconds * 1000 + timestamp.nanos / 1e6;
