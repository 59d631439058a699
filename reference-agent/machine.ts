import { createServer, type Server } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono/quick';
import { apiApp } from './api/app';
import { cloudInitOf } from './api/cloud-init';
import { edgeHostRoutes } from './api/edge-host';
import { linkRoutes } from './api/link';
import { networkRoutes } from './api/network';
import { userRoutes } from './api/users';
import { type Facts, factsOf } from './domain';
import { closeServer, rememberConnections } from './host/connections';
import type { Context } from './host/context';
import { Host } from './host/host';
import type { Surroundings } from './host/surroundings';
import { joinDoor, PeerDoor } from './peers/door';
import { Follower } from './peers/follower';
import { Leader } from './peers/leader';
import { Sessions } from './sessions';
import { type StoredHost, save } from './store/stored-host';
import { readUserData } from './user-data';

/** A host from one boot to the next: everything that lives only while the power is on. */
export class Machine {
  readonly #down = new AbortController();
  readonly #context: Context;
  readonly #server: Server;
  readonly #door: PeerDoor;
  readonly #leader: Leader;
  readonly #follower: Follower;
  #stored: StoredHost;
  #saving: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly surroundings: Surroundings,
    stored: StoredHost,
    restart: (seconds: number) => void,
  ) {
    this.#stored = stored;
    const { clock, random, network, log, power } = surroundings;
    const { certificatePem, keyPem, fingerprint } = stored.certificate;
    power.addEventListener('abort', this.#cut, { once: true });
    const host = new Host(stored.links, (links) => this.#save(() => ({ links })));
    this.#context = { host, clock, random, network, log, down: this.#down.signal, facts: () => this.#facts() };
    this.#server = createServer({ cert: certificatePem, key: keyPem, minVersion: 'TLSv1.2' });
    rememberConnections(this.#server);
    this.#server.on('tlsClientError', (error) => log.debug({ err: error }, 'a connection was turned away'));
    this.#door = new PeerDoor(this.#context, () => this.#leader);
    this.#leader = new Leader(this.#context, fingerprint, () => this.#openDoor());
    this.#follower = new Follower(this.#context, fingerprint);
    this.#server.on('request', getRequestListener(this.#app(restart).fetch, { overrideGlobalObjects: false }));
  }

  /**
   * Boots; resolves when the host answers. Rejects with a coded error when its port cannot be had.
   * @param restart asked for by an operator: shut down, and boot again after that many seconds
   */
  static async boot(
    surroundings: Surroundings,
    stored: StoredHost,
    restart: (seconds: number) => void,
  ): Promise<Machine> {
    const machine = new Machine(surroundings, stored, restart);
    try {
      await machine.#open();
      surroundings.power.throwIfAborted();
    } catch (error) {
      machine.#cut();
      // Closing a server that does not listen yet had no effect.
      closeServer(machine.#server);
      throw error;
    }
    return machine;
  }

  /** What the disk holds. */
  get stored(): StoredHost {
    return this.#stored;
  }

  get url(): string {
    const { address, apiPort } = this.#facts();
    return `https://${address}:${apiPort}`;
  }

  /** Shuts down in order. */
  async close(): Promise<void> {
    this.#cut();
    await this.#context.host.settled();
    await this.#saving;
  }

  readonly #cut = (): void => {
    if (this.#down.signal.aborted) return;
    this.#down.abort();
    this.surroundings.power.removeEventListener('abort', this.#cut);
    this.#follower.close();
    this.#leader.close();
    this.#door.close();
    closeServer(this.#server);
  };

  async #open(): Promise<void> {
    const { leads, retired } = this.#context.host.state;
    const { ports } = this.#stored;
    const api = await this.surroundings.network.listen(this.#server, ports.api);
    if (api !== ports.api) await this.#save((stored) => ({ ports: { ...stored.ports, api } }));
    if (leads || retired.length > 0) await this.#openDoor();
  }

  async #openDoor(): Promise<number> {
    const peers = await this.#door.open(this.#stored.ports.peers);
    if (peers !== this.#stored.ports.peers) await this.#save((stored) => ({ ports: { ...stored.ports, peers } }));
    return peers;
  }

  #app(restart: (seconds: number) => void): Hono {
    const { log, clock, passwords, rebootSeconds } = this.surroundings;
    const { createdAt, signingKey, userData } = this.#stored;
    const hostId = this.#context.host.state.profile.id;
    const sessions = new Sessions({
      signingKey: Buffer.from(signingKey, 'base64'),
      hostId,
      clock,
      generationOf: (username) => this.#stored.users.find((user) => user.username === username)?.sessions,
    });
    const routes = [
      ...userRoutes({
        sessions,
        passwords,
        disablePasswordUpdate: readUserData(userData.text, userData.name).disablePasswordUpdate,
        users: () => this.#stored.users,
        changeUsers: (change) => this.#save(({ users }) => ({ users: change(users) })),
      }),
      ...edgeHostRoutes(this.#context, {
        createdAt,
        userData: () => this.#stored.nextUserData ?? cloudInitOf(this.#stored.userData),
        storeUserData: (nextUserData) => this.#save(() => ({ nextUserData })),
        reboot: () => restart(rebootSeconds),
      }),
      ...linkRoutes(this.#context, this.#leader, this.#follower),
      ...networkRoutes(this.#context, () => restart(0)),
    ];
    return apiApp(routes, (session) => sessions.check(session), log, joinDoor(this.#leader));
  }

  #facts(): Facts {
    const address = this.surroundings.network.interfaces()[0]?.address ?? '';
    return factsOf(this.#context.host.state, { address, apiPort: this.#stored.ports.api });
  }

  /** Changes part of what the disk holds; one change after the other, so that none is lost. */
  #save(change: (stored: StoredHost) => Partial<StoredHost>): Promise<void> {
    const saved = this.#saving.then(async () => {
      this.surroundings.power.throwIfAborted();
      const next = { ...this.#stored, ...change(this.#stored) };
      await save(this.surroundings.disk, next);
      this.#stored = next;
    });
    this.#saving = saved.catch(() => {});
    return saved;
  }
}
