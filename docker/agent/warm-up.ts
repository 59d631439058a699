import { Agent as Connections, request } from 'node:https';
import { memoryDisk, startAgent } from '../../reference-agent';

const userData = 'stylus: { managementMode: local }\nstages: { initramfs: [{ users: { u: { passwd: p } } }] }\n';

/**
 * Boots a host that nobody needs, and logs in to it: what V8 has compiled by then is what a boot compiles. Run while the
 * image is built.
 */
export async function warmUp(): Promise<void> {
  const agent = await startAgent({ userData, disk: memoryDisk(), port: 0, passwordCost: 1, log: () => {} });
  const connections = new Connections({ rejectUnauthorized: false });
  await answer(new URL('/v1/ping', agent.url), connections);
  const login = JSON.stringify({ username: 'u', password: 'p' });
  await answer(new URL('/v1/users/default/login', agent.url), connections, login);
  connections.destroy();
  await agent.close();
}

function answer(url: URL, agent: Connections, body?: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  request(
    url,
    { agent, method: body ? 'POST' : 'GET', headers: { 'content-type': 'application/json' } },
    (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url.pathname} answered ${response.statusCode}`));
      });
    },
  )
    .once('error', reject)
    .end(body);
  return promise;
}
