import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';

const dist = join(dirname(__dirname), 'dist');

/** Runs a program with an agent that is broken so. */
function run(breakage: string, program: string) {
  return spawnSync(process.execPath, ['--require', join(dist, 'broken-agents', 'hook.js'), '--eval', program], {
    cwd: dist,
    env: { ...process.env, HOSTLINK_BREAKAGE: breakage },
    encoding: 'utf8',
  });
}

/** Whether a leader and a follower of different modes may be linked. */
const question = `
  const { mayBeLinked } = require(${JSON.stringify(join(dist, 'reference-agent', 'domain', 'prerequisites.js'))});
  const host = (deploymentMode) => ({ name: 'some', deploymentMode, multiNode: true, managementMode: 'local' });
  console.log(mayBeLinked(host('appliance'), host('agent')) === undefined ? 'linked' : 'refused');`;

describe('the hook', () => {
  it('breaks the agent', () => {
    assert.equal(run('appliance-leader-takes-agents', question).stdout, 'linked\n');
  });

  it('breaks nothing else of it', () => {
    assert.equal(run('agent-leader-takes-appliances', question).stdout, 'refused\n');
  });

  it('breaks it in worker threads too', () => {
    const worker = `new (require('node:worker_threads').Worker)(${JSON.stringify(question)}, { eval: true });`;
    assert.equal(run('appliance-leader-takes-agents', worker).stdout, 'linked\n');
  });

  it('ends the process where there is no such breakage', () => {
    const { status, stderr, stdout } = run('unheard-of', question);
    assert.notEqual(status, 0);
    assert.match(stderr, /There is no breakage "unheard-of"/);
    assert.equal(stdout, '');
  });
});
