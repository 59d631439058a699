import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attached } from '../engine/engine';
import { HelperShell, quoted } from './shell';

/** Standard streams of a shell, whose part the test plays. */
function streams() {
  let onLine = (_: string): void => undefined;
  const ended = Promise.withResolvers<void>();
  const written: string[] = [];
  const attached: Attached = {
    write: (text) => void written.push(text),
    onLine: (listener) => {
      onLine = listener;
    },
    ended: ended.promise,
    close: ended.resolve,
  };
  /** What ends the output of a command. */
  const mark = () => /echo "(@@\w+) \$\?"\n$/.exec(written.at(-1) ?? '')?.[1] ?? '';
  return { attached, written, mark, say: (line: string) => onLine(line) };
}

test('commands are answered one after the other, each with what it wrote and its status', async () => {
  const { attached, mark, say } = streams();
  const shell = new HelperShell('alpha-helper', attached);
  const [one, two] = [shell.run('one'), shell.run('two')];
  for (const line of ['first', '', 'line', `${mark()} 0`, `${mark()} 7`]) say(line);
  assert.deepEqual(await one, { status: 0, output: 'first\n\nline' });
  assert.deepEqual(await two, { status: 7, output: '' });
});

test('what a command wrote last may lack its end of line', async () => {
  const { attached, mark, say } = streams();
  const shell = new HelperShell('alpha-helper', attached);
  const done = shell.run('printf %s hello');
  say(`hello${mark()} 3`);
  assert.deepEqual(await done, { status: 3, output: 'hello' });
});

test('nobody can guess what ends an output', async () => {
  const [one, other] = [streams(), streams()];
  const shell = new HelperShell('alpha-helper', one.attached);
  void new HelperShell('beta-helper', other.attached).run('ls').catch(() => undefined);
  const done = shell.run('ls');
  one.say(`${other.mark()} 1`);
  one.say(`${one.mark()} 0`);
  assert.deepEqual(await done, { status: 0, output: `${other.mark()} 1` });
  other.attached.close();
});

test('what has to work and does not is quoted', async () => {
  const { attached, mark, say } = streams();
  const shell = new HelperShell('alpha-helper', attached);
  const done = shell.demand('nft -f -');
  say('Error: no');
  say('such  table');
  say(`${mark()} 1`);
  await assert.rejects(done, {
    code: 'SITE_ENGINE_REFUSED',
    attribution: 'environment',
    message: /"alpha-helper".*\("Error: no such table", status 1\)/,
  });
});

test('a helper that is gone ends what is under way and all that follows', async () => {
  const { attached } = streams();
  const shell = new HelperShell('alpha-helper', attached);
  const under = [shell.run('one'), shell.run('two')];
  attached.close();
  for (const each of under) {
    await assert.rejects(each, { code: 'SITE_ENGINE_GONE', message: /"alpha-helper".* has ended/ });
  }
  await assert.rejects(shell.run('three'), { code: 'SITE_ENGINE_GONE' });
});

test('a helper that answers no more is gone', async () => {
  const { attached } = streams();
  const shell = new HelperShell('alpha-helper', attached, 1);
  const [one, two] = [shell.run('one'), shell.run('two')];
  await assert.rejects(one, { code: 'SITE_ENGINE_GONE', message: /has not answered for 0.001 s/ });
  await assert.rejects(two, { code: 'SITE_ENGINE_GONE' });
});

test('text is one word, whatever is in it', () => {
  assert.equal(quoted("it's $HOME `x`\n"), `'it'\\''s $HOME \`x\`\n'`);
});
