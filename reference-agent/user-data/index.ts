/**
 * User data: the cloud-config file that a host reads once, at its first boot.
 *
 * Only what linked hosts and their Local UI need is read; further keys are another program's business and are let pass.
 * Where a value that is read is not possible, or where two contradict each other, the host does not boot.
 */
export { UserDataError, type UserDataErrorCode } from './errors';
export type { Dialect, Management, ManagementMode } from './management';
export { readUserData, type UserData } from './user-data';
export type { User } from './users';
