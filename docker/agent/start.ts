/**
 * Loads the bundled agent with what V8 compiled while the image was built. Node's own compile cache would do, but keeps
 * one for each user id, and the image runs as any.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

// Asked for before anything else: until somebody listens, a container's first process does not hear of SIGTERM at all.
const stopped = new Promise<void>((stop) => {
  process.once('SIGTERM', stop).once('SIGINT', stop);
});
const file = join(__dirname, 'agent.js');
const compiled = join(__dirname, 'agent.compiled');
const cachedData = existsSync(compiled) ? readFileSync(compiled) : undefined;
const source = `(function (exports, require, module, __dirname) {${readFileSync(file, 'utf8')}\n})`;
const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
if (script.cachedDataRejected) process.stderr.write('The compiled agent is of another Node; build the image anew.\n');
const loaded = { exports: {} as typeof import('./index') };
script.runInThisContext()(loaded.exports, require, loaded, __dirname);

if (process.argv[2] !== '--warm-up') void loaded.exports.run(stopped);
else void loaded.exports.warmUp().then(() => writeFileSync(compiled, script.createCachedData()));
