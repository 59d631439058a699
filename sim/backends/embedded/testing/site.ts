import { once } from 'node:events';
import { Agent, request } from 'node:https';
import type { TestContext } from 'node:test';
import type { Target } from '../../../../target';
import { assembleSite } from '../../../create-site';
import type { Host, HostSpec } from '../../../host';
import type { Site, SiteOptions } from '../../../site';
import { type EmbeddedParts, embeddedBackend } from '..';
import { FakeHosts } from './fake-host';

const target: Target = {
  name: 'fake host',
  version: '1',
  claims: {
    profiles: ['core'],
    dialects: ['local'],
    deploymentModes: ['agent'],
    operatingSystems: [{ family: 'ubuntu', version: '22.04' }],
  },
  credentials: { username: 'kairos', password: 'kairos' },
  budgets: {
    ...{ boot: 60, request: 20, link: 60, spread: 60, content: 60, cluster: 60, removal: 60, reset: 60, health: 60 },
    hold: 5,
  },
  operations: {},
  labels: {
    ...{ leader: 'leader', follower: 'follower', ready: 'Ready', inUse: 'In-Use', synced: 'Synced' },
    running: ['Running'],
  },
  clock: 'virtual',
};

/** A host that asks for nothing in particular. */
export function specOf(name: string, network?: string): HostSpec {
  return {
    name,
    ...(network !== undefined && { network }),
    deploymentMode: 'agent',
    operatingSystem: { family: 'ubuntu', version: '22.04' },
    userData: 'stylus:\n  managementMode: local\n  enableMultiNode: true\n',
    credentials: target.credentials,
  };
}

/** Adds hosts of these names and resolves to as many. */
export async function addNamed<const N extends readonly string[]>(
  site: Site,
  ...names: N
): Promise<{ [At in keyof N]: Host }> {
  return (await site.addHosts(...names.map((name) => specOf(name)))) as { [At in keyof N]: Host };
}

/** A site of fake hosts, closed when the test ends. */
export function fakeSite(
  test: TestContext,
  options: Partial<SiteOptions> & { parts?: Partial<EmbeddedParts>; clock?: Target['clock'] } = {},
): { site: Site; fakes: FakeHosts } {
  const { parts, clock = 'virtual', ...rest } = options;
  const fakes = new FakeHosts();
  const backend = embeddedBackend(
    { seed: 1, ...rest, target: { ...target, clock } },
    { startHost: fakes.start, patience: 50, ...parts },
  );
  const site = assembleSite(backend);
  test.after(() => site.close());
  return { site, fakes };
}

/** The harness's side: asks a host over HTTPS and resolves to the body of its answer. */
export function ask(endpoint: string, agent?: Agent, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${endpoint}/v1/ping`,
      { rejectUnauthorized: false, agent: agent ?? false, ...(signal && { signal }) },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part) => {
          body += part;
        });
        answer.on('end', () => resolve(body));
        answer.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** A keep-alive connection to a host, with one exchange behind it. */
export async function keptAlive(test: TestContext, endpoint: string): Promise<Agent> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  test.after(() => agent.destroy());
  await ask(endpoint, agent);
  return agent;
}

/** Collects what arrives and resolves once there are so many bytes. */
export async function received(stream: NodeJS.ReadableStream, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let have = 0;
  while (have < bytes) {
    const part = stream.read() as Buffer | null;
    if (part === null) await once(stream, 'readable');
    else {
      parts.push(part);
      have += part.length;
    }
  }
  return Buffer.concat(parts);
}
