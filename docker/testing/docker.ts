/** The docker command, and hosts made with it as CONTRACT.md says. */
import { type ExecFileOptions, execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const { version } = require('../../package.json') as { version: string };
export const images = { agent: `hostlink/reference-agent:${version}`, helper: 'hostlink/helper:1' };

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever that is. */
export function ran(program: string, args: readonly string[], options: ExecFileOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: 120_000, ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** What docker says. Rejects where it fails. */
export async function docker(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await ran('docker', args);
  if (code === 0) return stdout.trim();
  throw new Error(`docker ${args.slice(0, 3).join(' ')} ended with ${code}: ${stderr.trim()}`);
}

/** Looks again and again until it is so; whoever waits in vain is ended by the runner's time limit. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Unlike any other on the engine. */
export const newName = () => `hostlink-test-${randomBytes(6).toString('hex')}`;

/** A folder with user data in it, readable by any user. */
export async function configFolder(context: TestContext, userData?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-image-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  if (userData !== undefined) await writeFile(join(folder, 'user-data.yaml'), userData, { mode: 0o644 });
  return folder;
}
