import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NetworkFaults } from '../helper/rules';
import { cutBetween, healBetween, LinkFaults } from './faults';

/** A host at these addresses, and what its network lets through. */
function host(...addresses: string[]) {
  let now = { deafTo: [] as string[], muteTo: [] as string[], silent: false };
  let times = 0;
  const setFaults = async ({ deafTo, muteTo, silent }: NetworkFaults): Promise<void> => {
    now = { deafTo: [...deafTo], muteTo: [...muteTo], silent };
    times += 1;
  };
  return {
    addresses,
    faults: new LinkFaults({ setFaults }, () => addresses),
    now: () => now,
    times: () => times,
  };
}

const nothing = { deafTo: [], muteTo: [], silent: false };
const [a, b, c] = ['198.18.5.2', '198.18.5.3', '198.18.5.4'] as const;

test('both sides of a cut neither hear nor speak, until it is healed', async () => {
  const [alpha, beta, gamma] = [host(a), host(b), host(c)];
  await cutBetween(alpha.faults, beta.faults, 'both');
  assert.deepEqual(alpha.now(), { ...nothing, deafTo: [b], muteTo: [b] });
  assert.deepEqual(beta.now(), { ...nothing, deafTo: [a], muteTo: [a] });
  await cutBetween(alpha.faults, gamma.faults, 'both');
  await healBetween(beta.faults, alpha.faults);
  assert.deepEqual(alpha.now(), { ...nothing, deafTo: [c], muteTo: [c] });
  assert.deepEqual(beta.now(), nothing);
});

test('a cut in one direction is made from both sides, and adds up to one in both', async () => {
  const [alpha, beta] = [host(a), host(b)];
  await cutBetween(alpha.faults, beta.faults, 'from the first');
  assert.deepEqual(alpha.now(), { ...nothing, muteTo: [b] });
  assert.deepEqual(beta.now(), { ...nothing, deafTo: [a] });
  await cutBetween(beta.faults, alpha.faults, 'from the first');
  assert.deepEqual(alpha.now(), { ...nothing, deafTo: [b], muteTo: [b] });
  await healBetween(alpha.faults, beta.faults);
  assert.deepEqual([alpha.now(), beta.now()], [nothing, nothing]);
});

test('what is whole is not made whole again', async () => {
  const [alpha, beta] = [host(a), host(b)];
  await healBetween(alpha.faults, beta.faults);
  await alpha.faults.healAll();
  assert.equal(alpha.times() + beta.times(), 0);
});

test('healing all leaves the power as it is', async () => {
  const [alpha, beta] = [host(a), host(b)];
  await cutBetween(alpha.faults, beta.faults, 'both');
  await alpha.faults.silence(true);
  await alpha.faults.healAll();
  assert.deepEqual(alpha.now(), { ...nothing, silent: true });
  assert.equal(alpha.faults.silent, true);
});

test('a host is cut off at all its addresses, those included that it is given later', async () => {
  const [alpha, beta, gamma] = [host(a), host(b, '198.18.5.8'), host(c)];
  await cutBetween(alpha.faults, beta.faults, 'both');
  assert.deepEqual(alpha.now().deafTo, [b, '198.18.5.8']);
  await cutBetween(gamma.faults, alpha.faults, 'from the first');
  beta.addresses.push('198.18.5.9');
  alpha.addresses.push('198.18.5.10');
  await beta.faults.addressAdded();
  assert.deepEqual(alpha.now().muteTo, [b, '198.18.5.8', '198.18.5.9']);
  await alpha.faults.addressAdded();
  assert.deepEqual(beta.now().deafTo, [a, '198.18.5.10']);
  assert.deepEqual(gamma.now(), { ...nothing, muteTo: [a, '198.18.5.10'] });
});
