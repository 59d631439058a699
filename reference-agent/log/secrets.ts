import { stdSerializers } from 'pino';

/** What stands in a secret's place. */
const masked = '[secret]';

/** Deeper than this, a log says nothing that is worth reading, and a cycle has to end somewhere. */
const deepest = 8;

// Compared in lower case and without "-" and "_". pino's own redaction knows fixed depths and exact spellings only.
const secretNames =
  /password|passwd|passphrase|secret|token|authorization|cookie|onetime|otp$|^otp|jwt|^refresh|keypem$|(?:private|signing)key$/;
const jwt = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** A copy of what is to be logged, in which the values of names that sound like secrets are masked, at every depth. */
export function withoutSecrets(fields: object): Record<string, unknown> {
  return maskedMembers(fields, 0);
}

function maskedMembers(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecret(name, member) ? masked : copy(member, depth + 1)]),
  );
}

function isSecret(name: string, value: unknown): boolean {
  // A flag says that there is a secret, not which.
  if (value === undefined || value === null || typeof value === 'boolean') return false;
  return secretNames.test(name.toLowerCase().replace(/[-_]/g, ''));
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.includes('eyJ') ? value.replace(jwt, masked) : value;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return '[too deep]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
  if (value instanceof Map) return maskedMembers(Object.fromEntries(value), depth);
  if (value instanceof Set) return copy([...value], depth);
  if (value instanceof Error) return maskedMembers(fieldsOf(value), depth);
  if ('toJSON' in value && typeof value.toJSON === 'function') return copy(value.toJSON(), depth + 1);
  return maskedMembers(value, depth);
}

function fieldsOf(error: Error): object {
  const { type, message, stack, ...rest } = stdSerializers.err(error);
  return { type, message, stack, ...rest };
}
