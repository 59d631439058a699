import { Readable } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import type { Context as Call } from 'hono';
import { ApiTrouble, SessionLost } from './errors';
import type { LocalUiHost } from './host';

/** How the API answered something that was to be done. */
export type Done =
  | { readonly refused?: undefined; readonly message: string; readonly body: unknown }
  | { readonly refused: string; readonly status: number };

/** The API of the host as the person sees it whose request is answered. */
export class ApiClient {
  readonly #call: Call;
  readonly #host: LocalUiHost;
  readonly #cookies: string[] = [];

  constructor(host: LocalUiHost, call: Call) {
    this.#host = host;
    this.#call = call;
  }

  /** `Set-Cookie` values that the API answered with meanwhile: they are for the browser. */
  get cookies(): readonly string[] {
    return this.#cookies;
  }

  /** What a `GET` answers, or undefined where that is 404. Throws {@link SessionLost}. */
  async get<T>(path: string): Promise<T | undefined> {
    const answer = await this.#ask('GET', path, this.#call.env as HttpBindings);
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new ApiTrouble(`GET ${path}`, answer.status);
    return (await answer.json()) as T;
  }

  /** The same, of what every host has. */
  async must<T>(path: string): Promise<T> {
    const answer = await this.get<T>(path);
    if (answer === undefined) throw new ApiTrouble(`GET ${path}`, 404);
    return answer;
  }

  /** Does something, with a JSON body where one is given. Throws {@link SessionLost}. */
  async send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Done> {
    const { outgoing } = this.#call.env as HttpBindings;
    const incoming = Readable.from(body === undefined ? [] : [Buffer.from(JSON.stringify(body))]);
    return await this.#done(await this.#ask(method, path, { incoming, outgoing }));
  }

  /** Hands the browser's own request on, with whatever it sends. Throws {@link SessionLost}. */
  async forward(path: string): Promise<Done> {
    return await this.#done(await this.#ask('POST', path, this.#call.env as HttpBindings));
  }

  async #ask(method: string, path: string, env: object): Promise<Response> {
    const { req } = this.#call;
    const headers = new Headers();
    for (const name of ['cookie', 'content-type', 'content-length']) {
      const value = req.header(name);
      if (value !== undefined) headers.set(name, value);
    }
    const answer = await this.#host.askApi(path, { method, headers }, env);
    this.#cookies.push(...answer.headers.getSetCookie());
    if (answer.status === 401) throw new SessionLost();
    return answer;
  }

  async #done(answer: Response): Promise<Done> {
    const text = await answer.text();
    const body: { readonly message?: string } = text === '' ? {} : JSON.parse(text);
    const message = body.message ?? '';
    return answer.ok ? { message, body } : { refused: message, status: answer.status };
  }
}
