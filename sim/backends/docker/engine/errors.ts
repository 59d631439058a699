/** What a call to the engine can end in, from what Node.js, docker-modem and the engine throw. The environment is at fault. */
import { SiteError } from '../../../errors';

/** Which engine was asked to do what; `what` goes on after "to": `start container 3f2a`. */
export interface Asked {
  readonly engine: string;
  readonly what: string;
}

const howToStart = 'start one with "docker/engine.sh --start", or name one in DOCKER_HOST';

/** No engine answers there, or it stopped answering. */
export function engineGone({ engine, what }: Asked, why: string, cause?: unknown): SiteError {
  return new SiteError(
    'SITE_ENGINE_GONE',
    `The Docker engine at "${engine}" was asked to ${what} and does not answer (${why}); ${howToStart}.`,
    { cause },
  );
}

/** Nothing was asked: there is nobody. */
export function noEngine(lookedFor: readonly string[]): SiteError {
  return new SiteError(
    'SITE_ENGINE_GONE',
    `There is no Docker engine at ${lookedFor.map((place) => `"${place}"`).join(', ')}; ${howToStart}.`,
  );
}

/** An engine whose containers' addresses cannot be reached from here. */
export function engineElsewhere(engine: string, why: string): SiteError {
  return new SiteError(
    'SITE_ENGINE_ELSEWHERE',
    `The Docker engine at "${engine}" ${why}, and the addresses of its containers must be reachable from here; name another one in DOCKER_HOST: one that runs on this Linux machine itself, as root.`,
  );
}

export function imageMissing(image: string, { engine }: Asked, cause?: unknown): SiteError {
  return new SiteError(
    'SITE_IMAGE_MISSING',
    `The Docker engine at "${engine}" has no image "${image}"; build the images with "docker/images.sh", or pull or load it.`,
    { cause },
  );
}

export function subnetTaken(subnet: string, error: unknown): SiteError {
  return new SiteError('SITE_SUBNET_TAKEN', `The subnet "${subnet}" is taken: ${engineWords(error)}.`, {
    cause: error,
  });
}

export function refused({ engine, what }: Asked, words: string, cause?: unknown): SiteError {
  return new SiteError(
    'SITE_ENGINE_REFUSED',
    `The Docker engine at "${engine}" did not ${what}: ${words}; see to what it says, and run again.`,
    { cause },
  );
}

/** What stands for trouble with the connection rather than with what was asked. */
const connectionCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOENT',
  'ENOTSOCK',
  'EPIPE',
  'EACCES',
  'EPERM',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** The coded error of whatever a call was rejected with. */
export function engineError(error: unknown, asked: Asked): SiteError {
  if (error instanceof SiteError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && (connectionCodes.has(code) || code.startsWith('HPE_'))) {
    return engineGone(asked, code, error);
  }
  return refused(asked, engineWords(error), error);
}

/** HTTP status that the engine answered with, where it answered. */
export function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}

const longest = 500;

/** What the engine said, in one line, without what docker-modem puts before it and without a full stop. */
export function engineWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // docker-modem's own rendering of a reason that is empty.
  const said = message.replace(/^\(HTTP code \d+\) .*? - (\[object Object\])?/s, '');
  const words = said.replace(/[\s\p{Cc}]+/gu, ' ');
  const line = words.trim().replace(/\.$/, '');
  return line.length > longest ? `${line.slice(0, longest)}…` : line || 'it gave no reason';
}
