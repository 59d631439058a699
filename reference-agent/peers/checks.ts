import { z } from 'zod';
import type { Vote } from '../domain';
import type {
  AcceptRequest,
  AnnounceRequest,
  ConfirmAnswer,
  ConfirmRequest,
  GroupAnswer,
  GroupRequest,
  JoinAnswer,
  JoinRequest,
  LearnRequest,
  PrepareRequest,
  SyncAnswer,
  SyncRequest,
} from './messages';

const short = z.string().max(512);
const long = z.string().max(4096);
const pem = z.string().max(8192);
const port = z.int().min(0).max(65_535);
const count = z.int().min(0);
const json = z.record(z.string(), z.unknown());
/** More hosts than any group has. */
const most = 10_000;

const facts = z.object({
  id: z.string().regex(/^edge-[0-9a-f]{32}$/),
  name: short,
  address: short,
  apiPort: port,
  deploymentMode: z.enum(['appliance', 'agent']),
  operatingSystem: z.object({ family: short, version: short }),
  multiNode: z.boolean(),
  managementMode: z.enum(['local', 'central']),
});

const member = z.object({
  facts,
  peerPort: port,
  joinId: short,
  fingerprint: short,
  apiFingerprint: short,
  since: count,
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const content = z.object({ name: short, sha256, bytes: count, uploadedAt: short, uploadedTo: short });
const configuration = z.object({
  httpProxy: long,
  httpsProxy: long,
  noProxy: long,
  caCerts: z.array(z.string().max(256 * 1024)).max(1000),
});
const pool = z.object({
  name: short,
  isControlPlane: z.boolean(),
  hostIds: z.array(short).max(most),
  settings: json,
});
const cluster = z.object({
  id: short,
  name: short,
  createdAt: short,
  state: z.enum(['Provisioning', 'Running', 'Deleting']),
  pools: z.array(pool).max(most),
  initNode: short,
  leaving: z.array(short).max(most),
  configuration: json,
});

const rest = z.object({
  id: short,
  version: count,
  leaders: z.array(short).min(1).max(most),
  departed: z.array(z.object({ hostId: short, fingerprint: short })).max(most),
  authority: z.object({ certificatePem: pem, keyPem: pem.optional() }).optional(),
  proposals: z.record(short, short).optional(),
  contents: z.array(content).max(most),
  configuration: configuration.optional(),
  cluster: cluster.optional(),
});
const document = rest.extend({ members: z.array(member).min(1).max(most) });

const announcement = z.object({
  workload: z
    .object({
      clusterId: short,
      clusterName: short,
      phase: z.enum(['Provisioning', 'Running', 'Deleting']),
      rebootsAfter: z.boolean().optional(),
    })
    .optional(),
  held: z.array(sha256).max(most),
  receiving: sha256.optional(),
  failures: z.record(sha256, long),
  configuration: z.object({
    state: z.enum(['Not Configured', 'In Progress', 'Configured', 'Failed']),
    errorMessage: long,
  }),
});

const mark = { epoch: short, revision: count };
const ballot = z.object({ round: count, hostId: short });
const accepted = z.object({ ballot, document });

/** What arrives from another host, or undefined where it is not what it should be. */
export const read = {
  joinRequest: reader<JoinRequest>(
    z.object({ password: short, facts, publicKey: pem, peerPort: port, apiFingerprint: short }),
  ),
  joinAnswer: reader<JoinAnswer>(
    z.object({ joinId: short, groupId: short, authorityPem: pem, certificatePem: pem, leader: facts, peerPort: port }),
  ),
  groupRequest: reader<GroupRequest>(z.object({ groupId: short })),
  groupAnswer: reader<GroupAnswer>(z.object({ known: z.boolean() })),
  confirmRequest: reader<ConfirmRequest>(z.object({ joinId: short })),
  confirmAnswer: reader<ConfirmAnswer>(z.object({ document })),
  syncRequest: reader<SyncRequest>(z.object({ ...mark, version: count, announcement })),
  syncAnswer: reader<SyncAnswer>(
    z.object({
      ...mark,
      document: z.object({ rest, ids: z.array(short).max(most), members: z.array(member).max(most) }).optional(),
      changed: z
        .array(
          z.object({
            id: short,
            announcement: announcement.optional(),
            health: z.object({ status: z.enum(['Healthy', 'Unhealthy']), reason: short }),
          }),
        )
        .max(most),
    }),
  ),
  announceRequest: reader<AnnounceRequest>(z.object({ announcement })),
  prepareRequest: reader<PrepareRequest>(z.object({ version: count, ballot })),
  acceptRequest: reader<AcceptRequest>(accepted.extend({ version: count })),
  learnRequest: reader<LearnRequest>(z.object({ document })),
  vote: reader<Vote>(
    z.discriminatedUnion('answer', [
      z.object({ answer: z.literal('yes'), accepted: accepted.optional() }),
      z.object({ answer: z.literal('no'), promised: ballot }),
      z.object({ answer: z.literal('decided'), document }),
      z.object({ answer: z.literal('behind'), version: count }),
    ]),
  ),
  refused: reader<{ code: string; message: string }>(z.object({ code: short, message: z.string().max(2048) })),
};

// A schema's output has `undefined` where our types leave a property out; JSON knows no such difference.
function reader<T>(schema: z.ZodType): (body: unknown) => T | undefined {
  return (body) => schema.safeParse(body).data as T | undefined;
}
