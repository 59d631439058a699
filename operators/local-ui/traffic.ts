/** The requests of one page: which are under way, which failed, and all of them for the record. */
import type { Page, Request, Response } from 'playwright-core';
import type { Exchange, OperatorOptions } from '../operator';
import type { Redactor } from '../redaction';
import { badStatus, noAnswer, requestFailed, type Where } from './errors';

/** A moment between two requests. */
export type Mark = number;

interface Seen {
  readonly number: number;
  readonly request: Request;
  /** `POST /links/token` */
  readonly name: string;
  readonly startedAt: number;
  readonly began: number;
  status?: number;
  /** As Chromium says it. */
  failure?: string;
  isOver: boolean;
}

/** Of a stream nobody awaits the end; what is `other` than all that pages ask for is the browser's own, as a favicon. */
const unawaited = ['eventsource', 'websocket', 'ping', 'other'];
/** What belongs to the look of a page is none of a bug report, as long as it comes. */
const looks = ['stylesheet', 'script', 'image', 'font', 'media', 'manifest'];
const recordedLength = 2048;

export class Traffic {
  readonly #underWay = new Map<Request, Seen>();
  /** Those of the turn that is under way. */
  #seen: Seen[] = [];
  #count = 0;
  #changed: (() => void)[] = [];

  constructor(
    private readonly host: string,
    private readonly seconds: number,
    private readonly options: OperatorOptions,
    private readonly redactor: Redactor,
  ) {}

  /** Sees what this page asks for, until it is unwatched. */
  watch(page: Page): void {
    page.on('request', this.#began).on('response', this.#answered);
    page.on('requestfinished', this.#ended).on('requestfailed', this.#ended);
  }

  unwatch(page: Page): void {
    page.off('request', this.#began).off('response', this.#answered);
    page.off('requestfinished', this.#ended).off('requestfailed', this.#ended);
  }

  readonly #began = (request: Request): void => {
    if (unawaited.includes(request.resourceType())) return;
    this.#count += 1;
    const seen: Seen = {
      number: this.#count,
      request,
      name: `${request.method()} ${pathOf(request.url())}`,
      startedAt: Date.now(),
      began: performance.now(),
      isOver: false,
    };
    this.#underWay.set(request, seen);
    this.#seen.push(seen);
    this.#tell();
  };

  readonly #answered = (response: Response): void => {
    const seen = this.#underWay.get(response.request());
    if (seen !== undefined) seen.status = response.status();
  };

  readonly #ended = (request: Request): void => this.#end(request, request.failure()?.errorText);

  #end(request: Request, failure: string | undefined): void {
    const seen = this.#underWay.get(request);
    if (seen === undefined) return;
    this.#underWay.delete(request);
    seen.isOver = true;
    // What the page itself gave up says nothing of the host.
    if (failure !== undefined && !failure.includes('ERR_ABORTED')) seen.failure = failure;
    this.#record(seen, failure);
    this.#tell();
  }

  /** From now on. */
  mark(): Mark {
    return this.#count;
  }

  /** Nobody asks any more for what is over. */
  forget(): void {
    this.#seen = this.#seen.filter(({ isOver }) => !isOver);
  }

  /** Whether a request began since then. */
  hasBegun(since: Mark): boolean {
    return this.#count > since;
  }

  get isQuiet(): boolean {
    return this.#underWay.size === 0;
  }

  /** Milliseconds for which the oldest request has been waiting. */
  get oldest(): number {
    const [first] = this.#underWay.values();
    return first === undefined ? 0 : performance.now() - first.began;
  }

  /** Resolves to whether a request began since then, within so many milliseconds. */
  async begins(since: Mark, milliseconds: number): Promise<boolean> {
    const ends = performance.now() + milliseconds;
    while (!this.hasBegun(since) && (await this.#change(ends - performance.now())));
    return this.hasBegun(since);
  }

  /** Resolves once no request is under way; rejects where one gets no answer in time. */
  async quiet(where: Where): Promise<void> {
    for (;;) {
      const [oldest] = this.#underWay.values();
      if (oldest === undefined) return;
      const left = oldest.began + this.seconds * 1000 - performance.now();
      if (left <= 0) throw noAnswer(where, oldest.name, this.seconds);
      await this.#change(left);
    }
  }

  /** Throws the fault of the first request since then that got no answer, or one of the 5xx kind. */
  throwFaults(where: Where, since: Mark): void {
    for (const seen of this.#since(since)) {
      if (seen.failure !== undefined) throw requestFailed(where, seen.name, seen.failure);
      if (seen.status !== undefined && seen.status >= 500) throw badStatus(where, seen.name, seen.status);
    }
  }

  /** The answer to the first thing that the page sent to be done since then, rather than asked for. */
  statusOfAct(since: Mark): number | undefined {
    return this.#since(since).find(({ request }) => request.method() !== 'GET')?.status;
  }

  #since(mark: Mark): readonly Seen[] {
    return this.#seen.filter(({ number }) => number > mark);
  }

  /** Forgets what a closed page had under way. */
  drop(): void {
    for (const request of [...this.#underWay.keys()]) this.#end(request, 'net::ERR_ABORTED');
  }

  #record(seen: Seen, failure: string | undefined): void {
    const { request, startedAt } = seen;
    if (looks.includes(request.resourceType()) && failure === undefined && (seen.status ?? 0) < 400) return;
    const exchange: Exchange = {
      host: this.host,
      startedAt,
      milliseconds: Math.round((performance.now() - seen.began) * 100) / 100,
      method: request.method(),
      path: this.redactor.text(pathOf(request.url()), recordedLength),
      requestBody: this.#body(request),
      newConnection: request.timing().connectStart >= 0,
      status: seen.status,
      responseBody: undefined,
      fault: failure,
      findings: [],
    };
    this.options.record(exchange);
  }

  /** Of a form, its fields; of anything else only what it is. */
  #body(request: Request): string | undefined {
    const type = request.headers()['content-type'] ?? '';
    if (request.method() === 'GET' || type === '') return undefined;
    if (!/^application\/(json|x-www-form-urlencoded)/.test(type)) return `<${type.split(';')[0]}>`;
    const data = request.postData() ?? '';
    const text = type.includes('json') ? data : JSON.stringify(Object.fromEntries(new URLSearchParams(data)));
    return this.redactor.text(text, recordedLength);
  }

  #tell(): void {
    const waiting = this.#changed;
    this.#changed = [];
    for (const resolve of waiting) resolve();
  }

  /** Resolves to true at the next change, to false when that time is over. */
  #change(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, milliseconds), false);
      this.#changed.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
