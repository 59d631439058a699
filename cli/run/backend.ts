import type { BackendName, DockerOptions, GroundFacts, SiteOptions } from '../../sim';
import type { ClockStrategy, Target } from '../../target';
import { imageTarget, referenceAgent, referenceImage } from '../../target/reference-agent';
import { usageError } from '../errors';

/** The options of `hostlink run` that say where hosts run and how time passes for them, as given. */
export interface BackendArguments {
  readonly backend: BackendName;
  readonly image?: string;
  readonly clock?: ClockStrategy;
  readonly fresh?: true;
  readonly keep?: 'on-failure';
}

/** Where the hosts of a run are, and what they are. */
export interface BackendChoice {
  readonly site: Pick<SiteOptions, 'backend' | 'docker'> & { readonly backend: BackendName };
  readonly runId: string;
  readonly clock: ClockStrategy;
  /** The options that choose the same again, where they are not the defaults. */
  readonly options: readonly string[];
}

const clocks: Readonly<Record<BackendName, readonly [usual: ClockStrategy, ...more: ClockStrategy[]]>> = {
  embedded: ['virtual', 'real'],
  docker: ['faketime', 'real'],
};

/** The image that hosts are of where none is named. */
export const defaultImage = (version: string): string => `hostlink/reference-agent:${version}`;

/**
 * Reads the options; throws a `CliError` where they make no sense together.
 *
 * @param version of this package
 * @param runId name of the run, which everything that it makes on an engine is labelled with
 */
export function chooseBackend(given: BackendArguments, version: string, runId: string): BackendChoice {
  const { backend, fresh, keep } = given;
  const clock = chooseClock(given);
  if (backend === 'embedded') refuseDockerOptions(given);
  const usual = defaultImage(version);
  const image = given.image ?? usual;
  // Nothing an engine takes for a name begins with a hyphen or has spaces in it; the engine judges the rest.
  if (!/^[A-Za-z0-9][^\s]*$/.test(image))
    throw usageError('CLI_BAD_IMAGE', `--image takes the name of an image, not "${image}".`);
  const docker: DockerOptions = { image, runId, fresh: fresh === true, keep: keep ?? 'never' };
  return {
    site: backend === 'docker' ? { backend, docker } : { backend },
    runId,
    clock,
    options: [
      ...(backend === 'docker' ? ['--backend', 'docker'] : []),
      ...(image === usual ? [] : ['--image', image]),
      ...(clock === clocks[backend][0] ? [] : ['--clock', clock]),
      ...(fresh ? ['--fresh'] : []),
    ],
  };
}

/** The implementation under test, once the engine told what the image is. */
export function targetOf({ site: { docker }, clock }: BackendChoice, facts: GroundFacts, version: string): Target {
  if (docker === undefined) {
    // What is waited for in real time is watched for as long as with containers.
    const { hold } = (clock === 'virtual' ? referenceAgent : referenceImage).budgets;
    return { ...referenceAgent, clock, budgets: { ...referenceAgent.budgets, hold } };
  }
  if (docker.image === defaultImage(version)) return { ...referenceImage, clock };
  return { ...imageTarget(facts.image ?? { name: docker.image, id: 'unknown' }), clock };
}

function chooseClock({ backend, clock }: BackendArguments): ClockStrategy {
  const possible = clocks[backend];
  if (clock === undefined) return possible[0];
  if (possible.includes(clock)) return clock;
  const why =
    clock === 'virtual'
      ? 'Virtual time is handed to hosts of this process only, and containers cannot take it'
      : 'Only the clocks of containers can be put forward';
  throw usageError('CLI_CLOCK_ELSEWHERE', `${why}: with --backend ${backend}, --clock takes ${possible.join(' or ')}.`);
}

function refuseDockerOptions({ image, fresh, keep }: BackendArguments): void {
  const given = { '--image': image, '--fresh': fresh, '--keep': keep };
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined) continue;
    throw usageError('CLI_DOCKER_ONLY', `${option} is about containers: use it with --backend docker.`);
  }
}
