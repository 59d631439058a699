/** Sends one operation to one host, records it, and answers what came; what is no answer at all is a fault. */
import { performance } from 'node:perf_hooks';
import { OperatorClosed } from '../faults';
import type { Exchange, HostAccess, OperatorOptions } from '../operator';
import { quote } from '../quote';
import type { Redactor } from '../redaction';
import { badStatus, noUsableAnswer, type Place, redirected } from './errors';
import { type Body, findingsOf } from './findings';
import { type HttpAnswer, HttpClient, type HttpRequest } from './http';
import type { StreamedBody } from './multipart';
import type { Operation } from './operations';
import { StaleConnection, TransportFault } from './transport-fault';

/** An operation with what it is asked with. */
export interface Call {
  readonly operation: Operation;
  /** Fills `{name}` in the path. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of a body. Recorded with its name and size only. */
  readonly upload?: StreamedBody;
  /** Without one the request carries no login. */
  readonly session?: string | undefined;
}

/** A complete answer of the 2xx or 4xx kind. */
export interface Answer {
  readonly operation: Operation;
  readonly place: Place;
  readonly status: number;
  readonly body: Body;
  /** What the host says of itself, for a refusal; without secrets. */
  readonly reason: string;
}

type Ending = Pick<Exchange, 'status' | 'fault' | 'findings' | 'newConnection'>;

interface Prepared {
  readonly sent: HttpRequest;
  readonly place: Place;
  readonly record: (end: Ending, text: string | undefined) => void;
}

const recordedLength = 2048;
const reasonLength = 200;

export class Caller {
  readonly #http: HttpClient;

  constructor(
    private readonly host: HostAccess,
    /** For one request until its answer is complete, of the machine's clock. */
    private readonly milliseconds: number,
    private readonly options: OperatorOptions,
    private readonly redactor: Redactor,
  ) {
    this.#http = new HttpClient(options.signal);
  }

  /** Rejects with a coded error for no answer, a 5xx, a redirect; with the signal's reason once that fired. */
  async send(call: Call): Promise<Answer> {
    const deadline = performance.now() + this.milliseconds;
    if (!call.operation.repeatable) return this.#attempt(call, this.milliseconds, true);
    try {
      return await this.#attempt(call, this.milliseconds, false);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      return this.#attempt(call, Math.max(1, Math.round(deadline - performance.now())), true);
    }
  }

  /** Sends the upload as far as it goes and breaks it off. Rejects where the host was not reached. */
  async breakOff(call: Call): Promise<void> {
    const { sent, record, place } = this.#prepare(call, this.milliseconds, true);
    try {
      await this.#http.breakOff(sent);
    } catch (error) {
      throw recorded(record, place, error);
    }
    record({ status: undefined, fault: 'broken off by the harness', findings: [], newConnection: true }, undefined);
  }

  close(): void {
    this.#http.close(new OperatorClosed(this.host.name));
  }

  async #attempt(call: Call, milliseconds: number, freshConnection: boolean): Promise<Answer> {
    const { operation } = call;
    const { sent, record, place } = this.#prepare(call, milliseconds, freshConnection);
    let answer: HttpAnswer;
    try {
      answer = await this.#http.send(sent);
    } catch (error) {
      throw recorded(record, place, error);
    }
    const { status, text, newConnection } = answer;
    const parsed = parse(text);
    const findings = findingsOf(this.host.name, operation, status, parsed, this.redactor);
    record({ status, fault: undefined, findings, newConnection }, text);
    return this.#usable(
      { operation, place, status, body: parsed, reason: this.#reason(answer, parsed, operation) },
      answer,
    );
  }

  #prepare(call: Call, milliseconds: number, freshConnection: boolean): Prepared {
    const { operation, upload } = call;
    const { method } = operation;
    const origin = this.host.endpoint;
    const path = pathOf(call);
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const requestBody = upload?.summary ?? body;
    const startedAt = Date.now();
    const start = performance.now();
    return {
      place: { host: this.host.name, operation: `${method} ${path}`, origin },
      sent: {
        origin,
        method,
        path,
        headers: headersOf(call, body),
        body: upload?.pieces() ?? body,
        milliseconds,
        freshConnection,
      },
      record: (end, text) =>
        this.options.record({
          host: this.host.name,
          startedAt,
          milliseconds: Math.round((performance.now() - start) * 100) / 100,
          method,
          path,
          requestBody: requestBody && this.redactor.text(requestBody, recordedLength),
          responseBody:
            text === undefined ? undefined : this.redactor.text(text, recordedLength, operation.handsOutSecrets),
          ...end,
        }),
    };
  }

  #usable(answer: Answer, { headers }: HttpAnswer): Answer {
    const { place, status, reason } = answer;
    if ((status >= 200 && status < 300) || (status >= 400 && status < 500)) return answer;
    if (status >= 300 && status < 400 && headers.location !== undefined) {
      throw redirected(place, status, this.redactor.text(headers.location, reasonLength));
    }
    throw badStatus(place, status, reason, 'a success or a refusal');
  }

  #reason({ status, text }: HttpAnswer, body: Body, { handsOutSecrets }: Operation): string {
    const said = 'json' in body ? messageOf(body.json) : text.trim();
    return this.redactor.text(said, reasonLength, handsOutSecrets) || `status ${status}`;
  }
}

/** Records why no usable answer came, and makes an error of it that names the request. */
function recorded(record: Prepared['record'], place: Place, error: unknown): unknown {
  const { partial } = error instanceof TransportFault ? error : {};
  const newConnection = !(error instanceof StaleConnection);
  record({ status: partial?.status, fault: faultText(error), findings: [], newConnection }, partial?.text);
  return error instanceof TransportFault ? noUsableAnswer(place, error) : error;
}

function pathOf({ operation, parameters = {}, query }: Call): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
  return query ? `${path}?${new URLSearchParams(query)}` : path;
}

function headersOf({ session, upload }: Call, body: string | undefined): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(upload ? { 'content-type': upload.contentType, 'content-length': String(upload.length) } : {}),
    ...(session === undefined ? {} : { authorization: session }),
  };
}

function parse(text: string): Body {
  try {
    return { json: JSON.parse(text) };
  } catch (cause) {
    return { notJson: text, cause };
  }
}

/** Errors are published as an object with a message, and as a bare string. */
function messageOf(json: unknown): string {
  if (typeof json === 'string') return json;
  const message: unknown = (json as { message?: unknown } | null)?.message;
  return typeof message === 'string' && message.trim() !== '' ? message : quote(json);
}

function faultText(error: unknown): string {
  return error instanceof TransportFault || error instanceof StaleConnection ? error.what : 'given up by the harness';
}
