import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Owned } from './engine';
import { engineWords, statusOf } from './errors';

/** Milliseconds between two tries while the engine lets go of something. */
const pause = 20;
/** Tries for what nobody uses and the engine says is used: it has lost count then, and counts anew when it starts. */
const tries = 25;

/**
 * Ends and removes one thing, and resolves when it is gone, whoever removed it. A network or volume that a container uses,
 * though it be a stopped one, is refused: what is ours may have been taken into use by somebody else.
 */
export async function removeThing(docker: Docker, { kind, id }: Pick<Owned, 'kind' | 'id'>, abortSignal: AbortSignal) {
  if (kind === 'container') return removeContainer(docker, id, abortSignal);
  // The engine would let go of a network under a stopped container, which then could not be started again.
  if (kind === 'network') await refuseUsed(docker, kind, id, abortSignal);
  const thing = kind === 'network' ? docker.getNetwork(id) : docker.getVolume(id);
  for (let left = tries; ; ) {
    try {
      await thing.remove({ abortSignal });
      return;
    } catch (error) {
      if (statusOf(error) === 404) return;
      const words = engineWords(error);
      if (!/in use|active endpoints/i.test(words)) throw error;
      if (left === 0)
        throw new Error(`${words}, though no container uses it: the engine has lost count until it is started anew`);
    }
    if (!(await refuseUsed(docker, kind, id, abortSignal))) left -= 1;
    await sleep(pause, undefined, { signal: abortSignal });
  }
}

async function removeContainer(docker: Docker, id: string, abortSignal: AbortSignal): Promise<void> {
  const container = docker.getContainer(id);
  try {
    await container.remove({ force: true, v: true, abortSignal });
  } catch (error) {
    if (statusOf(error) === 404) return;
    if (!/already in progress/.test(engineWords(error))) throw error;
    await removed(container, abortSignal);
  }
}

async function removed(container: Docker.Container, abortSignal: AbortSignal): Promise<void> {
  try {
    await container.wait({ condition: 'removed', abortSignal });
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}

/** Resolves to whether containers use it that are being removed, and so let go of it by themselves. */
async function refuseUsed(
  docker: Docker,
  kind: 'network' | 'volume',
  id: string,
  abortSignal: AbortSignal,
): Promise<boolean> {
  const containers = await docker.listContainers({ all: true, filters: { [kind]: [id] }, abortSignal });
  const users = containers.filter(({ State }) => State !== 'removing' && State !== 'dead');
  const names = users.map(({ Id, Names }) => `"${Names[0]?.replace(/^\//, '') ?? Id}"`);
  if (names.length > 0) throw new Error(`it is used by container ${names.join(', ')}`);
  return containers.length > 0;
}
