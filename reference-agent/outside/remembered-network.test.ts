import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Disk } from './disk';
import { memoryDisk } from './memory-disk';
import { rememberedNetwork } from './remembered-network';

// Other systems than Linux have 127.0.0.1 alone.
const manyLoopbacks = process.platform === 'linux' ? {} : { skip: 'this machine has one loopback address only' };

async function moved(disk: Disk): Promise<void> {
  const network = await rememberedNetwork({ address: '127.83.5.1', disk });
  const name = network.interfaces()[0]?.name ?? '';
  await network.change(name, { type: 'static', address: '127.83.5.2', gateway: '127.83.5.254', mtu: 1400 });
}

const first = (context: TestContext, disk: Disk) =>
  listening(context, rememberedNetwork({ address: '127.83.5.1', disk }));

async function listening(context: TestContext, opening: ReturnType<typeof rememberedNetwork>) {
  const network = await opening;
  const server = createServer();
  context.after(() => server.close());
  await network.listen(server, 0);
  return { address: server.address(), nic: network.interfaces()[0] ?? assert.fail() };
}

test('without a change the host has the address that it is given', manyLoopbacks, async (context) => {
  const { nic } = await first(context, memoryDisk());
  assert.equal(nic.address, '127.83.5.1');
});

test('a change holds at the next boot of the same disk', manyLoopbacks, async (context) => {
  const disk = memoryDisk();
  await moved(disk);
  const { address, nic } = await first(context, disk);
  assert.equal(typeof address === 'object' && address?.address, '127.83.5.2');
  assert.deepEqual([nic.address, nic.gateway, nic.mtu], ['127.83.5.2', '127.83.5.254', 1400]);
  const other = await first(context, memoryDisk());
  assert.equal(other.nic.address, '127.83.5.1');
});

test('an address that the machine has no longer gives way to the one it has', manyLoopbacks, async (context) => {
  const disk = memoryDisk();
  await moved(disk);
  const content = String(await disk.read('network.json'));
  // 192.0.2.0/24 is reserved for documentation: no machine has such an address.
  await disk.replace('network.json', Buffer.from(content.replace('127.83.5.2', '192.0.2.1')));
  const { nic } = await first(context, disk);
  assert.equal(nic.address, '127.83.5.1');
  assert.equal(nic.mtu, 65536);
});

test('a change that the disk does not take is not made', manyLoopbacks, async () => {
  const disk = memoryDisk();
  const full: Disk = { ...disk, read: disk.read, replace: () => Promise.reject(new Error('no space left')) };
  const network = await rememberedNetwork({ address: '127.83.5.1', disk: full });
  const before = network.interfaces();
  const name = before[0]?.name ?? '';
  await assert.rejects(network.change(name, { type: 'static', address: '127.83.5.3' }), /no space left/);
  assert.deepEqual(network.interfaces(), before);
});

for (const damaged of ['', '{', '{"version":2}', '{"version":1,"settings":{"address":"beta"}}']) {
  test(`settings that are none are refused in one sentence: ${JSON.stringify(damaged)}`, async () => {
    const disk = memoryDisk();
    await disk.replace('network.json', Buffer.from(damaged));
    await assert.rejects(rememberedNetwork({ address: '127.0.0.1', disk }), {
      code: 'INTERFACE_UNREADABLE',
      attribution: 'environment',
      message: '"network.json" does not hold the settings of an interface; restore it, or remove it to forget them.',
    });
  });
}
