import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../../conformance/index';
import type { BrowserSettings } from '../../operators/local-ui';
import { type LocalUi, localUi, localUiLabels } from '../../target';
import { usageError } from '../errors';
import { wholeNumber } from '../numbers';

/** The options of `hostlink run` that say how hosts are operated, as given. */
export interface InterfaceArguments {
  readonly interface?: 'api' | 'ui';
  readonly headed?: true;
  readonly slowMo?: string;
  readonly localUi?: string;
}

/** How the hosts of a run are operated. */
export interface InterfaceChoice {
  /** Through the Local UI, with this browser. Absent: through the API. */
  readonly browser?: BrowserSettings;
  /** How its pages differ from the documentation. */
  readonly localUi?: LocalUi;
  /** The options that choose the same again, where they are not the defaults. */
  readonly options: readonly string[];
}

/** Milliseconds: longer ones let every step run out of its time. */
const slowest = 5000;

/**
 * Reads the options; throws a `CliError` where they make no sense together, and a `BrowserMissing` where there is none to
 * use.
 */
export function chooseInterface(given: InterfaceArguments): InterfaceChoice {
  if (given.interface !== 'ui') {
    refuseBrowserOptions(given);
    return { options: [] };
  }
  const own = given.localUi === undefined ? undefined : readLocalUi(given.localUi);
  const headed = given.headed === true;
  const slowMo = given.slowMo === undefined ? 0 : wholeNumber('--slow-mo', given.slowMo, 0, slowest);
  const { findBrowser } =
    require('../../operators/local-ui/chromium') as typeof import('../../operators/local-ui/chromium');
  return {
    browser: { executable: findBrowser({ named: own?.browser, headed }), headed, slowMo },
    ...(own && { localUi: own }),
    options: ['--interface', 'ui', ...(given.localUi === undefined ? [] : ['--local-ui', given.localUi])],
  };
}

function refuseBrowserOptions({ headed, slowMo, localUi: file }: InterfaceArguments): void {
  for (const [option, value] of Object.entries({ '--headed': headed, '--slow-mo': slowMo, '--local-ui': file })) {
    if (value === undefined) continue;
    throw usageError('CLI_UI_ONLY', `${option} is about the browser: use it with --interface ui.`);
  }
}

/** Reads the file that says how the pages of an implementation differ from the documentation. */
function readLocalUi(file: string): LocalUi {
  let data: unknown;
  try {
    data = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why = (cause as Error).message.split('\n')[0]?.replace(/[.:]$/, '');
    throw usageError('CLI_LOCAL_UI', `The file "${file}" of --local-ui cannot be read: ${why}.`, { cause });
  }
  const read = localUi.safeParse(data ?? {});
  if (read.success) return read.data;
  throw usageError(
    'CLI_LOCAL_UI',
    `The file "${file}" of --local-ui ${trouble(read.error.issues[0] as z.core.$ZodIssue)}.`,
  );
}

/** What is wrong with it, as the end of a sentence. */
function trouble(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys')
    return `has a bad ${place === '' ? 'content' : `"${place}"`}: ${issue.message}`;
  const [key = ''] = issue.keys;
  if (place !== 'labels') return `has "${key}", which is nothing that it can say; it takes "browser" and "labels"`;
  const similar = nearest(key, localUiLabels);
  const hint = similar.length > 0 ? `the nearest is "${similar[0]}"` : 'docs/interface.md lists them';
  return `names the label "${key}", which there is not; ${hint}`;
}
