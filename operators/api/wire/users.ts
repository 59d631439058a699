import { flag, list, object, type Shape, text } from './shapes';

export const userToken: Shape = object({ Authorization: text, RefreshToken: text });

export const loginSuccess: Shape = object({ IsFirstLogin: flag, Token: userToken });

export const currentUser: Shape = object({ disablePasswordUpdate: flag, sshKeys: list(text), userName: text });

export const credentials: Shape = object({ password: text, username: text });

export const passwordReset: Shape = object({ newPassword: text, oldPassword: text });

export const renewal: Shape = object({ refreshToken: text });
