/**
 * Agents that are wrong in one way each: what the suite has to notice. One file for each heading of the page.
 *
 * To add one: `find` a short text that stands once in what a source is compiled to (see `dist/reference-agent/`; leave
 * aside names of modules, such as `refusal_1`, where that is possible), say in `replace` what a wrong agent has there, and
 * in `caughtBy` which scenarios fail for it. After `npm run build` see them fail for that reason, with its id:
 *
 * ```sh
 * HOSTLINK_BREAKAGE=any-system node --require ./dist/broken-agents/hook.js dist/cli/bin.js run --clause LINK-LIM-2
 * ```
 *
 * `edits.ts` holds what several of them do, e.g. to mark a host for something it did before.
 */
import type { Breakage } from '../breakage';
import { api } from './api';
import { configuration } from './configuration';
import { content } from './content';
import { controlPlaneNodes } from './control-plane-nodes';
import { createCluster } from './create-cluster';
import { deleteCluster } from './delete-cluster';
import { followers } from './followers';
import { hostsInUse } from './hosts-in-use';
import { introduction } from './introduction';
import { leaderHosts } from './leader-hosts';
import { limitations } from './limitations';
import { linkHosts } from './link-hosts';
import { prerequisites } from './prerequisites';
import { procedure } from './procedure';
import { removeLeaderNodeStatus } from './remove-leader-node-status';
import { reset } from './reset';
import { scaleCluster } from './scale-cluster';
import { underFaults } from './under-faults';
import { unlinkHosts } from './unlink-hosts';
import { validate } from './validate';

export const breakages: readonly Breakage[] = [
  ...introduction,
  ...leaderHosts,
  ...linkHosts,
  ...limitations,
  ...prerequisites,
  ...procedure,
  ...validate,
  ...unlinkHosts,
  ...removeLeaderNodeStatus,
  ...controlPlaneNodes,
  ...hostsInUse,
  ...createCluster,
  ...scaleCluster,
  ...deleteCluster,
  ...content,
  ...configuration,
  ...followers,
  ...underFaults,
  ...reset,
  ...api,
];
