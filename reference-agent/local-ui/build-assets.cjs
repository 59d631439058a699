/**
 * `npm run assets`, part of `npm run build`: what browsers load becomes one script and one style sheet in `dist`, because each
 * file is another request, and a browser that meets a host for the first time opens up to six connections for them.
 */
const { rmSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const from = join(__dirname, 'assets');
const to = join(__dirname, '..', '..', 'dist', 'reference-agent', 'local-ui', 'assets');
const made = ['local-ui.js', 'local-ui.css', 'favicon.svg'].map((name) => join(to, name));

/** Everything that it is made of; a folder changes with what is added to it and taken away. */
const inputs = [
  __filename,
  require.resolve('esbuild-wasm'),
  require.resolve('idiomorph/dist/idiomorph.esm.js'),
  from,
  ...readdirSync(from, { recursive: true, encoding: 'utf8' }).map((name) => join(from, name)),
];

const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

async function bundle() {
  rmSync(to, { recursive: true, force: true });
  await require('esbuild-wasm').build({
    absWorkingDir: from,
    entryPoints: ['local-ui.mjs', 'local-ui.css', 'favicon.svg'],
    loader: { '.svg': 'copy' },
    outdir: to,
    bundle: true,
    format: 'esm',
    // Names stay, so that what fails in a browser can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    // None of them asks for it now (idiomorph is 0BSD); one that will keeps its notice.
    legalComments: 'inline',
    logLevel: 'warning',
  });
}

if (Math.min(...made.map(changed)) <= Math.max(...inputs.map(changed))) {
  bundle().catch(() => {
    process.exitCode = 1;
  });
}
