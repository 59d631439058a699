/**
 * The floor, in a process of its own: `floor-program.js FOLDER THREADS EXCHANGES CONNECTIONS`. Prints the seconds that cucumber
 * and the exchanges took. The exchanges are made in as many threads as cucumber uses, client and server in each.
 */
import { once } from 'node:events';
import { Agent, createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import { selfSigned } from './self-signed';

interface Share {
  readonly exchanges: number;
  readonly connections: number;
}

async function main(): Promise<void> {
  const [folder = '', threads = '2', exchanges = '0', connections = '0'] = process.argv.slice(2);
  const parallel = Number(threads);
  const began = performance.now();
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: { paths: ['features/*.feature'], require: ['steps.cjs'], parallel, format: ['summary:summary.txt'] },
    },
    { cwd: folder },
  );
  const { success } = await runCucumber(runConfiguration, { cwd: folder });
  if (!success) throw new Error('The empty scenarios did not pass.');
  const between = performance.now();
  const share: Share = { exchanges: Number(exchanges) / parallel, connections: Number(connections) / parallel };
  await Promise.all(Array.from({ length: parallel }, () => inThread(share)));
  console.log(`${(between - began) / 1000} ${(performance.now() - between) / 1000}`);
}

async function inThread(share: Share): Promise<void> {
  const [code] = await once(new Worker(__filename, { workerData: share }), 'exit');
  if (code !== 0) throw new Error(`A thread ended with ${code}.`);
}

async function exchange({ exchanges, connections }: Share): Promise<void> {
  const server = createServer(await selfSigned(), (_, response) => response.end('{"msg":"pong"}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const each = Math.max(1, Math.round(exchanges / connections));
  const secureContext = createSecureContext({ ca: [] });
  for (let made = 0; made < exchanges; made += each) {
    const agent = new Agent({ keepAlive: true, rejectUnauthorized: false, secureContext, maxCachedSessions: 0 });
    for (let count = 0; count < each; count += 1) await ask(port, agent);
    agent.destroy();
  }
  server.closeAllConnections();
  server.close();
}

function ask(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/v1/ping', agent }, (answer) => {
      answer.on('end', resolve).on('error', reject).resume();
    }).on('error', reject);
  });
}

void (isMainThread ? main() : exchange(workerData as Share));
