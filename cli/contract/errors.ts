/** What keeps an API file from being compared. Each is one sentence: the file, what was found in it, and what to do. */
import { type CliError, usageError } from '../errors';

const quoted = (text: string): string => JSON.stringify(text.length > 100 ? `${text.slice(0, 99)}…` : text);

export const unreadable = (file: string, cause: unknown): CliError =>
  usageError(
    'CLI_API_FILE',
    `The API file ${quoted(file)} cannot be read (${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message}); give the path of a file.`,
    { cause },
  );

export const notJsonOrYaml = (file: string, cause: unknown): CliError =>
  usageError(
    'CLI_API_SYNTAX',
    `The API file ${quoted(file)} is neither JSON nor YAML: ${(cause as Error).message.split('\n')[0]?.replace(/[.:]$/, '')}.`,
    { cause },
  );

export const noApi = (file: string, found: string): CliError =>
  usageError('CLI_API_NONE', `The API file ${quoted(file)} holds ${found}; give one of Swagger 2.0 or OpenAPI 3.`);

export const tooDeep = (file: string, levels: number): CliError =>
  usageError(
    'CLI_API_NONE',
    `The API file ${quoted(file)} is nested more than ${levels} levels deep; no API needs that.`,
  );

export const externalReference = (reference: string): CliError =>
  usageError(
    'CLI_API_REFERENCE',
    `The reference ${quoted(reference)} leads out of the API file, and nothing else is read or fetched; bundle the API into one file first.`,
  );

export const badReference = (file: string, cause: unknown): CliError =>
  usageError(
    'CLI_API_REFERENCE',
    `The references of the API file ${quoted(file)} cannot be followed: ${(cause as Error).message.replace(/\.$/, '')}.`,
    { cause },
  );

export const circular = (reference: string): CliError =>
  usageError(
    'CLI_API_REFERENCE',
    `The reference ${quoted(reference)} leads to itself and to no shape; correct the API file.`,
  );
