import { apiOperator } from '../operators/api';
import type { Operator } from '../operators/operator';
import { createSite, type Host, type HostSpec, releaseHosts, type Site, type SiteOptions } from '../sim';
import { referenceAgent } from '../target/reference-agent';

/** A host as all measurements have it. */
export function spec(name: string): HostSpec {
  return {
    name,
    deploymentMode: 'appliance',
    operatingSystem: { family: 'ubuntu', version: '22.04' },
    userData: 'stylus:\n  managementMode: local\n  enableMultiNode: true\n',
    credentials: referenceAgent.credentials,
  };
}

/** A site of linked hosts, the first of which leads, and what it took. */
export interface LinkedSite {
  readonly site: Site;
  readonly hosts: readonly Host[];
  /** One for each host, in the same order. */
  readonly operators: readonly Operator[];
  readonly upSeconds: number;
  readonly linkedSeconds: number;
  close(): Promise<void>;
}

const inThisProcess: SiteOptions = { target: referenceAgent, seed: 1 };

/** Brings up a leader and its followers, and waits until each shows all others. */
export async function linkedSite(count: number, options = inThisProcess): Promise<LinkedSite> {
  const { target } = options;
  const began = performance.now();
  const site = await createSite(options);
  const hosts = await site.addHosts(...Array.from({ length: count }, (_, index) => spec(`host-${index + 1}`)));
  const upSeconds = (performance.now() - began) / 1000;
  const operators = hosts.map((host) => apiOperator(host, target, { record: () => {} }));
  const [leader, ...followers] = operators;
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
  for (const operator of operators) await showsAll(operator, count, site);
  const linkedSeconds = (performance.now() - began) / 1000;
  const close = async () => {
    await Promise.all(operators.map((operator) => operator.close()));
    await site.close();
    await releaseHosts(options);
  };
  return { site, hosts, operators, upSeconds, linkedSeconds, close };
}

async function showsAll(operator: Operator, count: number, site: Site): Promise<void> {
  for await (const attempt of site.clock.attempts(60)) {
    if ((await operator.linkedHosts()).hosts.length >= count - 1) return;
    if (attempt.last) throw new Error(`Host "${operator.host.name}" does not show all others.`);
  }
}
