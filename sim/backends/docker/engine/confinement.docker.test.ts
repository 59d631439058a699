/** What a container can do, seen from inside: the image under test is not trusted. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { HelperShell } from '../helper/shell';
import { labelNames, ownerText, runLabels } from '../owned/labels';
import { thisMachine } from '../owned/machine';
import { sweep } from '../owned/sweep';
import { makeNetwork } from '../testing/make-one';
import { dockerEngine } from './dockerode';
import type { ContainerSpec } from './engine';

const id = randomUUID();
const name = `hostlink-confined-${id.slice(0, 8)}`;
const labels = runLabels({ id, owner: ownerText(process.pid, thisMachine()), started: new Date(), keep: false });

describe('a container', () => {
  const engine = dockerEngine();
  let prefix: string;
  let shell: HelperShell;

  const spec = (part: string, address: number, more: Partial<ContainerSpec>): ContainerSpec => ({
    name: `${name}-${part}`,
    image: 'hostlink/helper:1',
    labels,
    environment: {},
    network: { name, address: `${prefix}.${address}`, hostName: 'alpha' },
    mounts: [{ volume: `${name}-disk`, path: '/disk', readOnly: false, size: 2 ** 20 }],
    scratch: ['/tmp'],
    addedCapabilities: [],
    limits: { memoryBytes: 32 * 2 ** 20, processes: 12, cpus: 1 },
    reads: true,
    ...more,
  });

  before(async () => {
    prefix = await makeNetwork(engine, name, labels);
    const container = await engine.createContainer(spec('shell', 2, { command: ['sh'] }));
    shell = new HelperShell(name, await engine.attach(container));
    await engine.start(container);
  });

  after(async () => {
    await sweep(engine, { [labelNames.run]: id }, () => true);
    engine.close();
  });

  test('has no capability and cannot gain one', async () => {
    const status = await shell.demand('cat /proc/self/status');
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
      assert.match(status, new RegExp(`^${set}:\\s*0+$`, 'm'));
    }
    assert.match(status, /^NoNewPrivs:\s*1$/m);
    assert.match(status, /^Seccomp:\s*2$/m);
  });

  test('writes to its volumes and its scratch only, and no more than there is room for', async () => {
    for (const path of ['/x', '/etc/x', '/usr/x']) {
      const { status, output } = await shell.run(`echo > ${path}`);
      assert.notEqual(status, 0, path);
      assert.match(output, /Read-only file system/, path);
    }
    await shell.demand('echo > /tmp/x && echo > /disk/x');
    const { output } = await shell.run('dd if=/dev/zero of=/disk/y bs=64k count=32');
    assert.match(output, /No space left on device/);
  });

  test('leaves no core, and starts no more processes than it may', async () => {
    assert.equal((await shell.demand('ulimit -c')).trim(), '0');
    const { output } = await shell.run("sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do sleep 30 & done'");
    assert.match(output, /fork/);
  });

  test('that wants more memory than it may have is ended, and says so', async () => {
    const over = Promise.withResolvers<void>();
    const stop = await engine.watch({ [labelNames.part]: id }, { ended: () => over.resolve(), lost: over.reject });
    const greedy = spec('greedy', 3, { command: ['sh', '-c', 'read go; exec tail /dev/zero'] });
    const container = await engine.createContainer({ ...greedy, labels: { ...labels, [labelNames.part]: id } });
    const attached = await engine.attach(container);
    await engine.start(container);
    attached.write('go\n');
    await over.promise;
    stop();
    const { running, outOfMemory, exitCode } = await engine.state(container);
    assert.deepEqual({ running, outOfMemory, exitCode }, { running: false, outOfMemory: true, exitCode: 137 });
  });
});
