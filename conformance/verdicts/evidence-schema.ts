import { z } from 'zod';
import type { Evidence } from '../evidence';

const text = z.string();
const optional = text.optional();

const finding = z.object({ host: text, operation: text, path: text, expected: text, seen: text });

const exchange = z.object({
  host: text,
  startedAt: z.number(),
  milliseconds: z.number(),
  method: text,
  path: text,
  newConnection: z.boolean().optional(),
  requestBody: optional,
  status: z.number().optional(),
  responseBody: optional,
  fault: optional,
});

const failure = z.object({
  attribution: z.enum(['implementation', 'harness', 'environment']),
  code: text,
  reason: text,
  expected: z.exactOptional(text),
  seen: z.exactOptional(text),
  seenForSeconds: z.exactOptional(z.number()),
  met: z.exactOptional(text),
  stack: z.exactOptional(text),
});

const evidenceSchema: z.ZodType<Evidence> = z.object({
  notJudged: z.exactOptional(z.object({ verdict: z.enum(['not-claimed', 'skipped']), reason: text })),
  failure: z.exactOptional(failure),
  exchangeCount: z.number(),
  connectionCount: z.number(),
  exchanges: z.array(exchange),
  findings: z.array(finding),
  kept: z.exactOptional(z.array(z.object({ name: text, endpoint: text, container: text, helper: text }))),
  logs: z.record(text, z.array(text)),
});

/** Reads an attachment. Answers in one sentence what is wrong with it, where it is no evidence. */
export function readEvidence(json: string): Evidence | { readonly unreadable: string } {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    return { unreadable: `it is not JSON (${(error as Error).message})` };
  }
  const read = evidenceSchema.safeParse(data);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  return { unreadable: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not as agreed'}` };
}
