/** Hosts on loopback addresses of their own, for the tests of this folder. */
import assert from 'node:assert/strict';
import { Agent as HttpsAgent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Agent, type AgentOptions, type Clock, memoryDisk, startAgent, systemClock, systemNetwork } from '.';

const password = 'a long password';
// Began a window of one-time passwords when this file was loaded, so that none ends in the middle of a test.
const shift = Date.now() % 120_000;
const clock: Clock = { now: () => Date.now() - shift, after: systemClock.after };

const linkable = 'stylus:\n  managementMode: local\n  enableMultiNode: true\n';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly body: any;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** A host under test and a client of its API. */
export class TestHost {
  readonly #client = new HttpsAgent({ keepAlive: true, rejectUnauthorized: false });
  #session = '';

  private constructor(
    readonly agent: Agent,
    readonly options: AgentOptions,
    readonly logs: readonly string[],
  ) {}

  /** Boots a host with user data that allows linking, on a loopback address nobody else uses. */
  static async boot(change: Partial<AgentOptions> = {}): Promise<TestHost> {
    const logs: string[] = [];
    const options: AgentOptions = {
      userData: linkable,
      disk: memoryDisk(),
      clock,
      network: systemNetwork({ address: freeAddress() }),
      users: [{ username: 'operator', password }],
      passwordCost: 4,
      port: 0,
      rebootSeconds: 0.05,
      log: (line) => logs.push(line),
      ...change,
    };
    return new TestHost(await startAgent(options), options, logs);
  }

  get id(): string {
    return this.agent.id;
  }

  /** Sends a request without a login. */
  async raw(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const url = new URL(path, this.agent.url);
    const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    return await new Promise((resolve, reject) => {
      const sent = request(url, { method, agent: this.#client, headers }, (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          answer += chunk;
        });
        response.on('end', () => {
          const parsed = answer === '' ? undefined : JSON.parse(answer);
          resolve({ status: response.statusCode ?? 0, body: parsed, headers: response.headers });
        });
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : text);
    });
  }

  /** Sends a request, logging in first where that is needed. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    if (this.#session === '') {
      const login = await this.raw('POST', '/v1/users/default/login', { username: 'operator', password });
      assert.equal(login.status, 200);
      this.#session = login.body.Token.Authorization;
    }
    return await this.raw(method, path, body, { ...headers, authorization: this.#session });
  }

  async token(): Promise<string> {
    return (await this.call('POST', `${current}/link/generate-token`)).body.token;
  }

  async link(token: string): Promise<Answer> {
    return await this.call('POST', `${current}/link`, { token });
  }

  /** Ids of the hosts it says it is linked with. */
  async peers(): Promise<string[]> {
    const { body } = await this.call('GET', `${current}/link/status`);
    return (body.peers ?? []).map((peer: { id: string }) => peer.id).sort();
  }

  /** Gives up this client's connections, and leaves the host alone. */
  hangUp(): void {
    this.#client.destroy();
  }

  async close(): Promise<void> {
    this.hangUp();
    await this.agent.close();
  }
}

/** Root of most operations. */
export const current = '/v1/edge-mgmt/edgehosts/current';

let next = Math.floor(Math.random() * 0x3f_ffff);

/** A loopback address that nobody else uses. */
export function freeAddress(): string {
  next += 1;
  return `127.${64 + ((next >> 16) & 0x3f)}.${(next >> 8) & 0xff}.${1 + (next % 254)}`;
}

/** Tries until the check holds; gives up with its last error. */
export async function eventually<T>(check: () => Promise<T> | T): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(5);
    }
  }
}
