/** Errors of every operator that are no {@link HostFault}. */

/** The machine or network that the harness was given kept it from the host. */
export class AccessFault extends Error {
  readonly code = 'HOST_ACCESS';
  readonly attribution = 'environment' as const;
}

/** The operator was closed before an action ended, or before it began. */
export class OperatorClosed extends Error {
  readonly code = 'OPERATOR_CLOSED';
  constructor(host: string) {
    super(`The operator of host ${JSON.stringify(host)} is closed; close it only after its last action was awaited.`);
  }
}
