import type { TestHost } from '../test-hosts';

const boundary = 'a-boundary';

/** A form as a browser sends it, with files in order. */
export function formOf(...files: readonly { field?: string; name: string; content: Uint8Array }[]): {
  readonly body: Buffer;
  readonly headers: Record<string, string>;
} {
  const parts = files.flatMap(({ field = 'uploadFile', name, content }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    ),
    content,
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

export const uploadPath = '/v1/edge-mgmt/edgehosts/current/actions/upload-content';

/** Uploads a bundle to a host. */
export function upload(host: TestHost, name: string, content: Uint8Array) {
  const { body, headers } = formOf({ name, content });
  return host.call('POST', uploadPath, body, headers);
}

/** Bytes that differ from place to place and from seed to seed. */
export function bytesOf(length: number, seed = 1): Buffer {
  let state = seed;
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  });
  return Buffer.from(words.buffer, 0, length);
}
