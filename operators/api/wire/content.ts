/** Uploaded content bundles, and what hosts have and still get of their content. */
import { dateTime, file, integer, list, map, number, object, type Shape, text, words } from './shapes';

/** The form of an upload: the bundle, and a signature where there is one. */
export const uploadForm: Shape = object({ signature: file }, { uploadFile: file });

export const uploaded: Shape = object({ message: text, uploadPath: text });

export const uploadedContent: Shape = object({
  fileName: text,
  sha256Hash: text,
  sizeInBytes: integer,
  sizeInGiB: number,
  sizeInMiB: number,
  uploadDateTime: dateTime,
});

const contentType = words('image', 'artifact', 'chart', 'pack');

export const contents: Shape = object({
  status: list(object({ contentType, dateAdded: dateTime, name: text, size: text, version: text })),
});

const pending = object({
  contentType,
  creationTimestamp: dateTime,
  lastSyncTimestamp: dateTime,
  msg: text,
  name: text,
  size: text,
  source: text,
  status: words('pending', 'completed', 'failed'),
  target: text,
  version: text,
});

export const contentSync: Shape = object({ errors: map(text), pendingItems: list(pending), statusMessage: text });
