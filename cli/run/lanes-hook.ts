// Loaded beside the steps, in every thread; asked in the main thread, which hands the scenarios out.
import { setParallelCanAssign } from '@cucumber/cucumber';
import { currentLanes } from './lanes';

setParallelCanAssign((scenario, running) => currentLanes()?.mayBegin(scenario, running) ?? true);
