import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { GroupDocument } from '../../domain';

/** Everything that any host ever took for decided, and what must be true of it. */
export class History {
  readonly #decided = new Map<number, GroupDocument>();
  readonly #forks: string[] = [];
  readonly #denied: string[] = [];
  readonly #happened = new Map<string, number>();
  readonly #refusedForGood = new Map<string, number>();

  /** A host takes this document for decided. */
  learned(hostId: string, document: GroupDocument): void {
    const known = this.#decided.get(document.version);
    if (!known) this.#decided.set(document.version, document);
    else if (known !== document && !isDeepStrictEqual(known, document))
      this.#forks.push(`${hostId}: ${document.version}`);
  }

  /** A host was told that its change will never happen; it knew this version. */
  refusedForGood(change: string, version: number): void {
    this.#refusedForGood.set(change, version);
  }

  /** A host was told that its change has happened; this is what it knew. */
  happened(change: string, { version }: GroupDocument): void {
    this.#happened.set(change, version);
  }

  /** A host was refused its change because of what that change itself had done. */
  deniedThoughItHappened(change: string): void {
    this.#denied.push(change);
  }

  /** Each version continues the one before; nothing happens twice, and nothing that was refused for good. */
  check(): void {
    assert.deepEqual(this.#forks, [], 'versions were decided in two ways');
    assert.deepEqual(this.#denied, [], 'changes were refused because they had happened');
    const documents = [...this.#decided.values()].sort((one, other) => one.version - other.version);
    let before: readonly string[] = [];
    for (const { version, contents } of documents) {
      const changes = contents.map(({ name }) => name);
      assert.deepEqual(changes.slice(0, before.length), before, `version ${version} does not continue the one before`);
      assert.equal(new Set(changes).size, changes.length, `version ${version}: a change happened twice`);
      before = changes;
    }
    for (const [change, version] of this.#happened) {
      assert.ok(before.includes(change), `"${change}", reported as decided by version ${version}, is lost`);
    }
    for (const [change, version] of this.#refusedForGood) {
      assert.ok(!before.includes(change), `"${change}", refused for good at version ${version}, happened`);
    }
  }
}
