/**
 * Compares the shapes by which the suite judges answers with an API file, so that a release of the API can be taken in.
 * Neither side is taken for right: a difference is an error of the suite, or news of the API.
 */
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { compare } from './compare';
import { readApiFile } from './file';
import { comparisonJson, printComparison } from './print';
import { publishedApi } from './published-api';
import { suiteApi } from './suite-api';

/** `hostlink contract diff`. Resolves to the exit code; rejects with a `CliError` for a file that is no API. */
export async function diff(file: string, options: { readonly json?: true }, io: Io): Promise<number> {
  const published = publishedApi(await readApiFile(file), file);
  const compared = { file, format: published.format, ...compare(suiteApi(), published) };
  if (options.json) io.stdout.write(comparisonJson(compared));
  else printComparison(compared, io.stdout);
  return compared.operations.length === 0 ? exitCodes.success : exitCodes.different;
}
