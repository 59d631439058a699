/** Brings a site of linked hosts up: `site-program.js COUNT`. Prints a SiteCost as JSON. */
import { apiOperator } from '../operators/api';
import type { Operator } from '../operators/operator';
import { createSite, type HostSpec, type Site } from '../sim';
import { referenceAgent as target } from '../target/reference-agent';
import type { SiteCost } from './sites';

function spec(name: string): HostSpec {
  return {
    name,
    deploymentMode: 'appliance',
    operatingSystem: { family: 'ubuntu', version: '22.04' },
    userData: 'stylus:\n  managementMode: local\n  enableMultiNode: true\n',
    credentials: target.credentials,
  };
}

async function main(count: number): Promise<SiteCost> {
  // The first site pays for loading and compiling; what a host costs is measured after it.
  await (await linkedSite(2)).close();
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const site = await linkedSite(count);
  globalThis.gc?.();
  const megabytesPerHost = (process.memoryUsage().rss - before) / count / 1024 / 1024;
  await site.close();
  return { upSeconds: site.upSeconds, linkedSeconds: site.linkedSeconds, megabytesPerHost };
}

async function linkedSite(count: number) {
  const began = performance.now();
  const site = await createSite({ target, seed: 1 });
  const hosts = await site.addHosts(...Array.from({ length: count }, (_, index) => spec(`host-${index + 1}`)));
  const upSeconds = (performance.now() - began) / 1000;
  const [leader, ...followers] = hosts.map((host) => apiOperator(host, target, { record: () => {} }));
  if (!leader) throw new Error('A site has at least one host.');
  let token = await leader.generateToken();
  if (token.accepted && token.value.remainingSeconds < 30) {
    await site.clock.pass(token.value.remainingSeconds + 1);
    token = await leader.generateToken();
  }
  if (!token.accepted) throw new Error(`The leader gave no token: ${token.reason}`);
  const { text } = token.value;
  await Promise.all(
    followers.map(async (follower) => {
      const linked = await follower.link(text);
      if (!linked.accepted) throw new Error(`A host was not linked: ${linked.reason}`);
    }),
  );
  for (const operator of [leader, ...followers]) await showsAll(operator, count, site);
  const linkedSeconds = (performance.now() - began) / 1000;
  const close = async () => {
    await Promise.all([leader, ...followers].map((operator) => operator.close()));
    await site.close();
  };
  return { upSeconds, linkedSeconds, close };
}

async function showsAll(operator: Operator, count: number, site: Site): Promise<void> {
  for await (const attempt of site.clock.attempts(60)) {
    if ((await operator.linkedHosts()).hosts.length >= count - 1) return;
    if (attempt.last) throw new Error(`Host "${operator.host.name}" does not show all others.`);
  }
}

void main(Number(process.argv[2])).then((cost) => console.log(JSON.stringify(cost)));
