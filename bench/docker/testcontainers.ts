import type { StartedTestContainer } from 'testcontainers';
import { apiPort, environment, hostLimits, image, scratch, userDataPlace } from './contract';
import type { Stand } from './stand';
import { sideBySide, type Way } from './ways';

/** How often its HTTP wait asks, in milliseconds, where it is told nothing; and how often it may be told to at best here. */
export const waits = { usual: 1000, short: 100 };

/** The same hosts through testcontainers, with the wait that its documentation shows. */
export function testcontainers(stand: Stand, order: 'side by side' | 'in series', wait: number): Way {
  return {
    name: `testcontainers, ${order}, asking every ${wait} ms`,
    async up(count) {
      const containers: StartedTestContainer[] = [];
      const down = async () => {
        const made = containers.map((container) => stand.docker.getContainer(container.getId()));
        await Promise.all(made.map((container) => container.remove({ force: true, v: true })));
      };
      const start = async () => {
        stand.signal.throwIfAborted();
        containers.push(await startOne(stand, wait));
      };
      try {
        if (order === 'side by side') await sideBySide(count, start);
        else for (let index = 0; index < count; index += 1) await start();
      } catch (error) {
        await down();
        throw error;
      }
      return down;
    },
  };
}

function startOne({ labels, userData }: Stand, wait: number): Promise<StartedTestContainer> {
  // The container that clears up after it would have to be downloaded; what this makes has the labels of the run.
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
  const { GenericContainer, Wait } = require('testcontainers') as typeof import('testcontainers');
  return new GenericContainer(image)
    .withLabels({ ...labels })
    .withEnvironment(environment)
    .withBindMounts([{ source: userData, target: userDataPlace, mode: 'ro' }])
    .withTmpFs(scratch)
    .withDroppedCapabilities('ALL')
    .withSecurityOpt('no-new-privileges')
    .withResourcesQuota({ memory: hostLimits.memoryBytes / 2 ** 30, cpu: hostLimits.cpus })
    .withExposedPorts(apiPort)
    .withWaitStrategy(Wait.forHttp('/v1/ping', apiPort).usingTls().allowInsecure().withReadTimeout(wait))
    .start();
}
