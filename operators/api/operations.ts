/** The published operations this operator knows, with the shape of every published answer. */
import type { NamedOperation } from '../../target';
import { accepted, error, errorText } from './wire/common';
import { edgeHost } from './wire/edge-host';
import { linkStatus, linkToken } from './wire/link';
import { managementInterface, networkInterface, networkInterfaces } from './wire/network';
import { ping } from './wire/ping';
import { settings } from './wire/settings';
import { anything, type Shape } from './wire/shapes';
import { userData } from './wire/user-data';
import { currentUser, loginSuccess, userToken } from './wire/users';

/** By status code; `default` is every status that is not named. */
type Answers = Readonly<Partial<Record<number | 'default', Shape>>>;

export interface Operation extends NamedOperation {
  /** Absent: not a published operation, so no answer of it is judged. */
  readonly answers?: Answers;
  /** Whether it is published to need a login. A 401 of such an operation is never a finding. */
  readonly secured: boolean;
  /**
   * Whether sending it twice does what sending it once does. Only then may a connection be used again for it: see
   * `http.ts`.
   */
  readonly repeatable: boolean;
  /** Its answers hold secrets that nobody has seen before, so that they can only be told by their form. */
  readonly handsOutSecrets?: true;
}

const host = '/v1/edge-mgmt/edgehosts/current';
const users = '/v1/users';
const network = '/v1/edge-mgmt/network';

const read = (path: string, answers: Answers): Operation => {
  return { method: 'GET', path, answers, secured: true, repeatable: true };
};
const write = (method: 'PUT' | 'PATCH', path: string, answers: Answers): Operation => {
  return { method, path, answers, secured: true, repeatable: true };
};
const act = (path: string, answers: Answers): Operation => {
  return { method: 'POST', path, answers, secured: true, repeatable: false };
};

export const operations = {
  ping: read('/v1/ping', { 200: ping, default: errorText }),

  logIn: {
    ...act(`${users}/default/login`, { 200: loginSuccess, 400: anything, 500: anything }),
    secured: false,
    repeatable: true,
    handsOutSecrets: true,
  },
  logOut: act(`${users}/default/logout`, { 200: anything, 400: anything, 401: anything, 500: anything }),
  resetPassword: act(`${users}/default/password/reset`, { 204: anything, 400: anything, 401: anything }),
  renewSession: {
    ...act(`${users}/default/token/renewal`, { 200: userToken, 400: anything, 401: anything, 500: anything }),
    secured: false,
    handsOutSecrets: true,
  },
  currentUser: read(`${users}/current`, { 200: currentUser, 500: anything }),
  updateCurrentUser: write('PATCH', `${users}/current`, { 202: accepted, 500: error }),

  settings: read('/v1/edge-mgmt/settings', { 200: settings, default: errorText }),
  edgeHost: read(host, { 200: edgeHost, 500: error, default: errorText }),
  userData: read(`${host}/userdata`, { 200: userData, 500: error }),
  replaceUserData: write('PUT', `${host}/userdata`, { 200: accepted, 500: error }),
  createUserData: act(`${host}/userdata`, { 201: accepted, 500: error }),
  reboot: act(`${host}/actions/reboot`, { 202: accepted, default: errorText }),

  /** Repeatable: inside a window it gives the same token. */
  generateToken: {
    ...act(`${host}/link/generate-token`, { 200: linkToken, 500: error }),
    repeatable: true,
    handsOutSecrets: true,
  },
  link: act(`${host}/link`, { 200: linkStatus, 400: error, 500: error }),
  linkStatus: read(`${host}/link/status`, { 200: linkStatus, 404: error, 500: error }),
  unlink: act(`${host}/unlink`, { 200: accepted, 400: error, 500: error }),

  networkInterfaces: read(`${network}/interfaces`, { 200: networkInterfaces, 500: error }),
  networkInterface: read(`${network}/interfaces/{name}`, { 200: networkInterface, 400: error, 404: error, 500: error }),
  configureInterface: write('PUT', `${network}/interfaces/{name}/config`, {
    202: accepted,
    400: error,
    429: error,
    500: error,
  }),
  managementInterface: read(`${network}/management-interface`, { 200: managementInterface, 500: error }),
  selectManagementInterface: write('PUT', `${network}/management-interface`, {
    202: accepted,
    400: error,
    429: error,
    500: error,
  }),
} as const satisfies Record<string, Operation>;

/** An operation that a target names and no API publishes. */
export function unpublished(named: NamedOperation): Operation {
  return { ...named, secured: true, repeatable: named.method !== 'POST' && named.method !== 'PATCH' };
}
