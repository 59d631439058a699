import { getServers } from 'node:dns';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { OutsideError } from './errors';
import type { HostNetwork, InterfaceChange, NetworkInterface } from './network';
import { connectTo, invalidAddress, isLoopback, listenOn, probe } from './sockets';

/** What an operator may change of an interface. */
export type InterfaceSettings = Omit<NetworkInterface, 'name' | 'mac'>;

/**
 * The machine's own sockets, and one interface: the one that holds the host's address.
 *
 * The machine's settings are never touched: a change of address means that the host uses another address that the
 * machine already has, which on Linux is any of 127.0.0.0/8.
 *
 * @param options.address what the host listens on, and connects from. Default 127.0.0.1.
 * @param options.settings what was changed of the interface before
 * @param options.remember keeps a change; one that cannot be kept is not made
 */
export function systemNetwork(
  options: {
    readonly address?: string;
    readonly settings?: InterfaceSettings;
    readonly remember?: (settings: InterfaceSettings) => Promise<void>;
  } = {},
): HostNetwork {
  const { settings, remember } = options;
  const address = settings?.address ?? options.address ?? '127.0.0.1';
  if (isIP(address) === 0) throw invalidAddress(address);
  let current: NetworkInterface = { ...machineInterface(address), ...settings };
  return {
    interfaces: () => [current],
    async change(name, change) {
      const next = changed(current, name, change);
      await probe(next.address);
      const { type, address, subnet, gateway, mtu, nameservers } = next;
      await remember?.({ type, address, subnet, gateway, mtu, nameservers });
      current = next;
    },
    listen: (server, port) => listenOn(server, current.address, port),
    connect: (to, port, signal) => {
      // A machine may have several addresses; peers know the host by this one.
      const isOwnFamily = isIP(to) === isIP(current.address);
      return connectTo(to, port, isOwnFamily ? { localAddress: current.address, signal } : { signal });
    },
  };
}

function changed(current: NetworkInterface, name: string, change: InterfaceChange): NetworkInterface {
  if (name !== current.name) {
    throw refusal(`There is no interface ${JSON.stringify(name.slice(0, 80))}; the only one is "${current.name}".`);
  }
  if (change.type !== 'static') {
    throw refusal(`Interface "${name}" cannot take type "${change.type}" here; choose "static" and an address.`);
  }
  const { type, address = current.address, subnet, gateway, mtu, nameservers } = change;
  if (isIP(address) === 0) throw invalidAddress(address);
  return {
    ...current,
    type,
    address,
    subnet: subnet ?? current.subnet,
    gateway: gateway ?? current.gateway,
    mtu: mtu ?? current.mtu,
    nameservers: nameservers ?? current.nameservers,
  };
}

function refusal(message: string): OutsideError {
  return new OutsideError('INTERFACE_CHANGE', message);
}

/** What the machine says of the address; of a loopback address it does not list, what it says of its loopback. */
function machineInterface(address: string): NetworkInterface {
  const all = Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
    (entries ?? []).map((entry) => ({ name, ...entry })),
  );
  const found =
    all.find((entry) => entry.address === address) ?? (isLoopback(address) ? all.find((e) => e.internal) : undefined);
  return {
    name: found?.name ?? 'lo',
    address,
    subnet: found?.netmask ?? '255.0.0.0',
    gateway: '',
    mac: found?.mac ?? '00:00:00:00:00:00',
    mtu: isLoopback(address) ? 65536 : 1500,
    nameservers: getServers(),
    type: 'static',
  };
}
