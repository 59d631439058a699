import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, 'assets');

const modules = [
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

/** In this order: what comes later has its way. */
const styles = [
  'tokens',
  'base',
  'frame',
  'page',
  'words',
  'buttons',
  'menus',
  'dialogs',
  'fields',
  'values',
  'tables',
  'outside',
  'content',
  'choices',
  'tabs',
  'steps',
  'narrow',
  'motion',
] as const;

/** What a page names; the modules name each other. */
export type AssetName = 'favicon.svg' | 'local-ui.css' | (typeof modules)[number];

/** A file as browsers load it. */
export interface AssetFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Reads everything that browsers load beside pages. */
export function readAssets(): readonly AssetFile[] {
  const css = styles.map((name) => readFileSync(join(folder, 'styles', `${name}.css`), 'utf8')).join('\n');
  return [
    { name: 'favicon.svg', type: 'image/svg+xml', content: readFileSync(join(folder, 'favicon.svg')) },
    { name: 'local-ui.css', type: 'text/css', content: Buffer.from(css) },
    ...modules.map((name) => moduleOf(name, join(folder, name))),
    moduleOf('idiomorph.esm.js', idiomorph()),
  ];
}

function moduleOf(name: string, path: string): AssetFile {
  return { name, type: 'text/javascript', content: readFileSync(path) };
}

/** In its package; where the agent is one file (docker/bundle.ts), beside the other assets. */
function idiomorph(): string {
  const beside = join(folder, 'idiomorph.esm.js');
  const inPackage = 'idiomorph/dist/idiomorph.esm.js';
  return existsSync(beside) ? beside : require.resolve(inPackage);
}
