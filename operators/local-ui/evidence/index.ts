/** What the operator saw at the end of a scenario that failed: a picture, the page's accessibility tree, and a trace. */

import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exhibit } from '../../operator';
import type { Desk } from '../desk';
import type { BrowserWindow } from '../window';
import { redactTrace } from './redact-trace';

/** Milliseconds that each may take: a page that hangs has no picture. */
const patience = 3000;

/** Whatever of it can be had. */
export async function exhibits(desk: Desk): Promise<readonly Exhibit[]> {
  const { window } = desk;
  if (window === undefined) return [];
  const settled = await Promise.allSettled([screenshot(desk, window), tree(desk, window), trace(desk, window)]);
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

async function screenshot(desk: Desk, { page }: BrowserWindow): Promise<Exhibit> {
  // Tokens and passwords are in fields, whatever those are called.
  const mask = [page.getByRole('textbox')];
  const content = await page.screenshot({ mask, timeout: patience });
  return { host: desk.where.host, kind: 'screenshot', mediaType: 'image/png', extension: '.png', content };
}

async function tree(desk: Desk, { page }: BrowserWindow): Promise<Exhibit> {
  const shown = await page.ariaSnapshot({ timeout: patience });
  const plain = shown.replace(/^(\s*- textbox [^\n:]*):.*$/gm, '$1');
  const content = Buffer.from(desk.redactor.whole(plain));
  return {
    host: desk.where.host,
    kind: 'accessibility tree',
    mediaType: 'text/plain',
    extension: '.tree.txt',
    content,
  };
}

async function trace(desk: Desk, { context }: BrowserWindow): Promise<Exhibit> {
  // It is never complete on the disk with its secrets in it for longer than it takes to read it.
  const path = join(tmpdir(), `hostlink-trace-${randomUUID()}.zip`);
  try {
    await context.tracing.stop({ path });
    const content = redactTrace(await readFile(path), desk.redactor);
    return { host: desk.where.host, kind: 'trace', mediaType: 'application/zip', extension: '.trace.zip', content };
  } finally {
    await rm(path, { force: true });
  }
}
