/**
 * What an operator cannot do without, read leniently: whether an answer keeps its published shape is judged in
 * `findings.ts`, and apart from what a scenario is about.
 */
import { z } from 'zod';
import { sameLabel } from '../labels';
import type { HostFacts, LinkedHost, LinkStatus, LinkToken, NetworkInterface } from '../operator';
import { quote } from './quote';

const maybe = z.unknown().optional();
const needed = z.string({ error: 'a string' });

/** Free text: nothing is an empty string, and what is no text is quoted. */
const words = maybe.transform((value) =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : quote(value),
);

const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item, { error: 'a list' })
    .nullish()
    .transform((items) => items ?? []);

/** An object of which any part may be missing, itself included. */
const part = <T extends z.ZodRawShape>(shape: T) =>
  maybe.transform((value) => value ?? {}).pipe(z.object(shape, { error: 'an object' }));

export const login = z
  .object({ Token: z.object({ Authorization: needed }, { error: 'an object' }) }, { error: 'an object' })
  .transform(({ Token }) => Token.Authorization);

const seconds = z.number({ error: 'a number of seconds' });

export const linkToken = z
  .object({ token: needed, remainingTime: seconds, interval: seconds }, { error: 'an object' })
  .transform(({ token, remainingTime, interval }): LinkToken => {
    return { text: token, remainingSeconds: remainingTime, intervalSeconds: interval };
  });

const linkStates = ['Pending', 'InProgress', 'Completed', 'Failed'] as const;
const expectedState = linkStates.map((state) => `"${state}"`).join(' or ');

const linkState = maybe.transform((value, context): LinkStatus['status'] => {
  if (value === undefined || value === null) return '';
  const state = typeof value === 'string' ? linkStates.find((known) => sameLabel(known, value)) : undefined;
  if (state === undefined) context.addIssue({ code: 'custom', message: expectedState });
  return state ?? '';
});

const health = part({ status: words, reason: words }).transform(({ status, reason }): LinkedHost['health'] => {
  const known = (['Healthy', 'Unhealthy'] as const).find((word) => sameLabel(word, status));
  return known && { status: known, reason };
});

const peer = z
  .object({ id: needed, ip: words, role: words, status: words, nodeRole: words, health }, { error: 'an object' })
  .transform(({ id, ip, role, status, nodeRole, health }): LinkedHost => {
    return { id, address: ip, role, state: status, nodeRole, health };
  });

export const linkStatus = z
  .object({ status: linkState, errorMessage: words, peers: listOf(peer) }, { error: 'an object' })
  .transform(({ status, errorMessage, peers }): LinkStatus => ({ status, errorMessage, hosts: peers }));

const nic = z.object({ ip: words, nicName: words, isDefault: maybe }, { error: 'an object' });

/** The facts, and the name of the interface that the host says is its default one. */
export const edgeHost = z
  .object(
    {
      metadata: z.object({ id: needed, name: words }, { error: 'an object' }),
      spec: part({
        hostInfo: part({ hostType: words, hostState: words }),
        hardwareSpec: part({ os: part({ family: words, version: words }) }),
        networkInfo: listOf(nic),
      }),
    },
    { error: 'an object' },
  )
  .transform(({ metadata, spec }): { facts: HostFacts; defaultInterface: string } => {
    const rank = (one: { isDefault?: unknown }): number => (one.isDefault === true ? 0 : 1);
    const nics = [...spec.networkInfo].sort((a, b) => rank(a) - rank(b));
    const facts = {
      id: metadata.id,
      name: metadata.name,
      deploymentMode: spec.hostInfo.hostType.toLowerCase(),
      operatingSystem: spec.hardwareSpec.os,
      state: spec.hostInfo.hostState,
      addresses: nics.map(({ ip }) => ip).filter((ip) => ip !== ''),
    };
    return { facts, defaultInterface: nics.find((one) => rank(one) === 0)?.nicName ?? '' };
  });

/** The name of that interface; a host without one has said nowhere which address is its own. */
export const defaultInterface = edgeHost.transform(({ defaultInterface }, context): string => {
  if (defaultInterface === '') {
    context.addIssue({
      code: 'custom',
      path: ['spec', 'networkInfo'],
      message: 'an interface that is the default one',
    });
  }
  return defaultInterface;
});

/** Hosts of the older dialect tell an installation mode. */
export const managementMode = z
  .object({ managementMode: needed.nullish(), installationMode: needed.nullish() }, { error: 'an object' })
  .transform((settings, context): string => {
    const mode = settings.managementMode ?? settings.installationMode;
    if (mode === undefined || mode === null) {
      context.addIssue({ code: 'custom', path: ['managementMode'], message: 'a management or installation mode' });
    }
    return mode ?? '';
  });

const networkInterface = z
  .object({ name: needed, ip: words, subnet: words, gateway: words }, { error: 'an object' })
  .transform(({ name, ip, subnet, gateway }): NetworkInterface => ({ name, address: ip, subnet, gateway }));

export const networkInterfaces = z
  .object({ interfaces: listOf(networkInterface) }, { error: 'an object' })
  .transform(({ interfaces }) => interfaces);

/** Empty where none is selected, so that the default one carries the management address. */
export const selectedInterface = z
  .object({ selected: words }, { error: 'an object' })
  .transform(({ selected }) => selected);
