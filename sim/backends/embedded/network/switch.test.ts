import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { test } from 'node:test';
import { Activity } from './activity';
import { type Port, Switch } from './switch';
import { Wire } from './wire';

test('closing the switch ends connections behind cuts too, even those that their host is done with', async (t) => {
  const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const wires = new Switch(new Activity());
  const [from, to] = ['127.1.1.2', '127.1.1.3'].map(
    (address): Port => ({ network: 'x', address, power: 'on', listening: new Map() }),
  ) as [Port, Port];
  const sockets = [0, 1].map(() => connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const [done, used] = sockets.map((socket) => {
    const wire = new Wire(socket, wires.activity, () => undefined);
    wires.carry(wire, from, to);
    return wire;
  });
  wires.cut(from, to);
  done?.destroy();
  assert.deepEqual(
    sockets.map((socket) => socket.destroyed),
    [false, false],
  );
  wires.close();
  assert.deepEqual(
    sockets.map((socket) => socket.destroyed),
    [true, true],
  );
  assert.equal(used?.destroyed, true);
});
