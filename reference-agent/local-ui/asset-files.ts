import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetsMissing } from './errors';

const types = {
  'favicon.svg': 'image/svg+xml',
  'local-ui.css': 'text/css',
  'local-ui.js': 'text/javascript',
} as const;

/** What a page names. */
export type AssetName = keyof typeof types;

/** A file as browsers load it. */
export interface AssetFile {
  readonly name: AssetName;
  readonly type: string;
  readonly content: Buffer;
}

/** Beside the compiled code, also where that is one file (docker/bundle.ts); sources run with what was built of them. */
const usualPlaces = [
  join(__dirname, 'assets'),
  join(__dirname, '..', '..', 'dist', 'reference-agent', 'local-ui', 'assets'),
];

/** Reads everything that browsers load beside pages, as `build-assets.cjs` made it. Throws {@link AssetsMissing}. */
export function readAssets(places: readonly string[] = usualPlaces): readonly AssetFile[] {
  // The folder of the sources has the same name, and none of its files is called so.
  const folder = places.find((place) => existsSync(join(place, 'local-ui.js')));
  if (folder === undefined) throw new AssetsMissing(places);
  return (Object.keys(types) as AssetName[]).map((name) => ({
    name,
    type: types[name],
    content: readFileSync(join(folder, name)),
  }));
}
