import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Context } from '../host/context';
import { OutsideError } from '../outside/errors';
import { UploadError } from './errors';
import { bundleName } from './file-name';
import type { IncomingBundle } from './incoming';
import { type Listening, listening } from './silence';
import type { ContentStore } from './store';

/** Seconds of the host's clock without a byte after which an upload counts as broken off. */
const patienceSeconds = 60;

/** A bundle that was uploaded and is on the disk, and nowhere else yet. */
export interface UploadedBundle {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Lets go of it: from then on it stays only for as long as something agreed on names it. */
  readonly release: () => void;
}

/**
 * Takes the bundle of a form (`multipart/form-data`, file field `uploadFile`; a `signature` is read and left aside, since
 * no key is there to check it with) to the disk, as it comes in. All or nothing: rejects with an {@link UploadError} or the
 * disk's own error, and nothing stays behind then.
 */
export async function receiveUpload(
  context: Pick<Context, 'clock' | 'down' | 'random' | 'log'>,
  store: ContentStore,
  request: IncomingMessage,
): Promise<UploadedBundle> {
  using patience = listening(context, patienceSeconds);
  const form = new Form(store, context.random.bytes(8).toString('hex'));
  const parser = parserOf(request);
  try {
    await parsed(request, parser, patience, (field, file, name) => form.file(field, file, name));
    return await form.admitted();
  } catch (error) {
    request.unpipe(parser);
    // What cannot be removed now is collected at the next boot.
    await form.discard().catch((cause) => context.log.warn({ err: cause }, 'part of an upload stays behind'));
    throw error;
  }
}

/** What has come of a form. */
class Form {
  #name: string | undefined;
  #bundle: IncomingBundle | undefined;
  /** Resolves when the bundle has arrived. */
  #arriving: Promise<void> | undefined;
  readonly #stop = new AbortController();

  constructor(
    private readonly store: ContentStore,
    private readonly id: string,
  ) {}

  /** Rejects when the file cannot be taken. Files nobody asked for are read and forgotten. */
  async file(field: string, file: Readable, sentName: string | undefined): Promise<void> {
    // An error of it ends the whole form too, which is told there.
    file.on('error', () => {});
    if (field !== 'uploadFile') {
      file.resume();
      return;
    }
    if (this.#arriving) throw new UploadError('UPLOAD_MALFORMED', 'The form has two files "uploadFile"; send one.');
    this.#arriving = this.#take(file, sentName);
    await this.#arriving;
  }

  async admitted(): Promise<UploadedBundle> {
    await this.#arriving;
    const bundle = this.#bundle;
    if (!bundle || this.#name === undefined) throw withoutFile();
    if (bundle.bytes === 0) throw new UploadError('UPLOAD_EMPTY', `"${this.#name}" is empty; choose a bundle.`);
    const sha256 = await bundle.finish();
    const release = await this.store.admit(bundle, sha256);
    this.#bundle = undefined;
    return { name: this.#name, sha256, bytes: bundle.bytes, release };
  }

  async discard(): Promise<void> {
    this.#stop.abort();
    await this.#arriving?.catch(() => {});
    if (this.#bundle) await this.store.discard(this.#bundle);
  }

  async #take(file: Readable, sentName: string | undefined): Promise<void> {
    // A browser sends an empty name where no file was chosen.
    if (!sentName) throw withoutFile();
    const name = bundleName(sentName);
    if (name === undefined) throw badName(sentName);
    this.#name = name;
    this.#bundle = await this.store.beginUpload(this.id);
    try {
      await this.#bundle.take(file, this.#stop.signal);
    } catch (error) {
      throw error instanceof OutsideError ? error : brokenOff(error);
    }
  }
}

function parserOf(request: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      // Names that would lead elsewhere are refused, not bent.
      preservePath: true,
      fileHwm: 1024 * 1024,
      limits: { files: 8, fields: 16, fieldSize: 64 * 1024, parts: 32, headerPairs: 64, headerSize: 16 * 1024 },
    });
  } catch (cause) {
    const message = 'The body is no form with files; send "multipart/form-data" with the file "uploadFile".';
    throw new UploadError('UPLOAD_MALFORMED', message, { cause });
  }
}

/** Resolves when the whole form was read; rejects at the first thing that is wrong with it. */
async function parsed(
  request: IncomingMessage,
  parser: BusboyInstance,
  { signal, heard }: Listening,
  take: (field: string, file: Readable, name: string | undefined) => Promise<void>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = () => reject(brokenOff(signal.reason));
  const closed = () => {
    if (!request.readableEnded) stop();
  };
  signal.addEventListener('abort', stop, { once: true });
  request.once('close', closed).once('error', stop).on('data', heard);
  parser.on('file', (field, file, name) => void take(field, file, name).catch(reject));
  parser.once('finish', resolve);
  // It may have more than one thing to say.
  parser.on('error', (cause) => {
    const message = 'The form ends in the middle, or is damaged; upload the bundle again.';
    reject(new UploadError('UPLOAD_MALFORMED', message, { cause }));
  });
  request.pipe(parser);
  if (request.destroyed) closed();
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    request.off('close', closed).off('error', stop).off('data', heard);
  }
}

function withoutFile(): UploadError {
  return new UploadError('UPLOAD_WITHOUT_FILE', 'The form has no file "uploadFile"; choose a bundle to upload.');
}

function badName(name: string): UploadError {
  const rule = 'use at most 200 characters, none of them a slash, backslash or control character, and not only dots';
  return new UploadError('UPLOAD_NAME', `${JSON.stringify(name.slice(0, 80))} is no name for a bundle; ${rule}.`);
}

function brokenOff(cause: unknown): UploadError {
  return new UploadError('UPLOAD_BROKEN_OFF', 'The upload was broken off; nothing of it is kept.', { cause });
}
