import type { Attached, ContainerSpec, ContainerState, Owned } from '../engine/engine';

/** One start of a container, as what runs in it sees it. */
export interface FakeProcess {
  readonly id: string;
  readonly spec: ContainerSpec;
  /** Writes a line to its output. */
  say(line: string): void;
  end(exitCode: number): void;
  /** Called with each line that is written to it. */
  onInput(listener: (line: string) => void): void;
  /** Called when whoever wrote to it has gone away. */
  onInputEnd(listener: () => void): void;
  /** Called when it is asked to end (SIGTERM); it is then to call {@link end}. Without a listener it is killed instead. */
  onTerminate(listener: () => void): void;
}

/** What runs in containers: called at each start. */
export type FakeProgram = (process: FakeProcess) => void;

const notYetStarted: ContainerState = { running: false, paused: false, exitCode: 0, outOfMemory: false, error: '' };

export class FakeContainer {
  readonly log: { readonly at: number; readonly line: string }[] = [];
  state: ContainerState = notYetStarted;
  readonly #attached = new Set<FakeAttached>();
  readonly #inputs: ((line: string) => void)[] = [];
  readonly #inputEnds: (() => void)[] = [];
  readonly #terminations: (() => void)[] = [];
  #ended = Promise.withResolvers<void>();

  constructor(
    readonly id: string,
    readonly spec: ContainerSpec,
    readonly now: () => number,
    readonly onEnd: (exitCode: number) => void,
  ) {}

  get owned(): Owned {
    const { name, labels, mounts, network } = this.spec;
    const uses = [...mounts.map(({ volume }) => volume), ...('name' in network ? [network.name] : [])];
    return { kind: 'container', id: this.id, name, labels, uses };
  }

  start(program: FakeProgram = () => {}): void {
    this.state = { ...notYetStarted, running: true };
    this.#ended = Promise.withResolvers<void>();
    for (const listeners of [this.#inputs, this.#inputEnds, this.#terminations]) listeners.length = 0;
    program({
      id: this.id,
      spec: this.spec,
      say: (line) => this.say(line),
      end: (exitCode) => this.end(exitCode),
      onInput: (listener) => void this.#inputs.push(listener),
      onInputEnd: (listener) => void this.#inputEnds.push(listener),
      onTerminate: (listener) => void this.#terminations.push(listener),
    });
  }

  say(line: string): void {
    this.log.push({ at: this.now(), line });
    for (const attached of this.#attached) attached.say(line);
  }

  /** Ends what runs; nothing where nothing does. */
  end(exitCode: number, outOfMemory = false): void {
    if (!this.state.running) return;
    this.state = { ...notYetStarted, exitCode, outOfMemory };
    this.detach();
    this.#ended.resolve();
    this.onEnd(exitCode);
  }

  async terminate(): Promise<void> {
    if (!this.state.running) return;
    this.setPaused(false);
    if (this.#terminations.length === 0) this.end(137);
    for (const listener of this.#terminations) listener();
    await this.#ended.promise;
  }

  setPaused(paused: boolean): void {
    this.state = { ...this.state, paused };
  }

  attach(): Attached {
    const attached = new FakeAttached((line) => {
      if (this.spec.reads) for (const listener of this.#inputs) listener(line);
    });
    this.#attached.add(attached);
    attached.ended.then(() => {
      this.#attached.delete(attached);
      if (this.spec.reads && this.state.running) for (const listener of this.#inputEnds) listener();
    });
    return attached;
  }

  /** Ends the streams of all who are attached. */
  detach(): void {
    for (const attached of this.#attached) attached.close();
  }
}

class FakeAttached implements Attached {
  readonly #listeners: ((line: string) => void)[] = [];
  readonly #early: string[] = [];
  readonly #end = Promise.withResolvers<void>();
  readonly ended = this.#end.promise;
  #open = true;
  #begun = '';

  constructor(readonly input: (line: string) => void) {}

  say(line: string): void {
    if (this.#listeners.length === 0) this.#early.push(line);
    for (const listener of this.#listeners) listener(line);
  }

  write(text: string): void {
    const lines = (this.#begun + text).split('\n');
    this.#begun = lines.pop() ?? '';
    if (this.#open) for (const line of lines) this.input(line);
  }

  onLine(listener: (line: string) => void): void {
    this.#listeners.push(listener);
    for (const line of this.#early.splice(0)) listener(line);
  }

  close(): void {
    this.#open = false;
    this.#end.resolve();
  }
}
