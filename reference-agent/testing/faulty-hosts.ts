import type { AgentOptions } from '..';
import { freeAddress, TestHost } from '../test-hosts';
import { FaultyMachine, FaultySite } from './faulty-site';

/**
 * Linked hosts on machines that can fail, by name; the first one leads. To be ended.
 * @param options of each host
 */
export async function faultyHosts<Name extends string>(
  names: readonly [Name, ...Name[]],
  options: Partial<AgentOptions> = {},
) {
  const site = new FaultySite();
  const machines = new Map(names.map((name) => [name, new FaultyMachine(name, freeAddress(), site)]));
  const hosts = new Map<Name, TestHost>();
  const machine = (name: Name) => machines.get(name) as FaultyMachine;
  const host = (name: Name) => hosts.get(name) as TestHost;
  const boot = async (name: Name) => {
    hosts.get(name)?.hangUp();
    hosts.set(name, await TestHost.boot({ ...machine(name).powerOn(), ...options }));
  };
  const end = () => {
    for (const name of names) machine(name).kill();
    for (const known of hosts.values()) known.hangUp();
  };
  const [leader, ...followers] = names;
  await Promise.all(names.map(boot));
  const token = await host(leader).token();
  await site.during(Promise.all(followers.map((name) => host(name).link(token))));
  site.hurry();
  return { site, machine, host, boot, end };
}
