import { isIP } from 'node:net';
import { z } from 'zod';
import type { Disk } from './disk';
import { OutsideError } from './errors';
import type { HostNetwork } from './network';
import { probe } from './sockets';
import { type InterfaceSettings, systemNetwork } from './system-network';

const fileName = 'network.json';
const file = z.object({
  version: z.literal(1),
  settings: z.object({
    type: z.enum(['dhcp', 'static']),
    address: z.string().refine((address) => isIP(address) !== 0),
    subnet: z.string(),
    gateway: z.string(),
    mtu: z.number(),
    nameservers: z.array(z.string()),
  }),
});

/**
 * The machine's network, as {@link systemNetwork}, with a memory: what was changed of the interface holds at the next boot
 * of this disk too, as the settings of an operating system do. An address that the machine has lost meanwhile gives way.
 * Rejects with `INTERFACE_UNREADABLE` where the disk holds something else in its place.
 * @param options.address what the host listens on until that is changed
 */
export async function rememberedNetwork(options: {
  readonly address: string;
  readonly disk: Disk;
}): Promise<HostNetwork> {
  const { address, disk } = options;
  const remembered = await read(disk);
  const remember = (settings: InterfaceSettings) =>
    disk.replace(fileName, Buffer.from(JSON.stringify({ version: 1, settings })));
  const settings = remembered && (await isHere(remembered.address)) ? remembered : undefined;
  return systemNetwork({ address, remember, ...(settings && { settings }) });
}

async function read(disk: Disk): Promise<InterfaceSettings | undefined> {
  const content = await disk.read(fileName);
  if (!content) return undefined;
  try {
    return file.parse(JSON.parse(content.toString('utf8'))).settings;
  } catch (cause) {
    const message = `"${fileName}" does not hold the settings of an interface; restore it, or remove it to forget them.`;
    throw new OutsideError('INTERFACE_UNREADABLE', message, { cause });
  }
}

async function isHere(address: string): Promise<boolean> {
  try {
    await probe(address);
    return true;
  } catch (error) {
    if (error instanceof OutsideError && error.code === 'ADDRESS_UNAVAILABLE') return false;
    throw error;
  }
}
