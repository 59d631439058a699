import { createCipheriv, hash } from 'node:crypto';
import type { Bundle } from '../../../operators/operator';
import { ScenarioMistake } from '../errors';
import type { ContentView, Uploaded } from '../matchers/content';

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

/** Bytes without any pattern: nothing on the way can make them smaller, and no part of them is like another. */
function bytesOf(seed: string, count: number): Uint8Array {
  return createCipheriv('aes-256-ctr', hash('sha256', seed, 'buffer'), Buffer.alloc(16)).update(Buffer.alloc(count));
}
