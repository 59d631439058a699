#!/usr/bin/env node
// Runs on any Node.js, to say that it is too old: nothing here may be newer than Node.js 6, and nothing is loaded before.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 20)) {
  process.stderr.write(
    `hostlink needs Node.js 22.20 or later, and this is ${process.versions.node}; install a newer one.\n`,
  );
  process.exit(2);
} else {
  // Compiling takes a fifth of a short run. Kept beside the code, where nobody else can put something else in its place;
  // where that cannot be written, Node does without. Worker threads learn of it from their environment.
  const cache = require('node:path').join(__dirname, '..', '.compile-cache');
  require('node:module').enableCompileCache(cache);
  process.env.NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE || cache;
  require('./start').start();
}
