import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Labels of a run of an earlier boot of this machine, so that it is over, or of another machine. */
export function labelsOf(run: string, started: Date, host = hostname()): Record<string, string> {
  const owner = new URLSearchParams({ pid: '1', start: '1', boot: 'an earlier one', pidNamespace: 'pid:[1]', host });
  return { 'hostlink.run': run, 'hostlink.owner': owner.toString(), 'hostlink.started': started.toISOString() };
}

/** What the engine of a test holds, by name. */
export interface Holdings {
  readonly containers?: Readonly<Record<string, Record<string, string>>>;
  readonly networks?: Readonly<Record<string, Record<string, string>>>;
  /** Refuses to remove these, in these words. */
  readonly refusals?: Readonly<Record<string, string>>;
}

/** An engine at DOCKER_HOST for the time of a test. Hands over what was removed, by kind and name. */
export async function withEngine(
  { containers = {}, networks = {}, refusals = {} }: Holdings,
  use: (removed: readonly string[]) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-'));
  const path = join(folder, 'docker.sock');
  const removed: string[] = [];
  const left = (kind: string, all: Readonly<Record<string, Record<string, string>>>) =>
    Object.entries(all).filter(([name]) => !removed.includes(`${kind}/${name}`));
  const listed = (url: string): unknown => {
    // The engine tells who uses a thing, too: nobody.
    if (url.includes('"network":[')) return [];
    if (url.startsWith('/containers/json')) {
      const of = ([name, Labels]: [string, unknown]) => ({ Id: name, Names: [`/${name}`], Labels, Mounts: [] });
      return left('containers', containers).map(of);
    }
    if (url.startsWith('/networks'))
      return left('networks', networks).map(([Name, Labels]) => ({ Id: Name, Name, Labels }));
    return { Volumes: null };
  };
  const server = createServer(({ method, url = '' }, response) => {
    response.setHeader('content-type', 'application/json');
    const path = decodeURIComponent(url);
    if (method === 'GET') return response.end(JSON.stringify(listed(path)));
    const [, kind = '', name = ''] = path.split('?')[0]?.split('/') ?? [];
    const message = refusals[name];
    if (message !== undefined) return response.writeHead(500).end(JSON.stringify({ message }));
    removed.push(`${kind}/${name}`);
    return response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const before = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST = `unix://${path}`;
  try {
    await use(removed);
  } finally {
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  }
}
