import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { Claims } from '../../target';
import { defaultUserData, renderUserData, withParameter } from './user-data';

const claims: Claims = {
  profiles: ['core'],
  dialects: ['local', 'airgap'],
  deploymentModes: ['appliance'],
  operatingSystems: [],
};
const onlyAirgap: Claims = { ...claims, dialects: ['airgap'] };

describe('user data', () => {
  it('lets hosts link by default, in the first dialect claimed', () => {
    const local = parse(renderUserData(defaultUserData(claims)));
    assert.deepEqual(local, { stylus: { managementMode: 'local', enableMultiNode: true } });
    const airgap = parse(renderUserData(defaultUserData(onlyAirgap)));
    assert.deepEqual(airgap, { stylus: { installationMode: 'airgap', enableMultiNode: true } });
  });

  it('never holds the parameters of both dialects', () => {
    const changed = withParameter(defaultUserData(claims), 'stylus.installationMode', 'connected', claims);
    assert.deepEqual(parse(renderUserData(changed)), {
      stylus: { enableMultiNode: true, installationMode: 'connected' },
    });
  });

  it('leaves a parameter out', () => {
    const changed = withParameter(defaultUserData(claims), 'stylus.enableMultiNode', undefined, claims);
    assert.deepEqual(parse(renderUserData(changed)), { stylus: { managementMode: 'local' } });
    const empty = withParameter(changed, 'stylus.managementMode', undefined, claims);
    assert.deepEqual(parse(renderUserData(empty)), { stylus: {} });
  });

  it('is not claimed in a dialect that the target does not speak', () => {
    const change = () => withParameter(defaultUserData(onlyAirgap), 'stylus.managementMode', 'local', onlyAirgap);
    assert.throws(change, { code: 'NOT_CLAIMED' });
  });

  it('refuses a parameter that no scenario can mean', () => {
    const change = () => withParameter(defaultUserData(claims), 'stylus.colour', 'red', claims);
    assert.throws(change, { code: 'SCENARIO_MISTAKE' });
  });
});
