import type { WriteStream } from 'node:tty';

/** A stream that people, or other programs, read. */
export interface Output {
  /** Never throws: a reader that went away is no error. */
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly colours: boolean;
}

/** Everything a command takes from its process, so that tests can stand in for it. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Calls back at every Ctrl-C and request to end. Returns how to stop listening. */
  onInterrupt(callback: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** Width of lines where there is no terminal. */
const plainColumns = 100;

export function processIo(): Io {
  return {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    onInterrupt(callback) {
      const signals = ['SIGINT', 'SIGTERM'] as const;
      for (const signal of signals) process.on(signal, callback);
      return () => {
        for (const signal of signals) process.off(signal, callback);
      };
    },
    exit: (code) => process.exit(code),
  };
}

function output(stream: WriteStream): Output {
  // A reader that closed its end (`| head`) must not crash a run whose report is still to be written.
  stream.on('error', () => {});
  return {
    write: (text) => void (stream.writable && stream.write(text)),
    get isTerminal() {
      return stream.isTTY === true && process.env.TERM !== 'dumb';
    },
    get columns() {
      return stream.isTTY ? (stream.columns ?? plainColumns) : plainColumns;
    },
    get colours() {
      if (process.env.NO_COLOR) return false;
      if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
      return stream.isTTY === true && stream.hasColors();
    },
  };
}
