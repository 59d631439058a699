import { createServer, type Server } from 'node:https';
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Context as Call } from 'hono';
import { Hono } from 'hono/quick';
import { CertificateError } from '../certificates';
import { type LedGroup, refusalCodes } from '../domain';
import { BodyTooLarge, jsonOf } from '../host/body';
import { closeServer, rememberConnections } from '../host/connections';
import type { Context } from '../host/context';
import { read } from './checks';
import type { Leader } from './leader';
import { confirmPath, farewellPath, groupPath, joinPath, syncPath } from './messages';

/** A certificate request and facts take less than this. */
const largestBody = 64 * 1024;

/**
 * What hosts say to each other on the API port, without a login. To join takes a one-time password; to ask whether this
 * host still has to do with a group takes the group's name, which only its hosts know.
 */
export function joinDoor(leader: Leader): Hono {
  const app = new Hono();
  app.post(groupPath, async (call) => {
    const request = read.groupRequest(await jsonOf(call, largestBody));
    if (!request) return call.json({ code: 'NOT_A_MEMBER', message: 'This names no group.' }, 400);
    return call.json({ known: leader.groups().some((group) => group.id === request.groupId) });
  });
  app.post(joinPath, async (call) => {
    const request = read.joinRequest(await jsonOf(call, largestBody));
    if (!request) return call.json({ code: 'TOKEN_MALFORMED', message: 'This is no request to join a group.' }, 400);
    try {
      const answer = await leader.join(request);
      return 'refused' in answer ? call.json(answer.refused, 403) : call.json(answer);
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      return call.json({ code: 'TOKEN_MALFORMED', message: error.message }, 400);
    }
  });
  return app;
}

/**
 * The door for the hosts of a group, open while this host leads one or has news for one: mutual TLS with certificates of
 * the group that the connection asks for by its name.
 */
export class PeerDoor {
  #server: Server | undefined;
  #opening: Promise<number> | undefined;

  constructor(
    private readonly context: Context,
    private readonly leader: () => Leader,
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
    const server = createServer(
      {
        minVersion: 'TLSv1.3',
        requestCert: true,
        rejectUnauthorized: true,
        keepAliveTimeout: 60_000,
        SNICallback: (name, done) => {
          const group = this.leader()
            .groups()
            .find((known) => known.id === name);
          if (group) done(null, contextOf(group));
          else done(new Error('no such group'));
        },
      },
      getRequestListener(this.#app().fetch, { overrideGlobalObjects: false }),
    );
    rememberConnections(server);
    server.on('tlsClientError', (error) => this.context.log.info({ err: error }, 'a peer was turned away'));
    this.#server = server;
    const taken = await this.context.network.listen(server, port);
    // Closing a server that does not listen yet has no effect.
    if (this.context.down.aborted) closeServer(server);
    return taken;
  }

  #app(): Hono<{ Bindings: HttpBindings }> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    const notAMember = { code: 'NOT_A_MEMBER', message: 'This host is not, or no longer, of the group.' };
    app.post(confirmPath, async (call) => {
      const request = read.confirmRequest(await jsonOf(call, largestBody));
      if (!request) return call.json({ code: 'JOIN_UNKNOWN', message: 'This names no join.' }, 400);
      const { groupId, fingerprint } = caller(call);
      const decision = await this.leader().confirm(groupId, fingerprint, request.joinId);
      return decision.refused
        ? call.json(decision.refused, refusalCodes[decision.refused.code])
        : call.json({ joinId: request.joinId });
    });
    app.post(syncPath, async (call) => {
      const request = read.syncRequest(await jsonOf(call, largestBody));
      if (!request) return call.json({ code: 'NOT_A_MEMBER', message: 'This is no request for news.' }, 400);
      const { groupId, fingerprint } = caller(call);
      const news = await this.leader().sync(groupId, fingerprint, request, goneSignal(call.env.incoming));
      return news ? call.json(news) : call.json(notAMember, 410);
    });
    app.post(farewellPath, async (call) => {
      const { groupId, fingerprint } = caller(call);
      await this.leader().farewell(groupId, fingerprint);
      return call.json({});
    });
    app.onError((error, call) => {
      if (error instanceof BodyTooLarge) return call.json({ code: 'BODY_TOO_LARGE', message: error.message }, 413);
      this.context.log.error({ err: error }, 'a request of a peer failed');
      return call.json({ code: 'FAILED', message: 'The host failed; see its log.' }, 500);
    });
    return app;
  }
}

const contexts = new WeakMap<LedGroup['credential'], SecureContext>();

function contextOf(group: LedGroup): SecureContext {
  const known = contexts.get(group.credential);
  if (known) return known;
  const made = createSecureContext({
    ca: group.authority.certificatePem,
    cert: group.credential.certificatePem,
    key: group.credential.keyPem,
  });
  contexts.set(group.credential, made);
  return made;
}

interface PeerCaller {
  readonly groupId: string;
  readonly fingerprint: string;
}

const callers = new WeakMap<object, PeerCaller>();

/** Which group the connection asked for, and whose certificate it showed. Looked up once per connection. */
function caller(call: Call<{ Bindings: HttpBindings }>): PeerCaller {
  const socket = call.env.incoming.socket as TLSSocket & { servername?: string | false };
  const known = callers.get(socket);
  if (known) return known;
  const fingerprint = (socket.getPeerCertificate().fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
  const found = { groupId: socket.servername || '', fingerprint };
  callers.set(socket, found);
  return found;
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
