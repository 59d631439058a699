// Loaded by cucumber, in the main thread: orders the scenarios that were selected.
import type { Plugin } from '@cucumber/cucumber/api';
import { currentLanes } from './lanes';

const plugin: Plugin = {
  type: 'plugin',
  coordinator({ transform }) {
    transform('pickles:order', (scenarios) => currentLanes()?.order(scenarios) ?? scenarios);
  },
};

export default plugin;
