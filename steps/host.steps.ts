import { Given } from '@cucumber/cucumber';
import type { HostSpec } from '../sim';
import type { SuiteWorld } from './support/world';

// What hosts are made of. They are switched on, all at once, by the first step that needs one.

Given('the host(s) {hosts}', function (this: SuiteWorld, hosts: readonly string[]) {
  this.declarations.declare(hosts);
});

Given(
  '{hosts} is/are deployed in {deploymentMode} mode',
  function (this: SuiteWorld, hosts: readonly string[], mode: HostSpec['deploymentMode']) {
    this.declarations.deployIn(mode, hosts);
  },
);

Given('{hosts} run(s) another operating system', function (this: SuiteWorld, hosts: readonly string[]) {
  this.declarations.runAnotherSystem(hosts);
});

Given('{hosts} is/are on another network', function (this: SuiteWorld, hosts: readonly string[]) {
  this.declarations.attachTo('other', hosts);
});

Given(
  'the user data of {hosts} sets {userDataParameter} to {word}',
  function (this: SuiteWorld, hosts: readonly string[], parameter: string, value: string) {
    this.declarations.setParameter(parameter, value, hosts);
  },
);

Given(
  'the user data of {hosts} leaves out {userDataParameter}',
  function (this: SuiteWorld, hosts: readonly string[], parameter: string) {
    this.declarations.setParameter(parameter, undefined, hosts);
  },
);
