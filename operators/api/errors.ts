/** What can go wrong with an API operator. Each is one sentence: what was found, where, and what to do. */
import { AccessFault } from '../faults';
import { HostFault } from '../operator';
import type { TransportFault } from './transport-fault';

/** Which request of which host a message is about: `POST /v1/… of host "alpha"`. */
export interface Place {
  readonly host: string;
  readonly operation: string;
  readonly origin: string;
}

const at = ({ host, operation }: Place): string => `${operation} of host ${JSON.stringify(host)}`;

export function noUsableAnswer(place: Place, fault: TransportFault): Error {
  const message = `${at(place)} at ${place.origin} met: ${fault.what}; ${fault.advice}.`;
  if (fault.attribution === 'environment') return new AccessFault(message, { cause: fault });
  return new HostFault(fault.code, message, { cause: fault });
}

export function redirected(place: Place, status: number, location: string): HostFault {
  const message = `${at(place)} answered ${status} with Location ${JSON.stringify(location)}; redirects are not followed, so let the host answer under its published path.`;
  return new HostFault('HOST_REDIRECT', message);
}

export function badStatus(place: Place, status: number, reason: string, expected: string): HostFault {
  const message = `${at(place)} answered ${status} (${JSON.stringify(reason)}) where ${expected} was expected; see that host's log.`;
  return new HostFault('HOST_STATUS', message);
}

export function notJson(place: Place, text: string, cause: unknown): HostFault {
  const message = `${at(place)} answered ${JSON.stringify(text)} where JSON was expected; compare it with the published API.`;
  return new HostFault('HOST_NOT_JSON', message, { cause });
}

export function badBody(place: Place, path: string, seen: string, expected: string): HostFault {
  const message = `${at(place)} answered ${path} ${seen} where ${expected} was expected; compare it with the published API.`;
  return new HostFault('HOST_BODY', message);
}

export function loginRefused(place: Place, username: string, status: number, reason: string): HostFault {
  const message = `${at(place)} refused to log in ${JSON.stringify(username)} with ${status} (${JSON.stringify(reason)}); see whether the host knows this user and password.`;
  return new HostFault('HOST_LOGIN', message);
}
