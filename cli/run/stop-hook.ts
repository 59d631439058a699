// Loaded before the steps, in every thread that runs scenarios: its hook comes before theirs.
import { Before } from '@cucumber/cucumber';
import { stopHookName } from '../../conformance/verdicts/recorder';
import { listenForStop } from './stop';

const asked = listenForStop();

Before({ name: stopHookName }, () => (asked() ? 'skipped' : undefined));
