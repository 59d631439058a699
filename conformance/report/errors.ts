/** A report that could not be written. The folder is the user's, so that it is the environment's fault. */
export class ReportError extends Error {
  readonly attribution = 'environment' as const;
  constructor(
    readonly code: 'REPORT_UNWRITABLE',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ReportError';
  }
}

/** The report folder or a file in it cannot be written. */
export const unwritable = (path: string, cause: unknown): ReportError =>
  new ReportError(
    'REPORT_UNWRITABLE',
    `The report cannot be written to "${path}" (${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message}); choose a folder that can be written with --report-dir.`,
    { cause },
  );
