import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportedScenario } from '../../conformance/index';
import { keptHosts } from './kept';
import { testIo } from './testing';

const host = (name: string) => ({
  name,
  endpoint: `https://198.18.0.2:5080`,
  container: `run-${name}`,
  helper: `run-${name}-helper`,
});
const scenario = (...names: string[]) =>
  ({ name: 'a scenario', ...(names.length > 0 && { kept: names.map(host) }) }) as unknown as ReportedScenario;

test('nothing is told where nothing was kept', () => {
  assert.equal(keptHosts({ scenarios: [scenario(), scenario()] }, testIo().stdout), '');
});

test('for each host that was kept there is its URL, two shells, its log, and a way to be rid of it', () => {
  const text = keptHosts({ scenarios: [scenario('alpha', 'beta'), scenario()] }, testIo().stdout);
  assert.match(text, /^2 hosts left running\n {2}a scenario\n {4}alpha +https:\/\/198\.18\.0\.2:5080\n/);
  assert.match(text, /shell +docker exec -it run-alpha sh\n/);
  assert.match(text, /shell beside it +docker exec -it run-alpha-helper sh\n/);
  assert.match(text, /logs +docker logs run-beta\n/);
  assert.match(text, /remove them all +hostlink prune\n/);
});

test('a host cannot command the terminal', () => {
  const kept = [{ ...host('alpha'), endpoint: 'https://\u001b[31m' }];
  const scenarios = [{ ...scenario(), kept }] as ReportedScenario[];
  assert.ok(!keptHosts({ scenarios }, testIo().stdout).includes('\u001b'));
});
