/**
 * Spreads a bundle from a leader to its followers, each with a disk of its own in one folder, and then copies the same
 * bytes as often over bare TLS between the same addresses: `content-program.js FOLDER MEGABYTES FOLLOWERS`. Prints a
 * ContentCost as JSON.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Agent as HttpsAgent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { type Agent, fileDisk, startAgent, systemNetwork } from '../reference-agent';
import type { ContentCost } from './content';
import { selfSigned } from './self-signed';

const mebi = 1024 * 1024;
const piece = Buffer.alloc(256 * 1024, 'a piece of a bundle, ');
const credentials = { username: 'bench', password: 'a password of the bench' };
const addressOf = (index: number) => `127.91.7.${index + 1}`;

async function main(folder: string, megabytes: number, followers: number): Promise<ContentCost> {
  const bytes = megabytes * mebi;
  const hosts = await Promise.all(Array.from({ length: followers + 1 }, (_, index) => boot(folder, index)));
  const leader = hosts[0] as Host;
  const { token } = await leader.call('POST', 'link/generate-token');
  for (const follower of hosts.slice(1)) await follower.call('POST', 'link', JSON.stringify({ token }));
  // What loading, compiling and first buffers cost is paid by a small one.
  await spread(hosts, 'small', 16 * mebi);
  const spreadCost = await spread(hosts, 'large', bytes);
  await Promise.all(hosts.map((host) => host.agent.close()));
  const rawSeconds = await rawCopy(bytes, followers);
  const hashSeconds = bareHashes(bytes, followers);
  const writeSeconds = await bareWrites(folder, bytes, followers);
  return { megabytes, followers, ...spreadCost, rawSeconds, hashSeconds, writeSeconds };
}

interface Host {
  readonly agent: Agent;
  readonly folder: string;
  call(method: string, path: string, body?: string | Form): Promise<{ token?: string }>;
}

interface Form {
  readonly bytes: number;
  readonly name: string;
  /** Called when everything was handed over. */
  readonly sent: () => void;
}

async function boot(root: string, index: number): Promise<Host> {
  const folder = join(root, `host-${index}`);
  const agent = await startAgent({
    userData: 'stylus:\n  managementMode: local\n  enableMultiNode: true\n',
    disk: fileDisk(folder),
    network: systemNetwork({ address: addressOf(index) }),
    users: [credentials],
    passwordCost: 4,
    port: 0,
  });
  const client = new HttpsAgent({ rejectUnauthorized: false });
  const { Token } = await ask(client, agent.url, '/v1/users/default/login', 'POST', '', JSON.stringify(credentials));
  const session = Token?.Authorization ?? '';
  const call: Host['call'] = (method, path, body) =>
    ask(client, agent.url, `/v1/edge-mgmt/edgehosts/current/${path}`, method, session, body);
  return { agent, folder, call };
}

interface Spread {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** From the last byte of the upload until every follower has the whole bundle. */
async function spread(hosts: readonly Host[], name: string, bytes: number): Promise<Spread> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes; at += piece.length) hash.update(pieceOf(name, at));
  const file = `content-${hash.digest('hex')}`;
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  let began = performance.now();
  const sent = () => {
    began = performance.now();
  };
  const uploading = hosts[0]?.call('POST', 'actions/upload-content', { bytes, name, sent });
  while (!hosts.every(({ folder }) => existsSync(join(folder, file)))) {
    // Asking costs a tenth of a millisecond of the time that is measured.
    peak = Math.max(peak, process.memoryUsage.rss());
    await sleep(20);
  }
  const seconds = (performance.now() - began) / 1000;
  await uploading;
  return { seconds, peakMegabytes: (peak - before) / mebi };
}

/** A bundle of one name differs from one of another. */
function pieceOf(name: string, at: number): Buffer {
  return at === 0 ? Buffer.concat([Buffer.from(name), piece.subarray(name.length)]) : piece;
}

async function ask(
  agent: HttpsAgent,
  origin: string,
  path: string,
  method: string,
  authorization: string,
  body: string | Form | undefined,
): Promise<{ token?: string; Token?: { Authorization: string } }> {
  const isForm = typeof body === 'object';
  const headers = {
    ...(authorization && { authorization }),
    ...(isForm && { 'content-type': 'multipart/form-data; boundary=bench' }),
  };
  const asked = request(new URL(path, origin), { method, agent, headers });
  const answered = once(asked, 'response');
  if (isForm) await sendForm(asked, body);
  else asked.end(body);
  const [answer] = await answered;
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) text += chunk;
  if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
  return JSON.parse(text);
}

async function sendForm(asked: ReturnType<typeof request>, { bytes, name, sent }: Form): Promise<void> {
  asked.write(
    `--bench\r\nContent-Disposition: form-data; name="uploadFile"; filename="${name}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  for (let at = 0; at < bytes; at += piece.length) {
    if (!asked.write(pieceOf(name, at))) await once(asked, 'drain');
  }
  asked.end('\r\n--bench--\r\n', sent);
}

/** Seconds for the same bytes from the first address to each of the others, from memory to nowhere. */
async function rawCopy(bytes: number, followers: number): Promise<number> {
  const server = createServer({ ...(await selfSigned()), minVersion: 'TLSv1.3' }, (socket) => void pour(socket, bytes));
  server.listen(0, addressOf(0));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: followers }, async (_, index) => {
      const target = { host: addressOf(0), port, localAddress: addressOf(index + 1), rejectUnauthorized: false };
      await once(connect(target).resume(), 'end');
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  server.close();
  return seconds;
}

function bareHashes(bytes: number, followers: number): number {
  const began = performance.now();
  for (let follower = 0; follower < followers; follower += 1) {
    const hash = createHash('sha256');
    for (let at = 0; at < bytes; at += piece.length) hash.update(piece);
    hash.digest();
  }
  return (performance.now() - began) / 1000;
}

async function bareWrites(folder: string, bytes: number, followers: number): Promise<number> {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: followers }, async (_, index) => {
      const file = await open(join(folder, `bare-${index}`), 'w');
      for (let at = 0; at < bytes; at += piece.length) await file.write(piece);
      await file.sync();
      await file.close();
    }),
  );
  return (performance.now() - began) / 1000;
}

async function pour(socket: TLSSocket, bytes: number): Promise<void> {
  for (let at = 0; at < bytes; at += piece.length) {
    if (!socket.write(piece)) await once(socket, 'drain');
  }
  socket.end();
}

const [folder = '', megabytes, followers] = process.argv.slice(2);
void main(folder, Number(megabytes), Number(followers)).then((cost) => {
  console.log(JSON.stringify(cost));
  process.exit();
});
