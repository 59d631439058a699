/** Why user data cannot be used. */
export type UserDataErrorCode =
  | 'USER_DATA_EMPTY'
  | 'USER_DATA_TOO_LONG'
  | 'USER_DATA_YAML'
  | 'USER_DATA_VALUE'
  | 'USER_DATA_CONTRADICTION';

/** User data that a host cannot boot with. The message is one sentence with the file, the key and the value. */
export class UserDataError extends Error {
  constructor(
    readonly code: UserDataErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'UserDataError';
  }
}
