import { randomBytes } from 'node:crypto';
import { SiteError } from '../../../errors';
import type { Attached } from '../engine/engine';

interface Waiting {
  readonly lines: string[];
  readonly timer: NodeJS.Timeout;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
}

/** How a command ended, and what it wrote, standard error included. */
export interface Done {
  readonly status: number;
  readonly output: string;
}

/** Milliseconds after which a helper that has not answered is gone: far more than what a busy machine takes. */
const longest = 60_000;

/**
 * A host's helper, as somebody who types commands into its shell: they run one after the other, and each costs no more than
 * itself.
 */
export class HelperShell {
  /** What ends the output of a command. Nobody can guess it, so that no name that a host gives a file looks like it. */
  readonly #mark = `@@${randomBytes(8).toString('hex')}`;
  readonly #waiting: Waiting[] = [];
  #ended: Error | undefined;

  /** @param name of the container, for messages */
  constructor(
    readonly name: string,
    readonly attached: Attached,
    readonly patience = longest,
  ) {
    attached.onLine((line) => this.#read(line));
    void attached.ended.then(() => this.#end('has ended'));
  }

  /** Runs a command of the shell. Rejects with `SITE_ENGINE_GONE` where the helper is gone. */
  run(command: string): Promise<Done> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const done = Promise.withResolvers<Done>();
    const timer = setTimeout(() => this.#end(`has not answered for ${this.patience / 1000} s`), this.patience);
    this.#waiting.push({ lines: [], timer, ...done });
    this.attached.write(`{ ${command}\n} </dev/null 2>&1\necho "${this.#mark} $?"\n`);
    return done.promise;
  }

  /** As {@link run}, for what has to work. Rejects with `SITE_ENGINE_REFUSED` and what the command said where it does not. */
  async demand(command: string): Promise<string> {
    const { status, output } = await this.run(command);
    if (status === 0) return output;
    const said = output.replaceAll(/\s+/g, ' ').trim();
    throw new SiteError(
      'SITE_ENGINE_REFUSED',
      `The helper "${this.name}" could not change the network or the disk of its host ("${said}", status ${status}); see whether this machine's kernel has nftables and traffic control.`,
    );
  }

  /** Leaves the helper running when nobody types any more. */
  leaveRunning(): void {
    this.attached.write('exec sleep 2147483647\n');
  }

  #read(line: string): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    // What a command wrote last may lack its end of line.
    const at = line.lastIndexOf(`${this.#mark} `);
    if (at < 0) {
      first.lines.push(line);
      return;
    }
    if (at > 0) first.lines.push(line.slice(0, at));
    this.#waiting.shift();
    clearTimeout(first.timer);
    first.resolve({ status: Number(line.slice(at + this.#mark.length + 1)), output: first.lines.join('\n') });
  }

  #end(what: string): void {
    this.#ended ??= new SiteError(
      'SITE_ENGINE_GONE',
      `The helper "${this.name}", which holds a host's network and disk, ${what}; see whether somebody removed it or stopped the Docker engine.`,
    );
    for (const { timer, reject } of this.#waiting.splice(0)) {
      clearTimeout(timer);
      reject(this.#ended);
    }
  }
}

/** Text as one word of a shell command. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
