import { UserDataError } from './errors';
import type { Section } from './section';

/** Who manages the host: an operator at its Local UI, or a central console. Only locally managed hosts link. */
export type ManagementMode = 'local' | 'central';

/** Which wording the user data uses: `airgap` for `installationMode`, `local` for `managementMode`, its successor. */
export type Dialect = 'local' | 'airgap';

export interface Management {
  readonly mode: ManagementMode;
  readonly dialect: Dialect;
}

/** Reads the management mode in either wording. Default: `central`, in the newer one. */
export function readManagement(stylus: Section, source: string): Management {
  const newer = stylus.oneOf('managementMode', ['local', 'central']);
  const older = stylus.oneOf('installationMode', ['airgap', 'connected']);
  if (older === undefined) return { mode: newer ?? 'central', dialect: 'local' };
  const mode = older === 'airgap' ? 'local' : 'central';
  if (newer === undefined) return { mode, dialect: 'airgap' };
  if (newer === mode) return { mode, dialect: 'local' };
  throw new UserDataError(
    'USER_DATA_CONTRADICTION',
    `${source}: stylus.installationMode is "${older}", but stylus.managementMode is "${newer}"; remove one of them.`,
  );
}
