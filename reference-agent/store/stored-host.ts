/**
 * What a host keeps on its disk: one file, replaced as a whole, so that it is always the state of one instant.
 */
import { z } from 'zod';
import type { OwnCertificate } from '../certificates';
import type { HostState } from '../domain';
import type { Disk } from '../outside/disk';
import type { Generation } from '../sessions';

const fileName = 'host.json';

/** An OS user who may log in. */
export interface User {
  readonly username: string;
  /** Hash, never the password. */
  readonly passwordHash: string;
  readonly sshKeys: readonly string[];
  /** Present once the password was changed. */
  readonly sessions?: Generation;
}

export interface StoredHost {
  readonly version: 1;
  readonly createdAt: string;
  readonly certificate: OwnCertificate;
  /** Key of this host's sessions, base64. */
  readonly signingKey: string;
  readonly users: readonly User[];
  /** The user data as it was read at first boot. */
  readonly userData: { readonly text: string; readonly name: string };
  /** User data that was stored through the API since, for the next installation. */
  readonly nextUserData?: unknown;
  /** Where it listens; 0 until a free port was taken, from then on that one. */
  readonly ports: { readonly api: number; readonly peers: number };
  readonly links: HostState;
}

/** The stored file is not one of ours, or was damaged. */
export class StoreError extends Error {
  readonly code = 'STORE_UNREADABLE';
}

// The file is written by this program only; what is checked is that it is that file and whole.
const shape = z.looseObject({
  version: z.literal(1),
  signingKey: z.string(),
  certificate: z.looseObject({ certificatePem: z.string(), keyPem: z.string(), fingerprint: z.string() }),
  links: z.looseObject({
    profile: z.looseObject({ id: z.string() }),
    document: z.looseObject({ id: z.string(), version: z.number() }),
    retired: z.array(z.any()),
    farewells: z.array(z.any()),
  }),
});

/** Undefined on a fresh disk. */
export async function load(disk: Disk): Promise<StoredHost | undefined> {
  const content = await disk.read(fileName);
  if (!content) return undefined;
  try {
    return shape.parse(JSON.parse(content.toString('utf8'))) as unknown as StoredHost;
  } catch (cause) {
    throw new StoreError(
      `"${fileName}" is not the state of a host; restore it, or remove it to install the host anew.`,
      {
        cause,
      },
    );
  }
}

export async function save(disk: Disk, host: StoredHost): Promise<void> {
  await disk.replace(fileName, Buffer.from(JSON.stringify(host)));
}
