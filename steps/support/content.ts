import { createCipheriv, hash } from 'node:crypto';
import type { Bundle, Operator, Outcome } from '../../operators/operator';
import { ScenarioMistake } from './errors';
import { remember } from './linking';
import type { ContentView, Uploaded } from './matchers/content';
import type { SuiteWorld } from './world';

/** Bytes of a bundle where nothing else is said: more than one piece of a stream of any size likely, and fast. */
const usualBytes = 96 * 1024;

/** The bundles of a scenario: what was made, what was uploaded, and what hosts had before something was tried. */
export class Bundles {
  readonly #uploaded: Uploaded[] = [];
  readonly #made = new Map<string, number>();
  #before: ReadonlyMap<string, ContentView> = new Map();

  constructor(private readonly seed: number) {}

  /** A bundle of this name; every further one of a name has other bytes. */
  make(fileName: string, bytes = usualBytes): Bundle {
    const count = (this.#made.get(fileName) ?? 0) + 1;
    this.#made.set(fileName, count);
    return { fileName, content: bytesOf(`${this.seed} ${fileName} ${count}`, bytes) };
  }

  uploaded({ fileName, content }: Bundle): void {
    this.#uploaded.push({ fileName, sha256: hash('sha256', content), bytes: content.length });
  }

  /** Every bundle that a host took, the latest last. */
  get all(): readonly Uploaded[] {
    return this.#uploaded;
  }

  /** The one of this name that was uploaded last. */
  named(fileName: string): Uploaded {
    const found = this.#uploaded.findLast((each) => each.fileName === fileName);
    if (found === undefined) throw new ScenarioMistake(`"${fileName}" has to be uploaded before this step.`);
    return found;
  }

  remember(views: readonly ContentView[]): void {
    this.#before = new Map(views.map((view) => [view.name, view]));
  }

  /** What this host had before something was tried last. */
  before(host: string): ContentView {
    const found = this.#before.get(host);
    if (found === undefined) throw new ScenarioMistake(`An upload has to be tried before "${host}" can be compared.`);
    return found;
  }
}

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
  const site = await world.site();
  const names = [...site.hosts.values()].filter(({ power }) => power === 'on').map(({ name }) => name);
  world.bundles.remember(await lookAtContent(world, names));
}

/** What these hosts tell of their content, read side by side. */
export function lookAtContent(world: SuiteWorld, names: readonly string[]): Promise<ContentView[]> {
  return Promise.all(names.map((name) => world.ask(name, (operator) => viewOf(name, operator))));
}

async function viewOf(name: string, operator: Operator): Promise<ContentView> {
  const [last, contents, sync] = await Promise.all([
    operator.uploadedContent(),
    operator.contents(),
    operator.contentSync(),
  ]);
  return {
    name,
    last,
    entries: contents.map(({ name: entry, version }) => `${entry} ${version}`).sort(),
    reasons: [...Object.values(sync.errors), ...sync.pending.map(({ message }) => message)],
  };
}

/** Bytes without any pattern: nothing on the way can make them smaller, and no part of them is like another. */
function bytesOf(seed: string, count: number): Uint8Array {
  return createCipheriv('aes-256-ctr', hash('sha256', seed, 'buffer'), Buffer.alloc(16)).update(Buffer.alloc(count));
}
