/**
 * Breaks the agent while it is loaded, and shortens what the suite waits for in vain. The product has no door for either,
 * so both come in from outside, before it:
 *
 * ```sh
 * HOSTLINK_BREAKAGE=any-system node --require ./dist/broken-agents/hook.js dist/cli/bin.js run --clause LINK-LIM-1
 * ```
 *
 * Worker threads preload it too. A breakage that is unknown or out of date ends the process before anything runs.
 */
import { registerHooks } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { breakages } from './breakages';
import { brokenFiles } from './broken-files';
import { impatience } from './impatience';

const id = process.env.HOSTLINK_BREAKAGE;
const breakage = breakages.find((known) => known.id === id);
if (breakage === undefined) throw new Error(`There is no breakage "${id}"; set HOSTLINK_BREAKAGE to the id of one.`);

const changed = { ...breakage, edits: [...breakage.edits, impatience] };
const broken = new Map(
  [...brokenFiles(changed, dirname(__dirname))].map(([path, source]) => [pathToFileURL(path).href, source]),
);
registerHooks({
  load: (url, context, nextLoad) => {
    const source = broken.get(url);
    return source === undefined ? nextLoad(url, context) : { format: 'commonjs', source, shortCircuit: true };
  },
});
