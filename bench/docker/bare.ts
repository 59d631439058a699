import type { Container, Network } from 'dockerode';
import { hostContainer } from './container';
import { firstAnswer } from './first-answer';
import type { Stand } from './stand';
import { sideBySide, type Way } from './ways';

/** The engine's own network, which is there already. */
const defaultNetwork = 'bridge';

/** The least that can be asked of the engine: create, start, poll. */
export function bare(stand: Stand, on: 'its own network' | 'the default network'): Way {
  const { docker, labels, signal } = stand;
  return {
    name: `bare dockerode, on ${on}`,
    async up(count) {
      const containers: Container[] = [];
      let network: Network | undefined;
      const down = async () => {
        await Promise.all(containers.map((container) => container.remove({ force: true, v: true })));
        await network?.remove();
      };
      try {
        let name = defaultNetwork;
        if (on === 'its own network') {
          name = `hostlink-bench-${stand.runId.slice(0, 8)}`;
          network = await docker.createNetwork({ Name: name, Internal: true, Labels: { ...labels } });
        }
        await sideBySide(count, async () => {
          const container = await docker.createContainer(hostContainer(stand, name));
          containers.push(container);
          await container.start();
          await firstAnswer(await addressOf(container, name), signal);
        });
      } catch (error) {
        await down();
        throw error;
      }
      return down;
    },
  };
}

/** Of a container that runs. */
export async function addressOf(container: Container, network: string): Promise<string> {
  const { NetworkSettings } = await container.inspect();
  const address = NetworkSettings.Networks[network]?.IPAddress;
  if (!address) throw new Error(`Container ${container.id} has no address on network "${network}".`);
  return address;
}
