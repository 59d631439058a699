/** What can go wrong with pages. Each is one sentence: what was found, where, and what to do. */
import { stripVTControlCharacters } from 'node:util';
import { AccessFault } from '../faults';
import { HostFault } from '../operator';

/** Where the operator is: `The page "Content" of host "alpha"`. */
export interface Where {
  readonly host: string;
  readonly origin: string;
  /** What it looks at, or does. */
  readonly page: string;
}

const quoted = (text: string): string => JSON.stringify(text);
const at = ({ host, page }: Where): string => `The page ${quoted(page)} of host ${quoted(host)}`;

/** There is no browser to look at pages with, or none that starts. The machine's fault. */
export class BrowserMissing extends Error {
  readonly code = 'BROWSER_MISSING';
  readonly attribution = 'environment' as const;
}

/** The browser itself ended, or cannot go on. The machine's fault. */
export class BrowserFault extends Error {
  readonly code = 'BROWSER_FAILED';
  readonly attribution = 'environment' as const;
}

export function noBrowser(tried: string): BrowserMissing {
  return new BrowserMissing(
    `There is no browser for the Local UI: ${tried}; install Chromium, or name one in HOSTLINK_CHROMIUM.`,
  );
}

export function browserDidNotStart(executable: string, why: string, cause: unknown): BrowserFault {
  const message = `The browser ${quoted(executable)} did not start (${why}); see whether it runs by hand, or name another one in HOSTLINK_CHROMIUM.`;
  return new BrowserFault(message, { cause });
}

export function browserEnded(cause: unknown): BrowserFault {
  return new BrowserFault(
    'The browser ended while it was needed; see whether this machine has enough memory and disk left.',
    { cause },
  );
}

/**
 * The browser gave up a request because a network of this machine came or went, as happens beside containers that begin or
 * end. Over HTTP/1.1 it does so only before it has sent anything.
 */
export class NetworkChanged extends AccessFault {}

interface NetworkFault {
  readonly code: string;
  readonly what: string;
  readonly advice: string;
}

const ofHost = (code: string, what: string, advice: string): NetworkFault => ({ code, what, advice });
const unreachable = (what: string) =>
  ofHost('HOST_UNREACHABLE', what, 'see whether the host is on and its Local UI listens');
const reset = (what: string) => ofHost('HOST_RESET', what, 'see whether the host crashed');
const tls = (what: string) => ofHost('HOST_TLS', what, 'see whether HTTPS is served there');
const truncated = (what: string) => ofHost('HOST_TRUNCATED', what, 'see whether the host crashed while it answered');

/** Chromium's names for what happens to a request, as far as the host is to blame. */
const faults: readonly (readonly [RegExp, NetworkFault])[] = [
  [/ERR_CONNECTION_REFUSED/, unreachable('connection refused')],
  [/ERR_ADDRESS_UNREACHABLE/, unreachable('host unreachable')],
  [/ERR_(CONNECTION_)?TIMED_OUT/, unreachable('connection timed out')],
  [
    /ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/,
    reset('connection closed without an answer'),
  ],
  [/ERR_(SSL|CERT|TLS)_?/, tls('TLS handshake failed')],
  [
    /ERR_(INVALID_HTTP_RESPONSE|RESPONSE_HEADERS|INVALID_CHUNKED)/,
    ofHost('HOST_NOT_HTTP', 'an answer that is not HTTP', 'see what listens there'),
  ],
  [/ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING|HTTP2_PROTOCOL_ERROR)/, truncated('body broken off')],
  [/ERR_TOO_MANY_REDIRECTS/, ofHost('HOST_REDIRECT', 'redirects without end', 'see where its pages lead')],
];

/** Makes an error of what Chromium says of a request that got no usable answer. */
export function requestFailed(where: Where, request: string, said: string): Error {
  const name = /net::(\w+)/.exec(said)?.[1] ?? said;
  const [, fault] = faults.find(([pattern]) => pattern.test(name)) ?? [];
  const place = `${request} of host ${quoted(where.host)} at ${where.origin}`;
  if (name === 'ERR_NETWORK_CHANGED') {
    const message = `${place} met: a network of this machine that came or went meanwhile (${name}); run it again where networks stay as they are.`;
    return new NetworkChanged(message);
  }
  if (fault === undefined) {
    const message = `${place} met: no connection (${name}); see whether this machine can open connections to that address.`;
    return new AccessFault(message);
  }
  return new HostFault(fault.code, `${place} met: ${fault.what} (${name}); ${fault.advice}.`);
}

export function noAnswer(where: Where, request: string, seconds: number): HostFault {
  const message = `${request} of host ${quoted(where.host)} at ${where.origin} met: no answer within ${seconds} s; see what the host is busy with, or raise the request budget of the target.`;
  return new HostFault('HOST_NO_ANSWER', message);
}

export function badStatus(where: Where, request: string, status: number): HostFault {
  const message = `${request} of host ${quoted(where.host)} answered ${status} to a page of its Local UI; see that host's log.`;
  return new HostFault('HOST_STATUS', message);
}

export function pageHangs(where: Where, seconds: number): HostFault {
  const message = `${at(where)} was still busy after ${seconds} s, with no request under way; see what its script does.`;
  return new HostFault('HOST_PAGE_HANGS', message);
}

export function pageCrashed(where: Where, cause: unknown): HostFault {
  return new HostFault('HOST_PAGE_CRASHED', `${at(where)} crashed the browser's tab; see what its script does.`, {
    cause,
  });
}

/** @param expected what the documentation has there: `a link "Content" in the Main Menu` */
export function notShown(where: Where, expected: string, seen: string): HostFault {
  const message = `${at(where)} shows no ${expected}, but ${seen || 'nothing that has a name'}; where its words differ from the documentation's, name them in the target's localUi.labels.`;
  return new HostFault('HOST_PAGE', message);
}

/** @param value as it is shown */
export function unreadable(where: Where, what: string, value: string, expected: string): HostFault {
  const message = `${at(where)} shows ${what} as ${quoted(value)} where ${expected} was expected; compare it with the documentation.`;
  return new HostFault('HOST_PAGE', message);
}

/** @param done what was done last: `Confirm` */
export function silent(where: Where, done: string): HostFault {
  const message = `${at(where)} still shows the dialog after ${quoted(done)} and does not say why; see that host's log.`;
  return new HostFault('HOST_PAGE', message);
}

export function loginRefused(where: Where, username: string, reason: string): HostFault {
  const message = `The login page of host ${quoted(where.host)} at ${where.origin} refused to log in ${quoted(username)} (${quoted(reason)}); see whether the host knows this user and password.`;
  return new HostFault('HOST_LOGIN', message);
}

/**
 * Makes a fault of what playwright throws, where it is one.
 *
 * @param seconds for which something was waited for
 */
export function faultOf(error: unknown, where: Where, seconds: number, hasCrashed: boolean): unknown {
  if (error instanceof HostFault) return error;
  if (hasCrashed || /crashed/i.test(String(error))) return pageCrashed(where, error);
  if (/browser has been closed|browser.* disconnected/i.test(String(error))) return browserEnded(error);
  if (!(error instanceof Error && error.name === 'TimeoutError')) return error;
  // It waited in vain for something that could be clicked or filled in.
  const [, wanted = 'what is to be used'] = /waiting for (.*)/.exec(stripVTControlCharacters(error.message)) ?? [];
  return notShown(where, wanted, `nothing that can be used within ${seconds} s`);
}
