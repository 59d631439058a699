/** Requests as a logged-in user: logs in when first needed, and once more when the session expired. */
import type { z } from 'zod';
import { AccessFault } from '../faults';
import { type HostAccess, HostFault, type OperatorOptions, type Outcome } from '../operator';
import { pathOf, quote, valueAt } from '../quote';
import { Redactor } from '../redaction';
import * as answers from './answers/login';
import { type Answer, type Call, Caller } from './caller';
import { badBody, badStatus, loginRefused, notJson } from './errors';
import { type Operation, operations } from './operations';
import { type Answered, Session } from './session';

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

const toldLength = 500;

function isEmpty({ body }: Answer): boolean {
  if ('notJson' in body) return body.notJson.trim() === '';
  return body.json === null || (typeof body.json === 'object' && Object.keys(body.json).length === 0);
}

/** A 4xx is a refusal; everything else that gets here is a success. */
export function outcomeOf(answer: Answer): Answered<Answer> {
  if (isSuccess(answer)) return { accepted: true, value: answer };
  return { accepted: false, status: answer.status, reason: answer.reason };
}

/** An outcome of which only its kind matters. */
export const done = (outcome: Outcome<unknown>): Outcome =>
  outcome.accepted ? { accepted: true, value: undefined } : outcome;

export class ApiAccess {
  readonly redactor = new Redactor();
  readonly #caller: Caller;
  readonly #session = new Session(() => this.#logIn(this.host.credentials));

  constructor(
    private readonly host: HostAccess,
    milliseconds: number,
    options: OperatorOptions,
  ) {
    this.#caller = new Caller(host, milliseconds, options, this.redactor);
    this.redactor.learn('password', host.credentials.password);
  }

  /** As it is: without a login, or with the session given. */
  send(call: Call): Promise<Answer> {
    return this.#caller.send(call);
  }

  /** As a logged-in user. A refused login refuses the action. */
  async act(call: Call): Promise<Answered<Answer>> {
    const sent = await this.#sendLoggedIn(call);
    return sent.accepted ? outcomeOf(sent.value) : sent;
  }

  /** As a logged-in user who only looks: a refused login is a fault, any answer comes back. */
  async fetch(call: Call): Promise<Answer> {
    const sent = await this.#sendLoggedIn(call);
    return sent.accepted ? sent.value : this.#failLogin(sent);
  }

  /** What a successful look yields; anything less is a fault. */
  async read<T>(operation: Operation, needed: z.ZodType<T>): Promise<T> {
    return this.parse(this.successful(await this.fetch({ operation })), needed);
  }

  /** The same where there may be nothing to see: both a 404 and an empty answer are undefined. */
  async find<T>(operation: Operation, needed: z.ZodType<T>, query: Pick<Call, 'query'> = {}): Promise<T | undefined> {
    const answer = await this.fetch({ operation, ...query });
    if (answer.status === 404 || isEmpty(this.successful(answer))) return undefined;
    return this.parse(answer, needed);
  }

  /** As a logged-in user: begins an upload that is broken off. */
  async breakOff(call: Call): Promise<void> {
    await this.#caller.breakOff({ ...call, session: await this.session() });
  }

  /** What a host tells in its own words, without secrets. */
  told(text: string): string {
    return this.redactor.text(text, toldLength);
  }

  successful(answer: Answer): Answer {
    if (isSuccess(answer)) return answer;
    throw badStatus(answer.place, answer.status, answer.reason, 'a success');
  }

  /** What an operator needs of an answer, or a fault that names the offending value. */
  parse<T>({ operation, place, body }: Answer, needed: z.ZodType<T>): T {
    const show = (text: string): string => this.redactor.text(text, 80, operation.handsOutSecrets);
    if ('notJson' in body) throw notJson(place, show(body.notJson), body.cause);
    const { success, data, error } = needed.safeParse(body.json);
    if (success) return data;
    const { path, message } = error.issues[0] as z.core.$ZodIssue;
    const seen = show(quote(valueAt(body.json, path)));
    throw badBody(place, pathOf(path), seen, message);
  }

  async logIn(credentials: HostAccess['credentials']): Promise<Outcome> {
    const outcome = await this.#logIn(credentials);
    if (!outcome.accepted) return outcome;
    this.#session.set(outcome.value);
    return { accepted: true, value: undefined };
  }

  async logOut(): Promise<Outcome> {
    const login = await this.#session.obtain();
    if (!login.accepted) return login;
    const outcome = outcomeOf(await this.send({ operation: operations.logOut, session: login.value }));
    if (!outcome.accepted && outcome.status !== 401) return outcome;
    this.#session.drop(login.value);
    return outcome.accepted ? { accepted: true, value: undefined } : outcome;
  }

  async session(): Promise<string> {
    const login = await this.#session.obtain();
    return login.accepted ? login.value : this.#failLogin(login);
  }

  /** Whether any answer comes, whatever it says. */
  async answers(operation: Operation): Promise<boolean> {
    try {
      await this.send({ operation, session: this.#session.text });
      return true;
    } catch (error) {
      if (error instanceof HostFault) return error.code === 'HOST_STATUS' || error.code === 'HOST_REDIRECT';
      if (error instanceof AccessFault) return false;
      throw error;
    }
  }

  close(): void {
    this.#caller.close();
  }

  async #sendLoggedIn(call: Call): Promise<Answered<Answer>> {
    const hadSession = this.#session.text !== undefined;
    const login = await this.#session.obtain();
    if (!login.accepted) return login;
    const answer = await this.send({ ...call, session: login.value });
    // A session just given that is refused at once has not expired: logging in again would change nothing.
    if (answer.status !== 401 || !hadSession) return { accepted: true, value: answer };
    this.#session.drop(login.value);
    const again = await this.#session.obtain();
    if (!again.accepted) return again;
    return { accepted: true, value: await this.send({ ...call, session: again.value }) };
  }

  async #logIn({ username, password }: HostAccess['credentials']): Promise<Answered<string>> {
    this.redactor.learn('password', password);
    const answer = await this.send({ operation: operations.logIn, body: { username, password } });
    const outcome = outcomeOf(answer);
    if (!outcome.accepted) return outcome;
    const session = this.parse(answer, answers.login);
    this.redactor.learn('session', session);
    return { accepted: true, value: session };
  }

  #failLogin({ status, reason }: { readonly status: number; readonly reason: string }): never {
    const place = {
      host: this.host.name,
      operation: `${operations.logIn.method} ${operations.logIn.path}`,
      origin: this.host.endpoint,
    };
    throw loginRefused(place, this.host.credentials.username, status, reason);
  }
}
