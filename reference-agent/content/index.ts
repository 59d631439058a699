/**
 * Content bundles: uploaded to a leader, kept on the disk by their SHA-256, spread to every host of the group.
 *
 * A bundle is on the leader's disk before the group decides on it, and every other host fetches it from a host that holds it
 * (`GET /content/<sha256>` on the door for peers), goes on where it was broken off, and verifies it before it counts.
 */
export { UploadError, uploadErrorCodes } from './errors';
export { allDecided } from './leftovers';
export { serveContent } from './serve';
export { ContentSpread } from './spread';
export { ContentStore } from './store';
export { receiveUpload, type UploadedBundle } from './upload';
