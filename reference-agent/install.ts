import { selfSigned } from './certificates';
import { unlinked } from './domain';
import type { Surroundings } from './host/surroundings';
import type { AgentOptions } from './options';
import { type StoredHost, save, type User } from './store/stored-host';
import { readUserData } from './user-data';

/**
 * First boot: reads the user data, makes up what the host will be for good, and writes it down.
 * Rejects with a UserDataError for user data that cannot be used.
 */
export async function install(options: AgentOptions, surroundings: Surroundings): Promise<StoredHost> {
  const { random, clock, network, disk } = surroundings;
  const name = options.userDataName ?? 'user data';
  const userData = readUserData(options.userData, name);
  const id = `edge-${random.bytes(16).toString('hex')}`;
  const api = options.port ?? userData.port;
  const accounts = [...userData.users, ...(options.users ?? [])];
  const users = await Promise.all(
    accounts.map(
      async ({ username, password }): Promise<User> => ({
        username,
        passwordHash: await surroundings.passwords.hash(password),
        sshKeys: [],
      }),
    ),
  );
  const addresses = network.interfaces().map((nic) => nic.address);
  const stored: StoredHost = {
    version: 1,
    createdAt: new Date(clock.now()).toISOString(),
    certificate: selfSigned({ name: id, addresses }),
    signingKey: random.bytes(32).toString('base64'),
    users,
    userData: { text: options.userData, name },
    ports: { api, peers: peerPort(api) },
    links: unlinked({
      id,
      name: options.hostName ?? userData.hostName ?? id,
      deploymentMode: options.deploymentMode ?? 'appliance',
      operatingSystem: options.operatingSystem ?? { family: 'ubuntu', version: '22.04' },
      multiNode: userData.enableMultiNode,
      managementMode: userData.managementMode,
    }),
  };
  await save(disk, stored);
  return stored;
}

/** The port beside the API's; any free one where the API takes any. */
function peerPort(api: number): number {
  if (api === 0) return 0;
  return api < 65_535 ? api + 1 : api - 1;
}
