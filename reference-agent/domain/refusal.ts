/** Every reason for which a host refuses a command, with the status its API answers. */
export const refusalCodes = {
  MULTI_NODE_DISABLED: 400,
  NOT_LOCALLY_MANAGED: 400,
  DEPLOYMENT_MODE_DIFFERS: 400,
  OPERATING_SYSTEM_DIFFERS: 400,
  ALREADY_LINKED: 400,
  GENERATES_TOKENS: 400,
  FOLLOWS: 400,
  NOT_GENERATING_TOKENS: 400,
  HAS_FOLLOWERS: 400,
  OWN_TOKEN: 400,
  TOKEN_MALFORMED: 400,
  PASSWORD_WRONG: 400,
  JOIN_UNKNOWN: 409,
  LINK_UNDER_WAY: 400,
  LEADER_UNREACHABLE: 400,
  LEADER_ANSWER: 400,
  NOT_LINKED: 400,
  PEER_UNKNOWN: 400,
  LEADER_CANNOT_BE_UNLINKED: 400,
  ADDRESS_IN_USE_BY_LINK: 400,
  IN_USE: 400,
  CLUSTER_EXISTS: 409,
  CLUSTER_UNKNOWN: 404,
  CLUSTER_DELETING: 409,
  CLUSTER_NAME: 400,
  CLUSTER_FIXED: 400,
  VIRTUAL_IP_MISSING: 400,
  POOL_INVALID: 400,
  POOL_NAME: 400,
  POOL_EXISTS: 409,
  POOL_UNKNOWN: 404,
  POOL_ROLE: 400,
  NODE_UNKNOWN: 404,
  NODE_TWICE: 400,
  NODE_NOT_LINKED: 400,
  CONTROL_PLANE_SIZE: 400,
  LEADER_LEFT_OUT: 400,
  NOT_CONTROL_PLANE: 403,
  NO_MAJORITY: 500,
} as const;

export type RefusalCode = keyof typeof refusalCodes;

/** Why a command was not carried out. Nothing changed. */
export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence: what was found, and what to do. */
  readonly message: string;
}

export function refuse(code: RefusalCode, message: string): { readonly refused: Refusal } {
  return { refused: { code, message } };
}
