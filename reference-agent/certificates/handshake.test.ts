import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type ConnectionOptions, connect, createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { type Authority, createAuthority, fingerprintOf, issue, newKeyPair, selfSigned } from '.';

interface Identity {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

function memberOf(authority: Authority, hostId: string, groupId: string): Identity {
  const { publicKeyPem, keyPem } = newKeyPair();
  const cert = issue(authority, publicKeyPem, { hostId, groupId });
  return { cert, key: keyPem, ca: authority.certificatePem };
}

/** Answers each client that it accepts with the name in the client's certificate. */
async function serve(context: TestContext, identity: TlsOptions): Promise<number> {
  const server = createServer(identity, (socket) => {
    socket.on('error', () => {});
    const { subject } = socket.getPeerCertificate();
    socket.end(subject === undefined ? 'nobody' : String(subject.CN));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function ask(port: number, options: ConnectionOptions): Promise<{ answer: string; socket: TLSSocket }> {
  const socket = connect({ ...options, host: '127.0.0.1', port });
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk;
  });
  await once(socket, 'end');
  socket.destroy();
  return { answer, socket };
}

/** Whether the server let this client in. It may close the connection with an alert, a reset or silently. */
async function isLetIn(port: number, options: ConnectionOptions): Promise<boolean> {
  return ask(port, options).then(
    ({ answer }) => answer !== '',
    () => false,
  );
}

const mutual = { requestCert: true, rejectUnauthorized: true };

test('two members of a group authenticate each other by the group', async (context) => {
  const authority = createAuthority('group-a');
  const port = await serve(context, { ...memberOf(authority, 'edge-1', 'group-a'), ...mutual });
  const client = memberOf(authority, 'edge-2', 'group-a');
  const { answer, socket } = await ask(port, { ...client, servername: 'group-a' });
  assert.equal(answer, 'edge-2');
  assert.equal(socket.authorized, true);
});

test('a member of another group is refused, even one of the same name', async (context) => {
  const ours = createAuthority('group-a');
  const theirs = createAuthority('group-a');
  const port = await serve(context, { ...memberOf(ours, 'edge-1', 'group-a'), ...mutual });
  const stranger = memberOf(theirs, 'edge-2', 'group-a');

  await assert.rejects(ask(port, { ...stranger, servername: 'group-a' }), {
    code: /CERT_SIGNATURE_FAILURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
  });
  // The same stranger, trusting the server: now the server refuses.
  assert.equal(await isLetIn(port, { ...stranger, ca: ours.certificatePem, servername: 'group-a' }), false);
  assert.equal(await isLetIn(port, { ...memberOf(ours, 'edge-3', 'group-a'), servername: 'group-a' }), true);
});

test('a host without a certificate is refused', async (context) => {
  const authority = createAuthority('group-a');
  const port = await serve(context, { ...memberOf(authority, 'edge-1', 'group-a'), ...mutual });
  assert.equal(await isLetIn(port, { ca: authority.certificatePem, servername: 'group-a' }), false);
});

test('a member asked for by another group name is not taken for it', async (context) => {
  const authority = createAuthority('group-a');
  const port = await serve(context, { ...memberOf(authority, 'edge-1', 'group-a'), ...mutual });
  const client = memberOf(authority, 'edge-2', 'group-a');
  await assert.rejects(ask(port, { ...client, servername: 'group-b' }), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
});

test('a self-signed certificate serves TLS and is recognised by its fingerprint', async (context) => {
  const own = selfSigned({ name: 'alpha', addresses: ['127.0.0.1'] });
  const port = await serve(context, { cert: own.certificatePem, key: own.keyPem });
  const pinned = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  await once(pinned, 'secureConnect');
  assert.equal(fingerprintOf(pinned.getPeerCertificate().raw), own.fingerprint);
  pinned.destroy();
  const { answer } = await ask(port, { ca: own.certificatePem });
  assert.equal(answer, 'nobody');
});
