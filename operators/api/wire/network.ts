import { flag, integer, list, object, type Shape, text, words } from './shapes';

export const networkInterface: Shape = object({
  bondName: text,
  bridgeName: text,
  configStatus: text,
  gateway: text,
  ip: text,
  isClusterNIC: flag,
  mac: text,
  mtu: integer,
  name: text,
  nameservers: list(text),
  status: text,
  subnet: text,
  type: words('dhcp', 'static'),
  vlanID: text,
});

export const networkInterfaces: Shape = object({ interfaces: list(networkInterface) });

const candidate = object(
  { ipAddress: text, status: text },
  { name: text, type: words('nic', 'bond', 'vlan', 'bridge') },
);

export const managementInterface: Shape = object({}, { candidates: list(candidate), selected: text });

/** A change of one interface. */
export const interfaceUpdate: Shape = object(
  { gateway: text, ip: text, mtu: integer, name: text, nameservers: list(text), subnet: text, vlanID: text },
  { type: words('dhcp', 'static') },
);

export const managementInterfaceChoice: Shape = object({}, { name: text });
