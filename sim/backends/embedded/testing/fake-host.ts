import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import type { Agent, AgentOptions } from '../../../../reference-agent';
import { testCertificate } from './certificate';

/** Port at which a fake host echoes what other hosts send it. */
export const echoPort = 7;

/** A fake host that is running, as its test gets at it. */
export interface FakeHost extends Agent {
  readonly options: AgentOptions;
}

/**
 * The least that can be a host: answers a ping over HTTPS, echoes bytes to other hosts, counts its boots on its disk, and
 * logs. Lifecycle tests use it in place of a real agent: they test the site, not an implementation.
 */
export class FakeHosts {
  /** Running or ended, the latest boot of each, by host name. */
  readonly byName = new Map<string, FakeHost>();
  /** Called at each boot before anything else; what it rejects with, the boot rejects with. */
  onBoot: (options: AgentOptions) => Promise<void> = async () => undefined;
  /** What it does on each request before it answers. */
  onRequest: (options: AgentOptions) => Promise<void> = async () => undefined;

  readonly start = async (options: AgentOptions): Promise<Agent> => {
    const name = options.hostName ?? '';
    const { network, disk } = options;
    if (network === undefined) throw new Error('A fake host needs a network.');
    await this.onBoot(options);
    const boots = Number((await disk.read('boots')) ?? 0) + 1;
    await disk.replace('boots', Buffer.from(String(boots)));
    const api = createHttpsServer(await testCertificate(), async (request, response) => {
      await this.onRequest(options);
      response.end(JSON.stringify({ name, boots, path: request.url }));
    });
    const echo = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => undefined);
      socket.pipe(socket);
    });
    const port = await network.listen(api, options.port ?? 5080);
    await network.listen(echo, echoPort);
    options.log?.(`boot ${boots}`);
    const host: FakeHost = {
      id: `edge-${options.random?.bytes(16).toString('hex')}`,
      url: `https://${network.interfaces()[0]?.address}:${port}`,
      options,
      close: async () => {
        await Promise.all([closed(api), closed(echo)]);
        options.log?.('shut down');
      },
    };
    this.byName.set(name, host);
    return host;
  };

  /** What this host was started with at its latest boot. */
  of(name: string): AgentOptions & Required<Pick<AgentOptions, 'network' | 'clock' | 'random'>> {
    const { network, clock, random } = this.byName.get(name)?.options ?? {};
    if (!network || !clock || !random) throw new Error(`No fake host "${name}" has booted.`);
    return { ...(this.byName.get(name) as FakeHost).options, network, clock, random };
  }
}

async function closed(server: Server & { closeAllConnections?: () => void }): Promise<void> {
  server.close();
  server.closeAllConnections?.();
  await once(server, 'close');
}
