import { type ExitCode, exitCodes } from './exit-codes';

type Code =
  | 'CLI_UNKNOWN_CLAUSE'
  | 'CLI_CLAUSE_OUTSIDE_PROFILE'
  | 'CLI_UNKNOWN_PROFILE'
  | 'CLI_BAD_NUMBER'
  | 'CLI_BAD_TAGS'
  | 'CLI_BAD_NAME'
  | 'CLI_INSTALLATION'
  | 'CLI_USER_DATA'
  | 'CLI_NO_USER'
  | 'CLI_BAD_OS'
  | 'CLI_BAD_ADDRESS'
  | 'CLI_BAD_FOLDER'
  | 'CLI_BAD_IMAGE'
  | 'CLI_CLOCK_ELSEWHERE'
  | 'CLI_DOCKER_ONLY'
  | 'CLI_UI_ONLY'
  | 'CLI_LOCAL_UI'
  | 'CLI_DATA'
  | 'CLI_BAD_AGE'
  | 'CLI_API_FILE'
  | 'CLI_API_SYNTAX'
  | 'CLI_API_NONE'
  | 'CLI_API_REFERENCE';

/** What a command cannot do, in one sentence for the user, and how the process ends then. */
export class CliError extends Error {
  constructor(
    readonly code: Code,
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CliError';
  }
}

/** Wrong usage or configuration. */
export const usageError = (code: Code, message: string, options?: ErrorOptions): CliError =>
  new CliError(code, exitCodes.usage, message, options);
