import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timed } from './child';

/** What spreading a bundle costs, with all hosts in one process of its own. */
export interface ContentCost {
  /** Of the bundle, in MiB. */
  readonly megabytes: number;
  readonly followers: number;
  /** From the last byte of the upload until every follower has it, verified and durable. */
  readonly seconds: number;
  /** MiB by which the process of all hosts grew at most, upload included. */
  readonly peakMegabytes: number;
  /** The same bytes as often over bare TLS, from memory to nowhere. */
  readonly rawSeconds: number;
  /** The SHA-256 of the same bytes, as often, one after the other. */
  readonly hashSeconds: number;
  /** The same bytes written to as many files and flushed, side by side. */
  readonly writeSeconds: number;
}

export async function measureContent(megabytes: number, followers: number): Promise<ContentCost> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-content-'));
  try {
    const program = join(__dirname, 'content-program.js');
    const { output } = await timed(['--expose-gc', program, folder, String(megabytes), String(followers)]);
    return JSON.parse(output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
