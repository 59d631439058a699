import { Given } from '@cucumber/cucumber';
import type { SuiteWorld } from './support/world';

// What goes wrong around hosts, and in which order things happen that are done at once.

Given('draw {int} of what comes first', function (this: SuiteWorld, draw: number) {
  this.draw = draw;
});
