import type { HostFacts, NetworkInterface } from '../../operator';
import { listOf, maybe, needed, part, whole, words } from './reading';

const nic = whole({ ip: words, nicName: words, isDefault: maybe });

/** The facts, and the name of the interface that the host says is its default one. */
export const edgeHost = whole({
  metadata: whole({ id: needed, name: words }),
  spec: part({
    hostInfo: part({ hostType: words, hostState: words }),
    hardwareSpec: part({ os: part({ family: words, version: words }) }),
    networkInfo: listOf(nic),
  }),
}).transform(({ metadata, spec }): { facts: HostFacts; defaultInterface: string } => {
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
export const managementMode = whole({ managementMode: needed.nullish(), installationMode: needed.nullish() }).transform(
  (settings, context): string => {
    const mode = settings.managementMode ?? settings.installationMode;
    if (mode === undefined || mode === null) {
      context.addIssue({ code: 'custom', path: ['managementMode'], message: 'a management or installation mode' });
    }
    return mode ?? '';
  },
);

const networkInterface = whole({ name: needed, ip: words, subnet: words, gateway: words }).transform(
  ({ name, ip, subnet, gateway }): NetworkInterface => ({ name, address: ip, subnet, gateway }),
);

export const networkInterfaces = whole({ interfaces: listOf(networkInterface) }).transform(
  ({ interfaces }) => interfaces,
);

/** Empty where none is selected, so that the default one carries the management address. */
export const selectedInterface = whole({ selected: words }).transform(({ selected }) => selected);
