import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsOf } from './settings';

test('what the environment says, the agent is', () => {
  const settings = settingsOf({
    EDGE_DEPLOYMENT_MODE: 'agent',
    EDGE_OS: 'rhel:9.4',
    EDGE_REBOOT_SECONDS: '0.25',
    EDGE_RESET_SECONDS: '0',
    EDGE_PROVISION_SECONDS: '1800',
    EDGE_REMOVE_SECONDS: '0',
    EDGE_CONFIGURATION_SECONDS: '3',
    EDGE_PASSWORD_COST: '4',
    PATH: '/bin',
  });
  assert.deepEqual(settings, {
    deploymentMode: 'agent',
    operatingSystem: { family: 'rhel', version: '9.4' },
    rebootSeconds: 0.25,
    resetSeconds: 0,
    configurationSeconds: 3,
    passwordCost: 4,
    cluster: { provisionSeconds: 1800, removeSeconds: 0 },
  });
});

test("where it says nothing, the agent's own defaults hold", () => {
  assert.deepEqual(settingsOf({}), { cluster: {} });
});

for (const [name, value, choice] of [
  ['EDGE_DEPLOYMENT_MODE', 'cloud', '"appliance" or "agent"'],
  ['EDGE_DEPLOYMENT_MODE', '', '"appliance" or "agent"'],
  ['EDGE_OS', 'ubuntu', 'a family and a version with a colon between them, like ubuntu:22.04'],
  ['EDGE_REBOOT_SECONDS', '-1', 'a number of seconds from 0 to 86400'],
  ['EDGE_RESET_SECONDS', '0,5', 'a number of seconds from 0 to 86400'],
  ['EDGE_PROVISION_SECONDS', '86401', 'a number of seconds from 0 to 86400'],
  ['EDGE_REMOVE_SECONDS', '1e3', 'a number of seconds from 0 to 86400'],
  ['EDGE_PASSWORD_COST', '21', 'a whole number from 1 to 20'],
  ['EDGE_PASSWORD_COST', '0', 'a whole number from 1 to 20'],
  ['EDGE_PASSWORD_COST', '4.5', 'a whole number from 1 to 20'],
] as const) {
  test(`${name} cannot be "${value}"`, () => {
    assert.throws(() => settingsOf({ [name]: value }), {
      code: 'IMAGE_SETTING',
      message: `${name} is "${value}"; set it to ${choice}.`,
    });
  });
}
