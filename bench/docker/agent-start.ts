import { heading, milliseconds, row } from '../figures';
import { spec } from '../linked-site';
import { addressOf } from './bare';
import { hostContainer } from './container';
import { helperImage } from './contract';
import { firstAnswer } from './first-answer';
import { releasedSite } from './released-site';
import type { Stand } from './stand';

/** From asking the engine to start a host, which has its network already, to its first answer. */
export async function measureAgentStart(stand: Stand, rounds: number): Promise<void> {
  const bare = await firstBoots(stand, rounds);
  const again = await releasedSite(stand.site, async (site) => {
    const [host] = await site.addHosts(spec('alpha'));
    const taken: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await host?.stop();
      const began = performance.now();
      await host?.start();
      taken.push((performance.now() - began) / 1000);
    }
    return taken;
  });
  console.log(heading('one host, from its start to its first answer'));
  console.log(
    row(
      'first boot, bare',
      bare.map((boot) => boot.answered),
      milliseconds,
    ),
  );
  console.log(
    row(
      '  of which the engine takes to start it',
      bare.map((boot) => boot.started),
      milliseconds,
    ),
  );
  console.log(
    row(
      '  of which until it answers, goal 150 ms with the above',
      bare.map((boot) => boot.answered - boot.started),
      milliseconds,
    ),
  );
  console.log(row('host.start(), with a disk and a clock put forward', again, milliseconds));
}

interface Boot {
  readonly started: number;
  readonly answered: number;
}

async function firstBoots(stand: Stand, rounds: number): Promise<readonly Boot[]> {
  const { docker, labels, signal } = stand;
  const helper = await docker.createContainer({
    Image: helperImage,
    Labels: { ...labels },
    Entrypoint: ['sh'],
    OpenStdin: true,
    HostConfig: { CapDrop: ['ALL'] },
  });
  try {
    await helper.start();
    const address = await addressOf(helper, 'bridge');
    const boots: Boot[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const host = await docker.createContainer(hostContainer(stand, `container:${helper.id}`));
      try {
        const began = performance.now();
        await host.start();
        const started = (performance.now() - began) / 1000;
        await firstAnswer(address, signal);
        boots.push({ started, answered: (performance.now() - began) / 1000 });
      } finally {
        await host.remove({ force: true, v: true });
      }
    }
    return boots;
  } finally {
    await helper.remove({ force: true, v: true });
  }
}
