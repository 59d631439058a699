import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caCertificate } from './ca-certificate';
import { behindProxy, sameConfiguration } from './configuration';
import { Settings } from './remembered/settings';

const proxy = 'http://proxy.example:3128';
const wanted = behindProxy(proxy);

test('a configuration is the same where every setting is, whatever surrounds its certificates', () => {
  assert(sameConfiguration('beta', wanted, wanted).matches);
  const padded = { ...wanted, caCerts: [`\n${caCertificate.trim()}\n\n`] };
  assert(sameConfiguration('beta', padded, wanted).matches);
  for (const change of [{ httpProxy: '' }, { httpsProxy: 'http://other.example' }, { noProxy: '' }, { caCerts: [] }]) {
    assert(!sameConfiguration('beta', { ...wanted, ...change }, wanted).matches);
  }
  assert.equal(
    sameConfiguration('beta', { ...wanted, caCerts: ['no certificate'] }, { ...wanted, caCerts: [] }).seen,
    `"beta" has the proxy settings "${proxy}", "${proxy}", "10.0.0.0/8,.example" and 1 CA certificates`,
  );
});

test('what no step has said yet is a mistake of the scenario', () => {
  const settings = new Settings();
  assert.throws(() => settings.last, { code: 'SCENARIO_MISTAKE' });
  assert.throws(() => settings.before('alpha'), { code: 'SCENARIO_MISTAKE' });
});
