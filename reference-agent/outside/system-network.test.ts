import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type TestContext, test } from 'node:test';
import { systemNetwork } from './system-network';

const patient = new AbortController().signal;
// Other systems than Linux have 127.0.0.1 alone.
const manyLoopbacks = process.platform === 'linux' ? {} : { skip: 'this machine has one loopback address only' };

function server(context: TestContext, onSocket: (socket: Socket) => void = (socket) => socket.destroy()): Server {
  const made = createServer(onSocket);
  context.after(() => made.close());
  return made;
}

test('a host listens on its address, at the port it asks for or at a free one', async (context) => {
  const network = systemNetwork();
  const first = server(context);
  const port = await network.listen(first, 0);
  assert.deepEqual(first.address(), { address: '127.0.0.1', family: 'IPv4', port });
  await new Promise((resolve) => first.close(resolve));
  const second = server(context);
  assert.equal(await network.listen(second, port), port);
});

test('a port in use is said in one sentence, and the server may try another', async (context) => {
  const network = systemNetwork();
  const port = await network.listen(server(context), 0);
  const late = server(context);
  await assert.rejects(network.listen(late, port), {
    code: 'PORT_IN_USE',
    attribution: 'environment',
    message: `Port ${port} of 127.0.0.1 is in use; stop what listens there, or choose another port.`,
  });
  assert.ok((await network.listen(late, 0)) > 0);
});

test('hosts of different addresses use the same port, and connect from their own', manyLoopbacks, async (context) => {
  const alpha = systemNetwork({ address: '127.83.4.5' });
  const beta = systemNetwork({ address: '127.83.4.6' });
  const seen: (string | undefined)[] = [];
  const port = await alpha.listen(
    server(context, (socket) => {
      seen.push(socket.remoteAddress);
      socket.end('alpha');
    }),
    0,
  );
  await beta.listen(
    server(context, (socket) => socket.end('beta')),
    port,
  );
  const connection = await beta.connect('127.83.4.5', port, patient);
  const [answer] = await once(connection, 'data');
  assert.equal(String(answer), 'alpha');
  assert.deepEqual(seen, ['127.83.4.6']);
});

const outer = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find((entry) => entry.family === 'IPv4' && !entry.internal)?.address;
const outside = outer === undefined ? { skip: 'this machine is on no network' } : {};

test('a host on a network connects from its own address, whatever would be nearer', outside, async (context) => {
  const seen = Promise.withResolvers<string | undefined>();
  const port = await systemNetwork().listen(
    server(context, (socket) => {
      seen.resolve(socket.remoteAddress);
      socket.destroy();
    }),
    0,
  );
  const connection = await systemNetwork({ address: outer ?? '' }).connect('127.0.0.1', port, patient);
  assert.equal(await seen.promise, outer);
  connection.destroy();
});

test('a connection that nobody takes is refused in one sentence', async (context) => {
  const network = systemNetwork();
  const gone = server(context);
  const port = await network.listen(gone, 0);
  await new Promise((resolve) => gone.close(resolve));
  await assert.rejects(network.connect('127.0.0.1', port, patient), {
    code: 'CONNECTION_FAILED',
    message: `No connection to 127.0.0.1 port ${port} (ECONNREFUSED); make sure that a host listens there.`,
  });
});

test('names are not looked up, and impossible ports are refused', async (context) => {
  const network = systemNetwork();
  await assert.rejects(network.connect('localhost', 1, patient), { code: 'ADDRESS_INVALID' });
  await assert.rejects(network.connect('127.0.0.1', 70_000, patient), { code: 'CONNECTION_FAILED' });
  await assert.rejects(network.listen(server(context), 70_000), { code: 'PORT_UNAVAILABLE' });
});

test('the signal ends an attempt, and leaves a connection made alone', async (context) => {
  const network = systemNetwork();
  const port = await network.listen(
    server(context, (socket) => socket.pipe(socket)),
    0,
  );
  const controller = new AbortController();
  const connection = await network.connect('127.0.0.1', port, controller.signal);
  const late = network.connect('127.0.0.1', port, controller.signal);
  controller.abort(new Error('power'));
  await assert.rejects(late, { code: 'CONNECTION_ABORTED', cause: new Error('power') });
  await assert.rejects(network.connect('127.0.0.1', port, controller.signal), { code: 'CONNECTION_ABORTED' });
  connection.write('still here');
  const [echo] = await once(connection, 'data');
  assert.equal(String(echo), 'still here');
  connection.destroy();
});

test('the one interface is that of the address', () => {
  const [loopback, ...others] = systemNetwork().interfaces();
  const machine = Object.entries(networkInterfaces()).find(([, list]) => list?.some((e) => e.address === '127.0.0.1'));
  assert.deepEqual(others, []);
  assert.equal(loopback?.name, machine?.[0]);
  assert.equal(loopback?.address, '127.0.0.1');
  assert.equal(loopback?.subnet, '255.0.0.0');
  assert.throws(() => systemNetwork({ address: 'localhost' }), { code: 'ADDRESS_INVALID' });
});

test('a change moves the host to another address of the machine', manyLoopbacks, async (context) => {
  const network = systemNetwork({ address: '127.83.4.7' });
  const name = network.interfaces()[0]?.name ?? '';
  await network.change(name, { type: 'static', address: '127.83.4.8', subnet: '255.255.0.0', gateway: '127.83.0.1' });
  const { address, subnet, gateway, type } = network.interfaces()[0] ?? assert.fail();
  assert.deepEqual([address, subnet, gateway, type], ['127.83.4.8', '255.255.0.0', '127.83.0.1', 'static']);
  const moved = server(context);
  const port = await network.listen(moved, 0);
  assert.deepEqual(moved.address(), { address: '127.83.4.8', family: 'IPv4', port });
});

test('a change that the machine cannot make leaves everything as it was', async () => {
  const network = systemNetwork();
  const before = network.interfaces();
  const name = before[0]?.name ?? '';
  // 192.0.2.0/24 is reserved for documentation: no machine has such an address.
  await assert.rejects(network.change(name, { type: 'static', address: '192.0.2.1' }), {
    code: 'ADDRESS_UNAVAILABLE',
    message: 'The address "192.0.2.1" is not one of this machine; choose one that is.',
  });
  await assert.rejects(network.change(name, { type: 'static', address: '1.2.3' }), { code: 'ADDRESS_INVALID' });
  await assert.rejects(network.change(name, { type: 'dhcp' }), { code: 'INTERFACE_CHANGE' });
  await assert.rejects(network.change('none9', { type: 'static', address: '127.0.0.1' }), { code: 'INTERFACE_CHANGE' });
  assert.deepEqual(network.interfaces(), before);
});
