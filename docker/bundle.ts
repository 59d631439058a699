/** Bundles the reference agent's program for its image: `dist/image/` is all that docker/Dockerfile takes. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild-wasm';

const root = join(__dirname, '..');

async function bundle(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { agent: 'docker/agent/index.ts', start: 'docker/agent/start.ts', health: 'docker/agent/health.ts' },
    outdir: join(root, 'dist', 'image'),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const assets = join(root, 'dist', 'image', 'assets');
  await rm(assets, { recursive: true, force: true });
  await cp(join(root, 'dist', 'reference-agent', 'local-ui', 'assets'), assets, { recursive: true });
}

void bundle();
