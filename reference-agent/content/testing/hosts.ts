/** Hosts with content and without a network: what one asks of another is answered in this process. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, Transform } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import pino from 'pino';
import type { Announcement, Content, HostState } from '../../domain';
import { become, unlinked } from '../../domain';
import { profile } from '../../domain/testing/hosts';
import type { Context } from '../../host/context';
import type { Group, Peer } from '../../host/group';
import { Host } from '../../host/host';
import { diskFailure } from '../../outside/errors';
import { memoryDisk } from '../../outside/memory-disk';
import { TestTime } from '../../testing/test-time';
import { serveContent } from '../serve';
import { ContentSpread } from '../spread';
import { ContentStore } from '../store';

/** What happens to the answers of a host. */
export type Fault =
  | { readonly kind: 'breaks' | 'silent' | 'wrong'; readonly after: number }
  | { readonly kind: 'gone' };

/** Hosts of one group that hear of each other at once. */
export class FakeSite {
  readonly time = new TestTime();
  readonly hosts: FakeHost[] = [];
  contents: readonly Content[] = [];

  async add(name: string, files = new Map<string, Buffer>()): Promise<FakeHost> {
    const host = new FakeHost(this, `edge-${name}`, files);
    await host.boot();
    this.hosts.push(host);
    return host;
  }

  /** The group agrees on a bundle that this host has from now on. */
  async agree(origin: FakeHost, name: string, bytes: Buffer): Promise<Content> {
    const content = contentOf(name, bytes, origin.id);
    await origin.put(bytes);
    await this.decide([...this.contents, content]);
    return content;
  }

  async decide(contents: readonly Content[]): Promise<void> {
    this.contents = contents;
    for (const host of this.hosts) await host.learn(contents);
  }

  announced(): void {
    for (const host of this.hosts) host.heard();
  }
}

/** A host of a fake site. */
export class FakeHost {
  /** What others asked it for, as range headers. */
  readonly asked: string[] = [];
  fault: Fault | undefined;
  health: 'Healthy' | 'Unhealthy' = 'Healthy';
  /** Bytes that fit on its disk. */
  capacity = Number.POSITIVE_INFINITY;
  /** Whether its disk begins no file any more. */
  isBroken = false;
  store!: ContentStore;
  spread!: ContentSpread;
  #down = new AbortController();
  readonly #listeners = new Set<() => void>();
  readonly host: Host;

  constructor(
    private readonly site: FakeSite,
    readonly id: string,
    readonly files: Map<string, Buffer>,
  ) {
    this.host = new Host(stateOf(id), async () => {});
  }

  async boot(): Promise<void> {
    this.#down = new AbortController();
    const { signal } = this.#down;
    const disk = memoryDisk({ files: this.files, capacity: () => this.capacity });
    // As on every disk, a write takes its time, and lands only while there is power.
    const powered = async <T>(act: () => Promise<T>): Promise<T> => {
      await turn();
      return signal.aborted ? new Promise<T>(() => {}) : await act();
    };
    this.store = await ContentStore.open({
      ...disk,
      rename: (from, to) => powered(() => disk.rename(from, to)),
      write: async (name, from) => {
        if (this.isBroken) throw diskFailure('DISK_UNWRITABLE', 'written', name, new Error('broken'));
        const writer = await disk.write(name, from);
        return {
          write: (piece) => powered(() => writer.write(piece)),
          finish: () => powered(() => writer.finish()),
          abandon: () => powered(() => writer.abandon()),
        };
      },
    });
    const context = {
      host: this.host,
      clock: this.site.time.clock(),
      down: signal,
      log: pino({ enabled: false }),
    } as unknown as Context;
    await this.learn(this.site.contents);
    this.spread = new ContentSpread(context, this.#group(), this.store);
    this.spread.open();
  }

  /** Cuts its power. */
  kill(): void {
    this.#down.abort();
    void this.spread.close();
  }

  get announcement(): Announcement {
    const configuration = { state: 'Not Configured', errorMessage: '' } as const;
    return { ...this.spread.announcement(), configuration };
  }

  async put(bytes: Buffer): Promise<void> {
    const incoming = await this.store.beginUpload('01');
    const source = new PassThrough();
    source.end(bytes);
    await incoming.take(source, new AbortController().signal);
    await this.store.admit(incoming, await incoming.finish());
  }

  async learn(contents: readonly Content[]): Promise<void> {
    await this.host.execute((state) => become({ ...state, document: { ...state.document, contents } }));
  }

  heard(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  answer(path: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
    this.asked.push(headers.range ?? '');
    const { fault } = this;
    if (fault?.kind === 'gone') return Promise.reject(new Error('it cannot be reached'));
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const answer = Object.assign(fault ? faulty(fault) : new PassThrough(), {
      writeHead(statusCode: number, sent: Record<string, string> = {}) {
        resolve(Object.assign(answer, { statusCode, headers: sent }) as unknown as IncomingMessage);
        return answer;
      },
    });
    const request = { method: 'GET', url: path, headers } as unknown as IncomingMessage;
    serveContent(this.store, request, answer as unknown as ServerResponse);
    return promise;
  }

  #group(): Group {
    const others = () => this.site.hosts.filter((host) => host !== this);
    return {
      propose: () => Promise.reject(new Error('nobody proposes here')),
      peers: () =>
        others().map((host): Peer => {
          const member = { facts: { id: host.id } } as Peer['member'];
          return {
            member,
            role: 'follower',
            announcement: host.announcement,
            health: { status: host.health, reason: '' },
          };
        }),
      onPeers: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      announce: () => this.site.announced(),
      fetch: async (hostId, path, headers) => {
        const host = others().find(({ id }) => id === hostId);
        if (!host) throw new Error('there is no such host');
        return await host.answer(path, headers);
      },
    };
  }
}

export function contentOf(name: string, bytes: Buffer, uploadedTo: string): Content {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, sha256, bytes: bytes.length, uploadedAt: '2026-01-31T09:30:00Z', uploadedTo };
}

function stateOf(id: string): HostState {
  return unlinked(profile(id, { id }));
}

/** A connection that something happens to after some bytes. */
function faulty(fault: Exclude<Fault, { readonly kind: 'gone' }>): Transform {
  let bytes = 0;
  return new Transform({
    transform(piece: Buffer, _, done) {
      const rest = Math.max(0, fault.after - bytes);
      bytes += piece.length;
      if (bytes <= fault.after) return done(null, piece);
      if (fault.kind === 'wrong') {
        const changed = Buffer.from(piece);
        changed[rest] = (changed[rest] ?? 0) ^ 1;
        return done(null, changed);
      }
      if (rest > 0) this.push(piece.subarray(0, rest));
      // Whoever falls silent never takes more.
      if (fault.kind === 'breaks') setImmediate(() => this.destroy(new Error('the connection broke')));
    },
  });
}
