import assert from 'node:assert/strict';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { TestHost } from '../../test-hosts';

export interface Shown {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly html: string;
}

/** Values by names; several of one name in a list. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

const password = 'a long password';

/** Somebody at the pages of a host, without a browser: keeps cookies, and sends forms as a browser sends them. */
export class Visitor {
  readonly #connections = new Agent({ keepAlive: true, rejectUnauthorized: false });
  readonly #cookies = new Map<string, string>();

  constructor(readonly host: TestHost) {}

  /** Logs in to a host. */
  static async at(host: TestHost): Promise<Visitor> {
    const visitor = new Visitor(host);
    assert.equal((await visitor.logIn()).status, 303);
    return visitor;
  }

  logIn(more: Record<string, string> = {}): Promise<Shown> {
    return this.post('/login', { username: 'operator', password, ...more });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Shown> {
    return this.ask('GET', path, { accept: 'text/html', ...headers });
  }

  /** Sends a form; with `accept: application/json`, as the script of the pages does. */
  post(path: string, form: Form = {}, headers: Record<string, string> = {}): Promise<Shown> {
    const { origin } = new URL(this.host.agent.url);
    const type = 'application/x-www-form-urlencoded';
    const body = new URLSearchParams(pairsOf(form)).toString();
    return this.ask('POST', path, { accept: 'text/html', origin, 'content-type': type, ...headers }, body);
  }

  /** What the script of the pages is answered. */
  async act(path: string, form: Form = {}): Promise<Record<string, unknown>> {
    return JSON.parse((await this.post(path, form, { accept: 'application/json' })).html);
  }

  async ask(method: string, path: string, headers: Record<string, string>, body?: string | Buffer): Promise<Shown> {
    const answer = await this.open(method, path, headers, body);
    let html = '';
    for await (const piece of answer.setEncoding('utf8')) html += piece;
    return { status: answer.statusCode ?? 0, headers: answer.headers, html };
  }

  /** Resolves when an answer begins. */
  open(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
  ): Promise<IncomingMessage> {
    const sent = this.begin(method, path, headers);
    return new Promise((resolve, reject) => {
      sent.once('response', (answer) => {
        this.#keep(answer.headers['set-cookie'] ?? []);
        resolve(answer);
      });
      sent.once('error', reject).end(body);
    });
  }

  /** A request whose body is still to be sent. */
  begin(method: string, path: string, headers: Record<string, string>): ClientRequest {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return request(new URL(path, this.host.agent.url), {
      method,
      agent: this.#connections,
      headers: { ...headers, ...(cookie && { cookie }) },
    });
  }

  /** Has the cookies of another visitor. */
  become(other: Visitor): void {
    this.#cookies.clear();
    for (const [name, value] of other.#cookies) this.#cookies.set(name, value);
  }

  hangUp(): void {
    this.#connections.destroy();
  }

  #keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

function pairsOf(form: Form): [string, string][] {
  return Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
}
