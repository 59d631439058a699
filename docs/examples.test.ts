/** What the documentation shows is run as it stands. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { promisify } from 'node:util';

const root = join(__dirname, '..');
const command = join(root, 'dist', 'cli', 'bin.js');
const run = promisify(execFile);
const folder = mkdtemp(join(tmpdir(), 'hostlink-docs-'));
after(async () => rm(await folder, { recursive: true, force: true }));

async function pages(): Promise<string[]> {
  const guides = (await readdir(__dirname)).filter((name) => name.endsWith('.md')).map((name) => join(__dirname, name));
  return [join(root, 'README.md'), ...guides];
}

/** Fenced blocks of this language in all pages. */
async function blocks(language: string): Promise<string[]> {
  const texts = await Promise.all((await pages()).map((page) => readFile(page, 'utf8')));
  return texts.flatMap((text) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block),
  );
}

/** Arguments of the `$ npx hostlink …` lines. */
async function commandLines(): Promise<string[][]> {
  const lines = (await blocks('console')).join('\n').matchAll(/^\$ npx hostlink (.*?)(?:\s+#.*)?$/gm);
  return [...lines].map(([, line = '']) =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? ''),
  );
}

describe('the documentation', () => {
  test('shows programs that work', async () => {
    const programs = await blocks('ts');
    assert.ok(programs.length > 0);
    for (const [index, program] of programs.entries()) {
      const file = join(__dirname, `example-${process.pid}-${index}.tmp.ts`);
      await writeFile(file, program);
      try {
        await run(process.execPath, ['--require', 'ts-node/register/transpile-only', file], { cwd: root });
      } finally {
        await rm(file, { force: true });
      }
    }
  });

  test('shows commands that work', async () => {
    // The whole run is what `npm start` does; an agent runs until it is stopped, see below.
    const lines = (await commandLines()).filter((line) => line.length > 1 || line[0] === 'clauses');
    const finite = lines.filter(([name]) => name !== 'agent' && name !== 'contract');
    assert.ok(finite.length > 3);
    for (const line of finite) {
      const report = line[0] === 'run' ? ['--report-dir', join(await folder, 'report')] : [];
      await run(process.execPath, [command, ...line, ...report], { cwd: await folder });
    }
  });

  test('shows an agent that starts and stops', async () => {
    const page = (await blocks('console')).find((block) => block.includes('cat > user-data.yaml'));
    const [, userData = ''] = page?.match(/<<'EOF'\n(.*?)^EOF$/ms) ?? [];
    await writeFile(join(await folder, 'user-data.yaml'), userData);
    const [line = []] = (await commandLines()).filter(([name]) => name === 'agent');
    const anyPort = line.map((word) => (word === '5080' ? '0' : word));
    const agent = spawn(process.execPath, [command, ...anyPort], { cwd: await folder });
    let printed = '';
    for await (const chunk of agent.stdout) {
      printed += chunk;
      if (/https:\/\/127\.0\.0\.1:\d+/.test(printed)) break;
    }
    assert.match(printed, /https:\/\/127\.0\.0\.1:\d+/);
    agent.kill('SIGTERM');
    const [code] = await once(agent, 'exit');
    assert.equal(code, 0);
  });

  test('shows what the comparison of an API file prints', async () => {
    const page = await readFile(join(__dirname, 'contract.md'), 'utf8');
    const [, api = ''] = page.match(/<<'EOF'\n(.*?)^EOF$/ms) ?? [];
    await writeFile(join(await folder, 'api.yaml'), api);
    const [line = []] = (await commandLines()).filter(([name]) => name === 'contract');
    const [, shown = ''] = page.match(/^```text\n(.*?)^```/ms) ?? [];
    const ended = await run(process.execPath, [command, ...line], { cwd: await folder }).catch((error) => error);
    assert.equal(ended.code, 1, ended.stderr);
    for (const part of shown.split('\n\n'))
      assert.ok(ended.stdout.includes(part.trimEnd()), `${part} in ${ended.stdout}`);
  });

  test('links to files that exist', async () => {
    for (const page of await pages()) {
      const text = await readFile(page, 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
        await assert.doesNotReject(readFile(join(page, '..', target)), `${page} links to "${target}"`);
      }
    }
  });
});
