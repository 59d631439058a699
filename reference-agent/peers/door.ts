import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Context as Call } from 'hono';
import { Hono } from 'hono/quick';
import { type Credential, type HostState, refusalCodes } from '../domain';
import { BodyTooLarge, jsonOf } from '../host/body';
import { closeServer, rememberConnections } from '../host/connections';
import type { Context } from '../host/context';
import { read } from './checks';
import type { LinkedGroup } from './linked-group';
import {
  acceptPath,
  announcePath,
  confirmPath,
  contentPath,
  farewellPath,
  learnPath,
  preparePath,
  syncPath,
} from './messages';

/** Announcements and requests take less than this. */
const largestBody = 1024 * 1024;
/** A whole document of a large group. */
const largestDocument = 16 * 1024 * 1024;

/** Answers a request for content of a host of the group. */
export type ServeContent = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * The door for the hosts of a group, open while this host is of one or has news for one: mutual TLS with certificates of
 * the group that the connection asks for by its name.
 */
export class PeerDoor {
  #server: Server | undefined;
  #opening: Promise<number> | undefined;

  constructor(
    private readonly context: Context,
    private readonly group: LinkedGroup,
    private readonly serveContent: ServeContent,
  ) {}

  /** Opens the door where it is not open yet; resolves to its port. Port 0 takes a free one. */
  open(port: number): Promise<number> {
    this.#opening ??= this.#listen(port).catch((error) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  close(): void {
    if (this.#server) closeServer(this.#server);
  }

  async #listen(port: number): Promise<number> {
    const server = createServer({
      minVersion: 'TLSv1.3',
      requestCert: true,
      rejectUnauthorized: true,
      keepAliveTimeout: 60_000,
      SNICallback: (name, done) => {
        const own = credentialFor(this.context.host.state, name);
        if (own) done(null, contextOf(own.credential, own.authorityPem));
        else done(new Error('no such group'));
      },
    });
    const talk = getRequestListener(this.#app().fetch, { overrideGlobalObjects: false });
    server.on('request', (incoming, outgoing) => {
      if (incoming.method !== 'GET' || !incoming.url?.startsWith(contentPath)) void talk(incoming, outgoing);
      else if (this.#memberId(callerOf(incoming))) this.serveContent(incoming, outgoing);
      else outgoing.writeHead(403).end();
    });
    rememberConnections(server);
    server.on('tlsClientError', (error) => this.context.log.info({ err: error }, 'a peer was turned away'));
    this.#server = server;
    const taken = await this.context.network.listen(server, port);
    // Closing a server that does not listen yet has no effect.
    if (this.context.down.aborted) closeServer(server);
    return taken;
  }

  #app(): Hono<{ Bindings: HttpBindings }> {
    const { leader, news, ballots } = this.group;
    const app = new Hono<{ Bindings: HttpBindings }>();
    const notAMember = { code: 'NOT_A_MEMBER', message: 'This host is not, or no longer, of the group.' };
    const unreadable = { code: 'FAILED', message: 'This is no such request.' };
    app.post(confirmPath, async (call) => {
      const request = read.confirmRequest(await jsonOf(call, largestBody));
      if (!request) return call.json({ code: 'JOIN_UNKNOWN', message: 'This names no join.' }, 400);
      const { groupId, fingerprint } = caller(call);
      if (groupId !== this.context.host.state.document.id) {
        await leader.farewell(groupId, fingerprint);
        return call.json({ code: 'JOIN_UNKNOWN', message: 'This host leads that group no more.' }, 409);
      }
      const outcome = await leader.confirm(fingerprint, request.joinId);
      return outcome.refused
        ? call.json(outcome.refused, refusalCodes[outcome.refused.code])
        : call.json({ document: outcome.document });
    });
    app.post(syncPath, async (call) => {
      const request = read.syncRequest(await jsonOf(call, largestBody));
      if (!request) return call.json(unreadable, 400);
      const { groupId, fingerprint } = caller(call);
      const told = await news.tell(groupId, fingerprint, request, goneSignal(call.env.incoming));
      if (told === 'not a member') return call.json(notAMember, 410);
      if (told === 'elsewhere') {
        // A new connection finds that this host does not speak for that group any more.
        return call.json({ code: 'FAILED', message: 'This host left that group.' }, 409, { connection: 'close' });
      }
      if (told === 'behind') return call.json({ code: 'FAILED', message: 'You know more than this host.' }, 409);
      return call.json(told);
    });
    app.post(announcePath, async (call) => {
      const request = read.announceRequest(await jsonOf(call, largestBody));
      if (!request) return call.json(unreadable, 400);
      news.announced(caller(call).fingerprint, request.announcement);
      return call.json({});
    });
    app.post(farewellPath, async (call) => {
      const { groupId, fingerprint } = caller(call);
      const decision = await leader.farewell(groupId, fingerprint);
      return decision.refused ? call.json(decision.refused, 409) : call.json({});
    });
    app.post(preparePath, async (call) => {
      const request = read.prepareRequest(await jsonOf(call, largestBody));
      const hostId = this.#memberId(caller(call));
      if (!request || !hostId) return call.json(notAMember, 403);
      const vote = await ballots.prepare(hostId, request);
      return vote ? call.json(vote) : call.json(notAMember, 403);
    });
    app.post(acceptPath, async (call) => {
      const request = read.acceptRequest(await jsonOf(call, largestDocument));
      const hostId = this.#memberId(caller(call));
      if (!request || !hostId) return call.json(notAMember, 403);
      const vote = await ballots.accept(hostId, request);
      return vote ? call.json(vote) : call.json(notAMember, 403);
    });
    app.post(learnPath, async (call) => {
      const request = read.learnRequest(await jsonOf(call, largestDocument));
      const hostId = this.#memberId(caller(call));
      if (!request || !hostId) return call.json(notAMember, 403);
      return (await ballots.learn(hostId, request)) ? call.json({}) : call.json(notAMember, 403);
    });
    app.onError((error, call) => {
      if (error instanceof BodyTooLarge) return call.json({ code: 'BODY_TOO_LARGE', message: error.message }, 413);
      this.context.log.error({ err: error }, 'a request of a peer failed');
      return call.json({ code: 'FAILED', message: 'The host failed; see its log.' }, 500);
    });
    return app;
  }

  /** Id of the host of the present group that this is. */
  #memberId({ groupId, fingerprint }: PeerCaller): string | undefined {
    if (groupId !== this.context.host.state.document.id) return undefined;
    return this.group.news.memberWith(fingerprint)?.facts.id;
  }
}

interface OwnCredential {
  readonly credential: Credential;
  readonly authorityPem: string;
}

/** What this host shows to those who ask for a group, which it is of or has news for. */
function credentialFor({ document, credential, retired }: HostState, groupId: string): OwnCredential | undefined {
  if (document.id === groupId && credential && document.authority) {
    return { credential, authorityPem: document.authority.certificatePem };
  }
  return retired.find((group) => group.id === groupId);
}

const contexts = new WeakMap<Credential, SecureContext>();

function contextOf(credential: Credential, authorityPem: string): SecureContext {
  const known = contexts.get(credential);
  if (known) return known;
  const made = createSecureContext({ ca: authorityPem, cert: credential.certificatePem, key: credential.keyPem });
  contexts.set(credential, made);
  return made;
}

interface PeerCaller {
  readonly groupId: string;
  readonly fingerprint: string;
}

const callers = new WeakMap<object, PeerCaller>();

/** Which group the connection asked for, and whose certificate it showed. Looked up once per connection. */
function callerOf(incoming: HttpBindings['incoming'] | IncomingMessage): PeerCaller {
  const socket = incoming.socket as TLSSocket & { servername?: string | false };
  const known = callers.get(socket);
  if (known) return known;
  const fingerprint = (socket.getPeerCertificate().fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
  const found = { groupId: socket.servername || '', fingerprint };
  callers.set(socket, found);
  return found;
}

function caller(call: Call<{ Bindings: HttpBindings }>): PeerCaller {
  return callerOf(call.env.incoming);
}

const gone = new WeakMap<object, AbortSignal>();

/** Fires when the connection of this request ends. One per connection, which serves many requests. */
function goneSignal({ socket }: HttpBindings['incoming']): AbortSignal {
  const known = gone.get(socket);
  if (known) return known;
  const controller = new AbortController();
  socket.once('close', () => controller.abort());
  gone.set(socket, controller.signal);
  return controller.signal;
}
