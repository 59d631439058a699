/** Bundles the reference agent's program for its image into `dist/image/`, and copies nothing else there. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild-wasm';

const root = join(__dirname, '..');
const folder = join(root, 'dist', 'image');

async function bundle(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { agent: 'docker/agent/index.ts', start: 'docker/agent/start.ts', health: 'docker/agent/health.ts' },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  copyFileSync(join(__dirname, 'Dockerfile'), join(folder, 'Dockerfile'));
}

void bundle();
