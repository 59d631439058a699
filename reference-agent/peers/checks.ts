import { z } from 'zod';
import type {
  ConfirmRequest,
  GroupAnswer,
  GroupRequest,
  JoinAnswer,
  JoinRequest,
  SyncAnswer,
  SyncRequest,
} from './messages';

const short = z.string().max(512);
const pem = z.string().max(8192);
const port = z.int().min(1).max(65_535);

const facts = z.object({
  id: z.string().regex(/^edge-[0-9a-f]{32}$/),
  name: short,
  address: short,
  apiPort: port,
  deploymentMode: z.enum(['appliance', 'agent']),
  operatingSystem: z.object({ family: short, version: short }),
  multiNode: z.boolean(),
  managementMode: z.enum(['local', 'central']),
  state: z.enum(['Ready', 'In-Use']),
  nodeRole: z.enum(['init', 'controlplane', 'worker', 'unknown']),
});

const mark = { epoch: short, revision: z.int().min(0) };

/** What arrives from another host, or undefined where it is not what it should be. */
export const read = {
  joinRequest: reader<JoinRequest>(z.object({ password: short, facts, publicKey: pem })),
  joinAnswer: reader<JoinAnswer>(
    z.object({
      joinId: short,
      groupId: short,
      authorityPem: pem,
      certificatePem: pem,
      leader: facts,
      peerPort: port,
    }),
  ),
  groupRequest: reader<GroupRequest>(z.object({ groupId: short })),
  groupAnswer: reader<GroupAnswer>(z.object({ known: z.boolean() })),
  confirmRequest: reader<ConfirmRequest>(z.object({ joinId: short })),
  syncRequest: reader<SyncRequest>(z.object({ ...mark, facts })),
  syncAnswer: reader<SyncAnswer>(
    z.object({
      ...mark,
      ids: z.array(short).max(10_000),
      changed: z
        .array(
          z.object({
            facts,
            role: z.enum(['leader', 'follower']),
            health: z.object({ status: z.enum(['Healthy', 'Unhealthy']), reason: short }),
          }),
        )
        .max(10_000),
    }),
  ),
  refused: reader<{ code: string; message: string }>(z.object({ code: short, message: z.string().max(2048) })),
};

function reader<T>(schema: z.ZodType<T>): (body: unknown) => T | undefined {
  return (body) => schema.safeParse(body).data;
}
