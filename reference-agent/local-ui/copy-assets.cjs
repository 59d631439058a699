// Part of `npm run build`: what browsers load is not compiled, and stands beside what is.
const { cpSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const to = join(__dirname, '..', '..', 'dist', 'reference-agent', 'local-ui', 'assets');
rmSync(to, { recursive: true, force: true });
cpSync(join(__dirname, 'assets'), to, { recursive: true, filter: (file) => !/(\.d\.ts|\.json)$/.test(file) });
