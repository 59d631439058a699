import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { test } from 'node:test';
import { Activity } from './activity';
import { Servers } from './servers';

test('a host that starts to read a request while it is frozen reads nothing of it', async (t) => {
  const activity = new Activity();
  const servers = new Servers(activity);
  t.after(() => servers.sever());
  const server = createServer();
  const port = await servers.listen(server, 0, '127.0.0.1');
  const asked = request({ host: '127.0.0.1', port, method: 'POST', agent: false });
  asked.flushHeaders();
  const [incoming, outgoing] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  servers.freeze();
  let body = '';
  incoming.on('data', (part) => {
    body += part;
  });
  asked.end('a body');
  await activity.settle();
  assert.equal(body, '');
  servers.thaw();
  await once(incoming, 'end');
  assert.equal(body, 'a body');
  outgoing.end();
  await once(asked, 'response');
});

test('a server that is used again after it was closed is the same to it', async (t) => {
  const servers = new Servers(new Activity());
  t.after(() => servers.sever());
  const server = createServer((_, response) => response.end());
  for (let round = 0; round < 2; round += 1) {
    const port = await servers.listen(server, 0, '127.0.0.1');
    const asked = request({ host: '127.0.0.1', port, agent: false }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    server.close();
    await once(server, 'close');
  }
});

test('the refusal of the operating system is handed on', async (t) => {
  const servers = new Servers(new Activity());
  t.after(() => servers.sever());
  const port = await servers.listen(createServer(), 0, '127.0.0.1');
  await assert.rejects(servers.listen(createServer(), port, '127.0.0.1'), { code: 'EADDRINUSE' });
});
