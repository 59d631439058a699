import type { NetworkInterface, Outcome } from '../../operators/operator';
import { Expectation } from './errors';
import type { SuiteWorld } from './world';

/** Asks a host to take a free address of its network. */
export async function changeAddress(world: SuiteWorld, name: string): Promise<Outcome> {
  const host = await world.host(name);
  const [address, current] = await Promise.all([host.spareAddress(), managementInterface(world, name)]);
  return askToMove(world, name, { ...current, address });
}

/** Asks a host to give one of its interfaces that address, and notes where the host was and where it was to go. */
export async function askToMove(world: SuiteWorld, host: string, wanted: NetworkInterface): Promise<Outcome> {
  const { name, address, subnet, gateway } = wanted;
  world.memory.movesTo(host, { before: (await world.host(host)).address, wanted: address });
  return world.ask(host, (operator) => operator.updateAddress(name, { address, subnet, gateway }));
}

/** The address that a host says its management interface has. */
export async function readAddress(world: SuiteWorld, name: string): Promise<string> {
  return (await managementInterface(world, name)).address;
}

async function managementInterface(world: SuiteWorld, name: string): Promise<NetworkInterface> {
  const [interfaces, management] = await Promise.all([
    world.ask(name, (operator) => operator.networkInterfaces()),
    world.ask(name, (operator) => operator.managementInterface()),
  ]);
  const found = interfaces.find((each) => each.name === management);
  if (found !== undefined) return found;
  const names = interfaces.map((each) => `"${each.name}"`).join(', ');
  throw new Expectation({
    expected: `"${name}" lists its management interface "${management}" among its network interfaces`,
    seen: `it lists ${names || 'none'}`,
  });
}
