import { extname, join, relative } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { type IRunOptions, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope, RunRecorder, ScenarioRecord } from '../../conformance/index';
import type { BrowserSettings } from '../../operators/local-ui';
import type { SiteOptions } from '../../sim';
import type { Target } from '../../target';
import type { SuiteFiles } from '../installation';
import { Lanes, useLanes } from './lanes';

/** What cucumber is to run, and with what. */
export interface Execution {
  readonly files: SuiteFiles;
  readonly target: Target;
  readonly seed: number;
  readonly site: Pick<SiteOptions, 'backend' | 'docker'>;
  /** To use the Local UI with. Absent: the API is used. */
  readonly browser?: BrowserSettings;
  /** Worker threads; 0 runs in this thread. */
  readonly parallel: number;
  readonly tagExpression: string;
  readonly name: string | undefined;
  /** Where every message goes, a line each. */
  readonly messages: Writable;
}

/** Follows a run: the message, and the scenario that ended with it. */
export type Observer = (message: Envelope, ended: ScenarioRecord | undefined) => void;

/**
 * Runs the scenarios; resolves when the last one ended or the run broke, which then is the recorder's `fault`. Never
 * rejects.
 */
export async function execute(execution: Execution, recorder: RunRecorder, observe: Observer): Promise<void> {
  const { files, messages } = execution;
  // Cucumber's own settings in the environment (publishing a report, say) are not meant for us.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('CUCUMBER_')));
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  const follow = (message: Envelope) => observe(message, recorder.record(message));
  const lanes = new Lanes(execution.parallel);
  useLanes(lanes);
  forget(files);
  try {
    await runCucumber(options(execution, lanes), { cwd: files.root, stdout: messages, stderr, env }, follow);
  } catch (error) {
    recorder.broke(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function options({ files, target, seed, site, browser, tagExpression, name }: Execution, lanes: Lanes): IRunOptions {
  const isWaitedFor = target.clock === 'real';
  const hooks = [ownFile('stop-hook'), ...(isWaitedFor ? [ownFile('lanes-hook')] : [])];
  const plugins = isWaitedFor ? [pathToFileURL(ownFile('lanes-plugin')).href] : [];
  return {
    sources: {
      defaultDialect: 'en',
      paths: [...files.features],
      names: name === undefined ? [] : [name],
      tagExpression,
      order: 'defined',
    },
    support: {
      requireModules: [...files.requireModules],
      requirePaths: [...hooks.map((file) => relative(files.root, file)), ...files.steps],
      importPaths: [],
      loaders: [],
    },
    runtime: {
      dryRun: false,
      failFast: false,
      filterStacktraces: true,
      // Asked for once the scenarios were ordered.
      get parallel() {
        return lanes.threads;
      },
      // A second try would hide that the first one failed.
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: JSON.parse(JSON.stringify({ target, seed, ...site, browser })),
    },
    // This formatter writes each message as a line of JSON.
    plugins: { specifiers: plugins, options: {} },
    formats: { stdout: 'message', files: {}, publish: false, options: {} },
  };
}

/** A file of this folder, as source or compiled. */
const ownFile = (name: string): string => join(__dirname, name + extname(__filename));

/** Steps register themselves while they are loaded, so that a second run of this process has to load them anew. */
function forget({ root, steps }: SuiteFiles): void {
  const loaded = [...steps.map((file) => join(root, file)), ownFile('stop-hook'), ownFile('lanes-hook')];
  for (const file of loaded) delete require.cache[file];
}
