/** Lines kept per host: enough for a bug report, too few to fill memory with a hundred hosts. */
const capacity = 500;
/** Characters kept of one line. */
const lineLength = 4000;

/** The last lines that a host logged. */
export class LogRing {
  readonly #lines: string[] = [];

  add(line: string): void {
    this.#lines.push(line.trimEnd().slice(0, lineLength));
    // Dropped in batches: shifting the whole list for every line would cost more than the lines.
    if (this.#lines.length >= 2 * capacity) this.#lines.splice(0, capacity);
  }

  /** Oldest first. */
  lines(): readonly string[] {
    return this.#lines.slice(-capacity);
  }
}
