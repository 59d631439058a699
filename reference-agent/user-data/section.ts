import { UserDataError } from './errors';

/** A mapping inside the user data, whose values are read by their type. Absent keys give the default. */
export class Section {
  private constructor(
    private readonly source: string,
    private readonly path: string,
    private readonly values: Readonly<Record<string, unknown>>,
  ) {}

  /** The whole of the user data. */
  static whole(source: string, value: unknown): Section {
    if (isMapping(value)) return new Section(source, '', value);
    throw new UserDataError(
      'USER_DATA_VALUE',
      `${source}: The user data is ${kind(value)}, but only a mapping is possible; put a "stylus" section there.`,
    );
  }

  keys(): readonly string[] {
    return Object.keys(this.values);
  }

  /** The mapping below a key. Absent, or with nothing below it, it is an empty one. */
  section(key: string): Section {
    const value = this.own(key) ?? {};
    if (!isMapping(value)) throw this.impossible(key, kind(value), 'a mapping');
    return new Section(this.source, this.pathOf(key), value);
  }

  /** The mappings of the list below a key. */
  list(key: string): readonly Section[] {
    const value = this.own(key) ?? [];
    if (!Array.isArray(value)) throw this.impossible(key, kind(value), 'a list');
    return value.map((item, index) => {
      const path = `${this.pathOf(key)}[${index}]`;
      if (isMapping(item)) return new Section(this.source, path, item);
      throw this.wrong(path, kind(item), 'a mapping');
    });
  }

  boolean(key: string, otherwise: boolean): boolean {
    const value = this.own(key);
    if (value === undefined) return otherwise;
    if (typeof value !== 'boolean') throw this.impossible(key, quoted(value), 'true or false');
    return value;
  }

  /** A TCP port. */
  port(key: string, otherwise: number): number {
    const value = this.own(key);
    if (value === undefined) return otherwise;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535) return value;
    throw this.impossible(key, quoted(value), 'a whole number from 1 to 65535');
  }

  oneOf<T extends string>(key: string, words: readonly T[]): T | undefined {
    const value = this.own(key);
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    throw this.impossible(key, quoted(value), words.map((candidate) => `"${candidate}"`).join(' or '));
  }

  /** Text of at least one character. */
  text(key: string): string | undefined {
    const value = this.own(key);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value !== '') return value;
    throw this.impossible(key, quoted(value), 'text');
  }

  /** Like {@link text}, but its value shows in no message. */
  secret(key: string): string | undefined {
    const value = this.own(key);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value !== '') return value;
    throw this.impossible(key, kind(value), 'text (in quotes where it looks like something else)');
  }

  /** Any single value, as text. */
  word(key: string): string {
    const value = this.own(key);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw this.impossible(key, kind(value), 'text');
  }

  /** The value below a key as it was parsed. */
  own(key: string): unknown {
    return Object.hasOwn(this.values, key) ? this.values[key] : undefined;
  }

  /** The error for a value that is not possible, described without being quoted. */
  impossible(key: string, seen: string, possible: string): UserDataError {
    return this.wrong(this.pathOf(key), seen, possible);
  }

  private wrong(path: string, seen: string, possible: string): UserDataError {
    const message = `${this.source}: ${path} is ${seen}, but only ${possible} is possible; correct it.`;
    return new UserDataError('USER_DATA_VALUE', message);
  }

  private pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function kind(value: unknown): string {
  if (value === null || value === '') return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isMapping(value)) return 'a mapping';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  return typeof value === 'boolean' ? 'true or false' : 'of another kind';
}

function quoted(value: unknown): string {
  if (typeof value === 'string' && value !== '')
    return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kind(value);
}
