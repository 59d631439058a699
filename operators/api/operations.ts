/** The published operations this operator knows: what each is asked with, and the shape of every published answer. */
import type { NamedOperation } from '../../target';
import { audits, auditsQuery } from './wire/audits';
import { cluster, clusterConfiguration, clusterNodes } from './wire/cluster';
import { accepted, error, errorText, notFound } from './wire/common';
import { lifecycleEvents } from './wire/conditions';
import { configuration, configurationStatus } from './wire/configuration';
import { contentSync, contents, uploaded, uploadedContent, uploadForm } from './wire/content';
import { edgeHost } from './wire/edge-host';
import { linkStatus, linkToken } from './wire/link';
import {
  interfaceUpdate,
  managementInterface,
  managementInterfaceChoice,
  networkInterface,
  networkInterfaces,
} from './wire/network';
import { nodePool, nodePoolPatch, nodePools } from './wire/node-pools';
import { ping } from './wire/ping';
import { settings } from './wire/settings';
import { anything, flag, object, type Shape, text } from './wire/shapes';
import { userData } from './wire/user-data';
import { credentials, currentUser, loginSuccess, passwordReset, renewal, userToken } from './wire/users';

/** By status code; `default` is every status that is not named. */
export type Answers = Readonly<Partial<Record<number | 'default', Shape>>>;

/** What an operation is published to be asked with. */
export interface Asked {
  /** An object with a property for each parameter of the query. */
  readonly query?: Shape;
  readonly body?: Shape;
  /** The body may be left out. */
  readonly bodyIsOptional?: true;
  /** A form of several parts (`multipart/form-data`): an object with a property for each. */
  readonly form?: Shape;
}

export interface Operation extends NamedOperation {
  /** Absent: not a published operation, so no answer of it is judged. */
  readonly answers?: Answers;
  readonly asked?: Asked;
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
const ofCluster = '/v1/edge-mgmt/cluster';
const pools = '/v1/edge-mgmt/clusters/current/machinepools';

const read = (path: string, answers: Answers, asked: Asked = {}): Operation => {
  return { method: 'GET', path, answers, asked, secured: true, repeatable: true };
};
const write = (method: 'PUT' | 'PATCH', path: string, body: Shape, answers: Answers): Operation => {
  return { method, path, answers, asked: { body }, secured: true, repeatable: true };
};
const act = (path: string, answers: Answers, asked: Asked = {}): Operation => {
  return { method: 'POST', path, answers, asked, secured: true, repeatable: false };
};
/** Not repeatable: the second of two deletes means something else than the first. */
const remove = (path: string, answers: Answers): Operation => {
  return { method: 'DELETE', path, answers, asked: {}, secured: true, repeatable: false };
};

export const operations = {
  ping: read('/v1/ping', { 200: ping, default: errorText }),

  logIn: {
    ...act(
      `${users}/default/login`,
      { 200: loginSuccess, 400: anything, 500: anything },
      { query: object({ setCookie: flag, extendedSession: flag }), body: credentials },
    ),
    secured: false,
    repeatable: true,
    handsOutSecrets: true,
  },
  logOut: act(`${users}/default/logout`, { 200: anything, 400: anything, 401: anything, 500: anything }),
  resetPassword: act(
    `${users}/default/password/reset`,
    { 204: anything, 400: anything, 401: anything },
    { body: passwordReset },
  ),
  renewSession: {
    ...act(
      `${users}/default/token/renewal`,
      { 200: userToken, 400: anything, 401: anything, 500: anything },
      { query: object({ extendedSession: flag }), body: renewal, bodyIsOptional: true },
    ),
    secured: false,
    handsOutSecrets: true,
  },
  currentUser: read(`${users}/current`, { 200: currentUser, 500: anything }),
  updateCurrentUser: write('PATCH', `${users}/current`, currentUser, { 202: accepted, 500: error }),

  settings: read('/v1/edge-mgmt/settings', { 200: settings, default: errorText }),
  edgeHost: read(host, { 200: edgeHost, 500: error, default: errorText }),
  userData: read(`${host}/userdata`, { 200: userData, 500: error }),
  replaceUserData: write('PUT', `${host}/userdata`, userData, { 200: accepted, 500: error }),
  createUserData: act(`${host}/userdata`, { 201: accepted, 500: error }, { body: userData }),
  configuration: read(`${host}/configurations`, { 200: configuration, 500: error, default: errorText }),
  updateConfiguration: write('PUT', `${host}/configurations`, configuration, {
    200: accepted,
    400: error,
    500: error,
    default: errorText,
  }),
  configurationStatus: read(`${host}/configurations/status`, { 200: configurationStatus, 500: error }),
  reboot: act(`${host}/actions/reboot`, { 202: accepted, default: errorText }),
  reset: act(`${host}/actions/reset`, { 202: accepted, 500: error, default: errorText }),
  audits: read(`${host}/audits`, { 200: audits, 404: notFound, 500: error }, { query: auditsQuery }),
  lifecycleEvents: read('/v1/edge-mgmt/events/lifecycle', { 200: lifecycleEvents, 500: error }),

  /** Repeatable: inside a window it gives the same token. */
  generateToken: {
    ...act(`${host}/link/generate-token`, { 200: linkToken, 500: error }),
    repeatable: true,
    handsOutSecrets: true,
  },
  link: act(`${host}/link`, { 200: linkStatus, 400: error, 500: error }, { body: linkToken }),
  linkStatus: read(`${host}/link/status`, { 200: linkStatus, 404: error, 500: error }),
  unlink: act(`${host}/unlink`, { 200: accepted, 400: error, 500: error }, { query: object({}, { peerId: text }) }),

  uploadContent: act(`${host}/actions/upload-content`, { 201: uploaded, 500: error }, { form: uploadForm }),
  uploadedContent: read(`${host}/uploaded-content/details`, { 200: uploadedContent, 404: error, 500: error }),
  contents: read(`${ofCluster}/registry/content/details`, { 200: contents }),
  contentSync: read(`${ofCluster}/registry/content/sync-status/details`, { 200: contentSync }),

  createCluster: act(ofCluster, { 202: accepted, 500: error }, { body: clusterConfiguration }),
  clusterConfiguration: read(ofCluster, { 200: clusterConfiguration, 404: error, 500: error, default: errorText }),
  changeCluster: write('PATCH', ofCluster, clusterConfiguration, { 202: accepted, 500: error }),
  deleteCluster: remove(ofCluster, { 202: accepted, 403: error, 500: error }),
  cluster: read(`${ofCluster}/details`, { 200: cluster, 404: anything, 500: error }),
  clusterNodes: read('/v1/edge-mgmt/clusters/current/nodes', { 200: clusterNodes, 500: error }),
  nodePools: read(pools, { 200: nodePools, 500: error }),
  addNodePool: act(pools, { 201: accepted, 400: error, 500: error }, { body: nodePool }),
  replaceNodePool: write('PUT', `${pools}/{poolName}`, nodePool, { 200: accepted, 400: error, 403: error, 500: error }),
  patchNodePool: {
    ...write('PATCH', `${pools}/{poolName}`, nodePoolPatch, { 200: accepted, 400: error, 403: error, 500: error }),
    repeatable: false,
  },
  removeNodePool: remove(`${pools}/{poolName}`, { 202: accepted, 403: error, 500: error }),
  removeNode: remove(`${pools}/{poolName}/nodes/{nodeName}`, { 202: accepted, 400: error, 500: error }),

  networkInterfaces: read(`${network}/interfaces`, { 200: networkInterfaces, 500: error }),
  networkInterface: read(`${network}/interfaces/{name}`, { 200: networkInterface, 400: error, 404: error, 500: error }),
  configureInterface: write('PUT', `${network}/interfaces/{name}/config`, interfaceUpdate, {
    202: accepted,
    400: error,
    429: error,
    500: error,
  }),
  managementInterface: read(`${network}/management-interface`, { 200: managementInterface, 500: error }),
  selectManagementInterface: write('PUT', `${network}/management-interface`, managementInterfaceChoice, {
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
