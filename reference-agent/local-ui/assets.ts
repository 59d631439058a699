import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Hono } from 'hono/quick';

const folder = join(__dirname, 'assets');
const names = [
  'favicon.svg',
  'local-ui.css',
  'local-ui.mjs',
  'address.mjs',
  'copy.mjs',
  'countdown.mjs',
  'forms.mjs',
  'links.mjs',
  'live.mjs',
  'menus.mjs',
  'reveal.mjs',
  'show.mjs',
  'tabs.mjs',
  'words.mjs',
] as const;
const types = { '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.svg': 'image/svg+xml' };

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly packed: Buffer;
}

interface Assets {
  readonly version: string;
  readonly files: ReadonlyMap<string, Asset>;
}

let loaded: Assets | undefined;

/** What browsers load beside pages, of all hosts of this process. Read when it is asked for first. */
function assets(): Assets {
  loaded ??= load();
  return loaded;
}

/** The address of an asset. It changes with any of them, so that browsers may keep it for good. */
export function assetUrl(name: (typeof names)[number]): string {
  return `/assets/${assets().version}/${name}`;
}

/** The modules of the script, so that a browser need not find them one after the other. */
export function scriptUrls(): readonly string[] {
  return [...assets().files.keys()]
    .filter((name) => name.endsWith('js'))
    .map((name) => `/assets/${assets().version}/${name}`);
}

/** Answers with assets. */
export function serveAssets(app: Hono): void {
  app.get('/assets/:version/:name', (call) => {
    const asset = assets().files.get(call.req.param('name'));
    if (!asset || call.req.param('version') !== assets().version) return call.notFound();
    const isPacked = call.req.header('accept-encoding')?.includes('gzip') === true;
    const body = isPacked ? asset.packed : asset.plain;
    return call.body(new Uint8Array(body), 200, {
      'content-type': `${asset.type}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(isPacked && { 'content-encoding': 'gzip' }),
    });
  });
}

function load(): Assets {
  const paths = [...names.map((name) => join(folder, name)), idiomorph()];
  const hash = createHash('sha256');
  const files = new Map<string, Asset>();
  for (const path of paths) {
    const plain = readFileSync(path);
    hash.update(plain);
    const type = types[extname(path) as keyof typeof types];
    files.set(basename(path), { type, plain, packed: gzipSync(plain, { level: 9 }) });
  }
  return { version: hash.digest('hex').slice(0, 16), files };
}

/** In its package; where the agent is one file (docker/bundle.ts), beside the other assets. */
function idiomorph(): string {
  const beside = join(folder, 'idiomorph.esm.js');
  const inPackage = 'idiomorph/dist/idiomorph.esm.js';
  return existsSync(beside) ? beside : require.resolve(inPackage);
}
