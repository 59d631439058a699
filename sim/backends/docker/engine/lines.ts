import { StringDecoder } from 'node:string_decoder';

/** Characters kept of a line: what writes it is not trusted, and a line without an end must not fill memory. */
const longest = 64 * 1024;

const headerLength = 8;

/**
 * Lines out of what the engine sends of a container's standard output and error: frames of eight bytes of header (kind,
 * three zeroes, length of four bytes, most significant first) and so much content. Lines of both come in the order of their ends.
 */
export class FramedLines {
  readonly #header = Buffer.alloc(headerLength);
  #headerBytes = 0;
  #left = 0;
  readonly #streams = new Map<number, LineBuffer>();

  constructor(readonly onLine: (line: string) => void) {}

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      const end = Math.min(chunk.length, at + (this.#left > 0 ? this.#left : headerLength - this.#headerBytes));
      if (this.#left > 0) {
        this.#stream().push(chunk.subarray(at, end));
        this.#left -= end - at;
      } else {
        chunk.copy(this.#header, this.#headerBytes, at, end);
        this.#headerBytes += end - at;
        if (this.#headerBytes === headerLength) {
          this.#headerBytes = 0;
          this.#left = this.#header.readUInt32BE(4);
        }
      }
      at = end;
    }
  }

  /** Hands on lines that have no end. */
  end(): void {
    for (const stream of this.#streams.values()) stream.end();
  }

  #stream(): LineBuffer {
    const kind = this.#header.readUInt8(0);
    let stream = this.#streams.get(kind);
    if (stream === undefined) {
      stream = new LineBuffer(this.onLine);
      this.#streams.set(kind, stream);
    }
    return stream;
  }
}

/** Lines out of bytes in UTF-8. */
export class LineBuffer {
  readonly #decoder = new StringDecoder('utf8');
  #begun = '';

  constructor(readonly onLine: (line: string) => void) {}

  push(bytes: Buffer): void {
    const [first = '', ...others] = this.#decoder.write(bytes).split('\n');
    this.#keep(first);
    for (const next of others) {
      this.#flush();
      this.#keep(next);
    }
  }

  end(): void {
    this.#keep(this.#decoder.end());
    if (this.#begun !== '') this.#flush();
  }

  #keep(text: string): void {
    if (this.#begun.length < longest) this.#begun += text.slice(0, longest - this.#begun.length);
  }

  #flush(): void {
    const line = this.#begun;
    this.#begun = '';
    this.onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  }
}
