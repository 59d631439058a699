import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Claims, Target } from '../../target';
import { Declarations } from './declarations';
import { labels } from './testing/views';

const claims: Claims = {
  profiles: ['core'],
  dialects: ['local'],
  deploymentModes: ['agent'],
  operatingSystems: [
    { family: 'ubuntu', version: '22.04' },
    { family: 'ubuntu', version: '24.04' },
    { family: 'rhel', version: '9.4' },
  ],
};

function declarations(change: Partial<Claims> = {}): Declarations {
  const target: Target = {
    name: 'an implementation',
    version: '1',
    claims: { ...claims, ...change },
    credentials: { username: 'user', password: 'secret' },
    budgets: {
      ...{ boot: 1, request: 1, link: 1, spread: 1, content: 1, cluster: 1, removal: 1, reset: 1, health: 1, hold: 1 },
    },
    operations: {},
    labels,
    clock: 'virtual',
  };
  return new Declarations(target);
}

describe('declarations', () => {
  it('makes hosts of the first claimed kind, on the default network, each taken once', () => {
    const declared = declarations();
    declared.declare(['alpha', 'beta']);
    const [alpha, beta] = declared.take();
    assert.equal(alpha?.name, 'alpha');
    assert.equal(beta?.deploymentMode, 'agent');
    assert.deepEqual(beta?.operatingSystem, { family: 'ubuntu', version: '22.04' });
    assert.equal(beta?.network, undefined);
    assert.deepEqual(declared.take(), []);
  });

  it('takes another family for another operating system, where there is one', () => {
    const declared = declarations();
    declared.declare(['alpha', 'beta']);
    declared.runAnotherSystem(['beta']);
    assert.deepEqual(
      declared.take().map((spec) => spec.operatingSystem.family),
      ['ubuntu', 'rhel'],
    );
  });

  it('is not claimed where the target has one operating system only, or not that mode', () => {
    const declared = declarations({ operatingSystems: [{ family: 'ubuntu', version: '22.04' }] });
    declared.declare(['alpha']);
    assert.throws(() => declared.runAnotherSystem(['alpha']), { code: 'NOT_CLAIMED' });
    assert.throws(() => declared.deployIn('appliance', ['alpha']), { code: 'NOT_CLAIMED' });
  });

  it('refuses a second declaration, an unknown host, and a change after the host was switched on', () => {
    const declared = declarations();
    declared.declare(['alpha']);
    assert.throws(() => declared.declare(['alpha']), /"alpha" is declared twice/);
    assert.throws(() => declared.attachTo('other', ['beta']), /"beta" was not declared/);
    declared.take();
    assert.throws(() => declared.attachTo('other', ['alpha']), /"alpha" is switched on already/);
  });
});
