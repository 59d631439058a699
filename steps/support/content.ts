import { type Bundle, NotObservable, type Operator, type Outcome } from '../../operators/operator';
import { remember } from './linking';
import type { ContentView } from './matchers/content';
import type { SuiteWorld } from './world';

/** Uploads a bundle, and keeps what it was where the host took it. */
export async function upload(world: SuiteWorld, on: string, bundle: Bundle): Promise<Outcome> {
  const outcome = await world.ask(on, (operator) => operator.uploadContent(bundle));
  if (outcome.accepted) world.bundles.uploaded(bundle);
  return outcome;
}

/** Tries an upload, with what all hosts had before kept for comparison. */
export async function tryToUpload(world: SuiteWorld, on: string, bundle: Bundle): Promise<void> {
  await remember(world);
  await rememberContent(world);
  world.memory.answered(`the upload to "${on}"`, await upload(world, on, bundle));
}

/** Keeps what all hosts that are on have, before something is tried. */
export async function rememberContent(world: SuiteWorld): Promise<void> {
  world.bundles.remember(await lookAtContent(world, await world.hostsOn()));
}

/** How much of its content a host has to show: what it lists, or each byte as well. */
export type Closeness = 'as listed' | 'byte for byte';

/** What these hosts tell of their content, read side by side. */
export function lookAtContent(
  world: SuiteWorld,
  names: readonly string[],
  closeness: Closeness = 'as listed',
): Promise<ContentView[]> {
  return Promise.all(names.map((name) => world.ask(name, (operator) => viewOf(name, operator, closeness))));
}

async function viewOf(name: string, operator: Operator, closeness: Closeness): Promise<ContentView> {
  const last = operator.uploadedContent();
  const [uploaded, contents, sync] = await Promise.all([
    closeness === 'byte for byte' ? last : last.catch(unlessObservable),
    operator.contents(),
    operator.contentSync(),
  ]);
  return {
    name,
    last: uploaded,
    entries: contents.map(({ name: entry, version }) => `${entry} ${version}`).sort(),
    reasons: [...Object.values(sync.errors), ...sync.pending.map(({ message }) => message)],
  };
}

/** What a way in does not show is no part of a comparison of what it does. */
function unlessObservable(error: unknown): undefined {
  if (!(error instanceof NotObservable)) throw error;
}
