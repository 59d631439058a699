import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { engineElsewhere, noEngine } from './errors';

/** What decides where an engine is looked for. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where an engine of the whole machine listens. */
  readonly usual: readonly string[];
}

/** Where an engine listens. */
export type EngineDoor = { readonly socketPath: string } | { readonly host: string; readonly port: number };

function surroundings(): Surroundings {
  return { platform: process.platform, environment: process.env, usual: ['/var/run/docker.sock'] };
}

/**
 * Where the engine is: DOCKER_HOST, else the first of the usual sockets that exists, as a URL. Throws `SITE_ENGINE_GONE`,
 * which names all that was looked for, or `SITE_ENGINE_ELSEWHERE`.
 */
export function findEngine({ platform, environment, usual }: Surroundings = surroundings()): string {
  const named = environment.DOCKER_HOST;
  if (platform !== 'linux')
    throw engineElsewhere(named || 'the usual sockets', `runs in a virtual machine on ${platform}`);
  if (named) {
    if (environment.DOCKER_TLS_VERIFY && !named.startsWith('unix:'))
      throw engineElsewhere(named, 'is reached by TLS, as DOCKER_TLS_VERIFY says');
    return named;
  }
  const sockets = [...usual, ...userSockets(environment)];
  const found = sockets.find(isSocket);
  if (found === undefined) throw noEngine(sockets.map((path) => `unix://${path}`));
  return `unix://${found}`;
}

function userSockets({ XDG_RUNTIME_DIR, HOME }: Surroundings['environment']): readonly string[] {
  const sockets: string[] = [];
  if (XDG_RUNTIME_DIR) sockets.push(join(XDG_RUNTIME_DIR, 'docker.sock'));
  if (HOME) sockets.push(join(HOME, '.docker/run/docker.sock'));
  return sockets;
}

function isSocket(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isSocket() ?? false;
}

/** How to connect to this address. Throws `SITE_ENGINE_ELSEWHERE` for one that is not on this machine. */
export function doorOf(address: string): EngineDoor {
  if (address.startsWith('unix://')) return { socketPath: address.slice('unix://'.length) };
  const url = URL.parse(address);
  if (url?.protocol !== 'tcp:') throw engineElsewhere(address, 'is neither at unix:// nor at tcp://');
  if (!isLoopback(url.hostname)) throw engineElsewhere(address, 'runs on another machine');
  return { host: url.hostname, port: url.port === '' ? 2375 : Number(url.port) };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.'));
}
