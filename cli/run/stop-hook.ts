// Loaded before the steps, in every thread that runs scenarios: its hook comes before theirs.
import { Before } from '@cucumber/cucumber';
import { stopHookName } from '../../conformance/verdicts/recorder';
import { listenForStop } from './stop';

const asked = listenForStop();

/** The mark tells the steps that this is none of theirs. */
const skipWhenAsked = Object.assign(() => (asked() ? 'skipped' : undefined), { isHook: true });

Before({ name: stopHookName }, skipWhenAsked);
