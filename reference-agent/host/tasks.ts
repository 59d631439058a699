/**
 * Work that goes on in the background for as long as the state of the host asks for it: each piece has a key, runs once at
 * a time, and is told to stop when its key is no longer wanted.
 */
export class Tasks {
  readonly #running = new Map<string, AbortController>();
  #closed = false;

  /** Starts what is wanted and not running, and stops what runs and is no longer wanted. */
  keep(wanted: ReadonlyMap<string, (signal: AbortSignal) => Promise<void>>): void {
    if (this.#closed) return;
    for (const [key, controller] of this.#running) {
      if (wanted.has(key)) continue;
      this.#running.delete(key);
      controller.abort();
    }
    for (const [key, work] of wanted) {
      if (this.#running.has(key)) continue;
      const controller = new AbortController();
      this.#running.set(key, controller);
      // A piece of work ends only when its purpose does, so a key is not started again until it was unwanted once.
      void work(controller.signal);
    }
  }

  close(): void {
    this.#closed = true;
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }
}
