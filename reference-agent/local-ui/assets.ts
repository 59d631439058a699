import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Hono } from 'hono/quick';
import { type AssetFile, type AssetName, readAssets } from './asset-files';

interface Asset extends AssetFile {
  readonly packed: Buffer;
}

interface Assets {
  readonly version: string;
  readonly files: ReadonlyMap<string, Asset>;
}

let loaded: Assets | undefined;

/** What browsers load beside pages, of all hosts of this process. Read when the first page is asked for. */
function assets(): Assets {
  loaded ??= load();
  return loaded;
}

function load(): Assets {
  const hash = createHash('sha256');
  const files = new Map<string, Asset>();
  for (const file of readAssets()) {
    hash.update(file.content);
    files.set(file.name, { ...file, packed: gzipSync(file.content, { level: 9 }) });
  }
  return { version: hash.digest('hex').slice(0, 16), files };
}

/** The address of an asset. It changes with any of them, so that browsers may keep it for good. */
export function assetUrl(name: AssetName): string {
  return `/assets/${assets().version}/${name}`;
}

/** Answers with assets. Throws `AssetsMissing`. */
export function serveAssets(app: Hono): void {
  // No page can be shown without them.
  assets();
  app.get('/assets/:version/:name', (call) => {
    const asset = assets().files.get(call.req.param('name'));
    if (!asset || call.req.param('version') !== assets().version) return call.notFound();
    const isPacked = call.req.header('accept-encoding')?.includes('gzip') === true;
    return call.body(new Uint8Array(isPacked ? asset.packed : asset.content), 200, {
      'content-type': `${asset.type}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(isPacked && { 'content-encoding': 'gzip' }),
    });
  });
}
