import type { InterfaceChange, NetworkInterface } from '../../../../reference-agent';
import type { Lease, SiteAddresses } from '../addresses/site-addresses';
import type { Port, Switch } from './switch';

const interfaceName = 'eth0';
const subnet = '255.255.255.0';

/** A host's only network interface. What is configured here survives power cuts, as the settings of an OS do. */
export class NetworkCard {
  readonly port: Port;
  readonly #mac: string;
  #settings: { type: 'dhcp' | 'static'; gateway: string; mtu: number; nameservers: readonly string[] };

  constructor(
    network: string,
    readonly lease: Lease,
    readonly addresses: SiteAddresses,
    readonly wires: Switch,
    macBytes: Buffer,
  ) {
    this.port = { network, address: lease.address, power: 'off', listening: new Map() };
    this.#mac = ['02', ...Array.from(macBytes, (byte) => byte.toString(16).padStart(2, '0'))].join(':');
    this.#settings = { type: 'dhcp', gateway: lease.gateway, mtu: 1500, nameservers: [] };
    wires.plug(this.port);
  }

  describe(): NetworkInterface {
    return { name: interfaceName, address: this.port.address, subnet, mac: this.#mac, ...this.#settings };
  }

  /** Takes another address of the same network. Rejects with one sentence, as an operating system does. */
  async change(name: string, change: InterfaceChange): Promise<void> {
    if (name !== interfaceName)
      throw new Error(`There is no interface "${name}" on this host; it has "${interfaceName}".`);
    const wanted = change.type === 'dhcp' ? this.lease.address : (change.address ?? this.port.address);
    const gateway = await this.addresses.gatewayOf(this.port.network, wanted);
    if (gateway === undefined) throw new Error(`Address "${wanted}" does not belong to the network of "${name}".`);
    if (change.subnet !== undefined && change.subnet !== subnet) {
      throw new Error(`Subnet "${change.subnet}" does not fit the network of "${name}"; use "${subnet}".`);
    }
    const user = this.wires.at(wanted);
    if (user !== undefined && user !== this.port) throw new Error(`Address "${wanted}" is in use by another host.`);
    this.wires.move(this.port, wanted);
    this.#settings = {
      type: change.type,
      gateway: change.gateway ?? gateway,
      mtu: change.mtu ?? this.#settings.mtu,
      nameservers: change.nameservers ?? this.#settings.nameservers,
    };
  }
}
