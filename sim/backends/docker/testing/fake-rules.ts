import assert from 'node:assert/strict';
import type { Labels } from '../engine/engine';
import { labelNames } from '../owned/labels';

/** What nothing may be made without: a run that was killed would leave it for ever. */
const required = [labelNames.run, labelNames.owner, labelNames.started];

/** Throws where a thing is made without the labels by which it is found again. */
export function checkLabels(name: string, labels: Labels): void {
  for (const label of required) assert.ok(labels[label], `"${name}" is made without the label ${label}`);
}

/** As the engine filters: `''` stands for any value. */
export function hasLabels(own: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => (value === '' ? name in own : own[name] === value));
}

/** Whether two subnets like `198.18.0.0/24` have an address in common. */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [bitsOf(one), bitsOf(other)];
  return a.startsWith(b) || b.startsWith(a);
}

/** The bits that all addresses of a subnet begin with. */
function bitsOf(subnet: string): string {
  const [address = '', length] = subnet.split('/');
  const bits = address.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0'));
  return bits.join('').slice(0, Number(length));
}
