import { createServer, type Server } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono/quick';
import { hostApi } from './api/host-api';
import { type Audit, AuditLog, auditJournal } from './audits';
import { Coordinator, NodeDriver } from './cluster';
import { AppliedConfiguration } from './configuration';
import { ContentSpread, ContentStore, serveContent } from './content';
import { type Announcement, become, type Facts, settledAt } from './domain';
import { eventJournal, LifecycleLog, type Observation } from './events';
import { answered, closeServer, rememberConnections } from './host/connections';
import { type Context, within } from './host/context';
import { Host } from './host/host';
import type { Surroundings } from './host/surroundings';
import { PeerDoor } from './peers/door';
import { LinkedGroup } from './peers/linked-group';
import { Journal } from './store/journal';
import { type StoredHost, save } from './store/stored-host';

/** What a host keeps on its disk beside its state. */
interface Journals {
  readonly audits: Journal<Audit>;
  readonly events: Journal<Observation>;
}

/** Seconds that a host which shuts down gives the answers that are under way. */
const answerSeconds = 2;

/** A host from one boot to the next: everything that lives only while the power is on. */
export class Machine {
  readonly #down = new AbortController();
  readonly #leaving = new AbortController();
  readonly #context: Context;
  readonly #server: Server;
  readonly #door: PeerDoor;
  readonly #group: LinkedGroup;
  readonly #configuration: AppliedConfiguration;
  readonly #lifecycle: LifecycleLog;
  readonly #audits: AuditLog;
  readonly #content: ContentSpread;
  #node: NodeDriver | undefined;
  #coordinator: Coordinator | undefined;
  #stored: StoredHost;
  #saving: Promise<unknown> = Promise.resolve();
  #announcement: Announcement | undefined;

  private constructor(
    private readonly surroundings: Surroundings,
    stored: StoredHost,
    private readonly journals: Journals,
    private readonly contents: ContentStore,
    private readonly restart: (seconds: number) => void,
  ) {
    this.#stored = stored;
    const { clock, random, network, log, power } = surroundings;
    const { certificatePem, keyPem, fingerprint } = stored.certificate;
    power.addEventListener('abort', this.#cut, { once: true });
    const host = new Host(stored.links, (links) => this.#save(() => ({ links })));
    this.#context = {
      host,
      clock,
      random,
      network,
      log,
      down: this.#down.signal,
      facts: () => this.#facts(),
      announcement: () => this.#announce(),
    };
    this.#server = createServer({ cert: certificatePem, key: keyPem, minVersion: 'TLSv1.2' });
    rememberConnections(this.#server);
    this.#server.on('tlsClientError', (error) => log.debug({ err: error }, 'a connection was turned away'));
    this.#group = new LinkedGroup(this.#context, fingerprint, () => this.#openDoor());
    this.#configuration = new AppliedConfiguration(this.#context, this.#group, surroundings.configurationSeconds);
    this.#door = new PeerDoor(this.#context, this.#group, (...call) => serveContent(contents, ...call));
    this.#content = new ContentSpread(this.#context, this.#group, contents);
    this.#audits = new AuditLog(journals.audits, clock, () => host.state);
    this.#lifecycle = new LifecycleLog(this.#context, journals.events);
    contents.onChange(() => this.#lifecycle.look());
    this.#lifecycle.onEvent(({ scope, message }) => {
      this.#audits.record({ actionType: 'activity', kind: scope === 'cluster' ? 'cluster' : 'edgehost', message });
    });
    this.#server.on('request', getRequestListener(this.#app().fetch, { overrideGlobalObjects: false }));
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
    const [audits, events, contents] = await Promise.all([
      Journal.open(surroundings, auditJournal),
      Journal.open(surroundings, eventJournal),
      ContentStore.open(surroundings.disk),
    ]);
    const machine = new Machine(surroundings, stored, { audits, events }, contents, restart);
    try {
      await machine.#open();
      surroundings.power.throwIfAborted();
      machine.#lifecycle.begin();
      machine.#beginCluster();
      surroundings.log.info({ url: machine.url }, 'the host answers');
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

  /** Shuts down in order: whoever asked something before hears the answer, unless that takes too long. */
  async close(): Promise<void> {
    this.surroundings.log.info('the host shuts down');
    this.#leaving.abort();
    {
      using patience = within(this.#context, answerSeconds);
      await answered(this.#server, patience);
    }
    this.#cut();
    await this.#context.host.settled();
    await this.#saving;
    await this.#content.close();
    await Promise.all([this.journals.audits.close(), this.journals.events.close()]);
  }

  readonly #cut = (): void => {
    if (this.#down.signal.aborted) return;
    this.#down.abort();
    this.#leaving.abort();
    this.surroundings.power.removeEventListener('abort', this.#cut);
    this.#node?.close();
    this.#coordinator?.close();
    void this.#content.close();
    this.#group.close();
    this.#door.close();
    closeServer(this.#server);
  };

  async #open(): Promise<void> {
    const { tokens, document, retired, joining, farewells } = this.#context.host.state;
    const { ports } = this.#stored;
    const api = await this.surroundings.network.listen(this.#server, ports.api);
    if (api !== ports.api) await this.#save((stored) => ({ ports: { ...stored.ports, api } }));
    await this.#settle();
    const isExpected = tokens || document.members.length > 1 || retired.length > 0 || joining || farewells.length > 0;
    if (isExpected) await this.#openDoor();
    this.#group.open();
    this.#content.open();
  }

  /** Goes on with what the host does for a cluster. Only a host that has booted may reboot when that is done. */
  #beginCluster(): void {
    const { cluster, rebootSeconds } = this.surroundings;
    this.#node = new NodeDriver(this.#context, this.#group, { ...cluster, reboot: () => this.restart(rebootSeconds) });
    this.#coordinator = new Coordinator(this.#context, this.#group);
  }

  async #openDoor(): Promise<number> {
    const peers = await this.#door.open(this.#stored.ports.peers);
    if (peers !== this.#stored.ports.peers) await this.#save((stored) => ({ ports: { ...stored.ports, peers } }));
    await this.#settle();
    return peers;
  }

  /** Writes down where the host is found, as far as it is free to move. */
  async #settle(): Promise<void> {
    const { address, apiPort } = this.#facts();
    const { ports, certificate } = this.#stored;
    const place = { address, apiPort, peerPort: ports.peers, apiFingerprint: certificate.fingerprint };
    await this.#context.host.execute((state) => become(settledAt(state, place)));
  }

  #app(): Hono {
    const { surroundings } = this;
    const { rebootSeconds, resetSeconds } = surroundings;
    return hostApi({
      surroundings,
      context: this.#context,
      group: this.#group,
      configuration: this.#configuration,
      contents: this.contents,
      lifecycle: this.#lifecycle,
      audits: this.#audits,
      leaving: this.#leaving.signal,
      stored: () => this.#stored,
      save: (change) => this.#save(change),
      reboot: () => this.restart(rebootSeconds),
      bootAnew: () => this.restart(resetSeconds),
      listenAnew: () => this.restart(0),
    });
  }

  #facts(): Facts {
    const address = this.surroundings.network.interfaces()[0]?.address ?? '';
    return { ...this.#context.host.state.profile, address, apiPort: this.#stored.ports.api };
  }

  /** The same object as long as nothing of it changes. */
  #announce(): Announcement {
    const { workload } = this.#context.host.state;
    const announcement: Announcement = {
      ...(workload && { workload }),
      ...(this.#content?.announcement() ?? { held: [], failures: {} }),
      configuration: this.#configuration?.status ?? { state: 'Not Configured', errorMessage: '' },
    };
    if (JSON.stringify(announcement) !== JSON.stringify(this.#announcement)) this.#announcement = announcement;
    return this.#announcement as Announcement;
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
