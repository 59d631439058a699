import { z } from 'zod';
import type { ContentEntry, ContentSync, HostConfiguration, UploadedContent } from '../../operator';
import { listOf, maybe, part, whole, words } from './reading';

const byteCount = maybe.transform((value) => (typeof value === 'number' ? value : Number.NaN));

/** Undefined where the host names no file. */
export const uploadedContent = whole({ fileName: words, sha256Hash: words, sizeInBytes: byteCount }).transform(
  ({ fileName, sha256Hash, sizeInBytes }): UploadedContent | undefined => {
    if (fileName === '') return undefined;
    return { fileName, sha256: sha256Hash.toLowerCase(), bytes: sizeInBytes };
  },
);

const entry = whole({ name: words, version: words, contentType: words });

export const contents = whole({ status: listOf(entry) }).transform(({ status }): readonly ContentEntry[] => status);

const pending = whole({ name: words, status: words, source: words, target: words, msg: words }).transform(
  ({ msg, ...item }) => ({ ...item, message: msg }),
);

const reasons = z
  .record(z.string(), words, { error: 'an object' })
  .nullish()
  .transform((errors) => errors ?? {});

export const contentSync = whole({ statusMessage: words, pendingItems: listOf(pending), errors: reasons }).transform(
  ({ statusMessage, pendingItems, errors }): ContentSync => ({ statusMessage, pending: pendingItems, errors }),
);

export const configuration = part({
  httpProxy: words,
  httpsProxy: words,
  noProxy: words,
  caCerts: listOf(words),
}).transform((read): HostConfiguration => read);

export const configurationStatus = part({ state: words, errorMessage: words });
