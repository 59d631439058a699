/**
 * Hosts in containers of a Docker engine: of the reference image, or of any image that keeps `docker/CONTRACT.md`.
 *
 * A host is two containers. The helper holds the network namespace with the host's address, and the host's disk; the image
 * under test joins it without any privilege. So networks, faults, addresses and disks outlive power cuts.
 *
 * Each thread of a run has a {@link Fleet}; its sites take their hosts from {@link Premises} of it and give them back.
 */
import { SiteError } from '../../errors';
import type { Ground } from '../../ground';
import type { DockerOptions, KeptHost, SiteOptions } from '../../site';
import type { Backend } from '../backend';
import { fleetBackend } from './backend';
import { dockerEngine } from './engine/dockerode';
import { Fleet, helperImage } from './fleet';
import { sweepBeside, sweepRun } from './owned/sweep';

/** Of this thread, by the run's id. */
let fleet: { readonly runId: string; readonly opened: Promise<Fleet> } | undefined;

/** A site on the engine. Rejects where the engine is not there. */
export async function dockerBackend(options: SiteOptions): Promise<Backend> {
  const docker = demandOptions(options);
  if (fleet?.runId !== docker.runId) {
    const opened = openFleet(docker, options.target.clock === 'faketime');
    // Kept where it failed too: an engine that was not there is not waited for again by each scenario.
    opened.catch(() => undefined);
    fleet = { runId: docker.runId, opened };
  }
  const open = await fleet.opened;
  const trouble = open.lost.aborted ? await open.trouble() : undefined;
  if (trouble !== undefined) throw trouble;
  return fleetBackend(open, options);
}

async function openFleet(docker: DockerOptions, movesClocks: boolean): Promise<Fleet> {
  return Fleet.open(await dockerEngine(), { ...docker, movesClocks });
}

/** See `releaseHosts`. */
export async function releaseDockerHosts(): Promise<void> {
  const open = await fleet?.opened.catch(() => undefined);
  fleet = undefined;
  await open?.close();
}

/** See `prepare`: finds the engine and the images, and sweeps what dead runs left. */
export async function prepareDocker(options: Pick<SiteOptions, 'docker'>): Promise<Ground> {
  const docker = demandOptions(options);
  const engine = await dockerEngine();
  try {
    const [{ version, apiVersion }, { name, id, digest }] = await Promise.all([
      engine.facts(),
      engine.image(docker.image),
      engine.image(helperImage),
    ]);
    // Beside the run: nothing of it needs what the dead have taken.
    const sweptDead = sweepBeside(engine);
    return {
      facts: { engine: { version, apiVersion }, image: { name, id, ...(digest === undefined ? {} : { digest }) } },
      async close(kept: readonly KeptHost[] = []) {
        try {
          return [...(await sweepRun(engine, docker.runId, kept)), ...(await sweptDead())];
        } finally {
          engine.close();
        }
      },
    };
  } catch (error) {
    engine.close();
    throw error;
  }
}

function demandOptions({ docker }: Pick<SiteOptions, 'docker'>): DockerOptions {
  if (docker !== undefined) return docker;
  throw new SiteError(
    'SITE_ENGINE_REFUSED',
    'A site on Docker needs to know the image and the run; give SiteOptions.docker.',
  );
}
