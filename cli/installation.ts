import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { CliError } from './errors';
import { exitCodes } from './exit-codes';

/** Where this package is, independent of the folder a command is called in. */
export interface Installation {
  /** Folder of package.json. */
  readonly root: string;
  readonly name: string;
  readonly version: string;
  /** Whether the TypeScript sources run as they are. */
  readonly fromSource: boolean;
}

export function installation(): Installation {
  const fromSource = extname(__filename) === '.ts';
  const root = fromSource ? dirname(__dirname) : dirname(dirname(__dirname));
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { root, name, version, fromSource };
}

/** The files of a run, as paths from `root`: exact names, so that no character in a folder's name is taken for a pattern. */
export interface SuiteFiles {
  readonly root: string;
  readonly features: readonly string[];
  /** To be loaded with `require`, in this order. */
  readonly steps: readonly string[];
  /** Modules to load before the steps. */
  readonly requireModules: readonly string[];
}

/** Finds the features and the steps of this package. */
export function suiteFiles({ root, fromSource }: Installation): SuiteFiles {
  const extension = fromSource ? '.ts' : '.js';
  const steps = fromSource ? join(root, 'steps') : join(root, 'dist', 'steps');
  return {
    root,
    features: filesBelow(root, join(root, 'features'), '.feature'),
    steps: filesBelow(root, steps, extension).filter((file) => !/\.(d|test)\.[jt]s$/.test(file)),
    requireModules: fromSource ? [require.resolve('ts-node/register/transpile-only')] : [],
  };
}

/** Files below a folder, as paths from the root, sorted. */
export function filesBelow(root: string, folder: string, extension: string): readonly string[] {
  const found = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = found.filter((name) => name.endsWith(extension)).sort();
  if (files.length > 0) return files.map((name) => relative(root, join(folder, name)));
  throw new CliError(
    'CLI_INSTALLATION',
    exitCodes.inconclusive,
    `There are no ${extension} files in "${folder}"; install hostlink anew, or build it with "npm run build".`,
  );
}
