/** Keeps passwords, sessions, link tokens and one-time passwords out of everything that is recorded or said. */
import { shorten } from './quote';

const named = [
  { keys: ['password', 'newPassword', 'oldPassword'], name: 'password' },
  { keys: ['Authorization'], name: 'session' },
  { keys: ['RefreshToken'], name: 'refresh token' },
  { keys: ['edgeHostToken'], name: 'host token' },
  { keys: ['token'], name: 'link token' },
  { keys: ['stages'], name: 'user data' },
  { keys: ['kubeconfig'], name: 'kubeconfig' },
] as const;

const nameOfKey = new Map(named.flatMap(({ keys, name }) => keys.map((key) => [key.toLowerCase(), name] as const)));
const secretMember = new RegExp(`"(${[...nameOfKey.keys()].join('|')})"(\\s*:\\s*)"((?:[^"\\\\]|\\\\.)*)"?`, 'gi');
const jsonWebToken = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
// Made up at random, so with a digit somewhere; words and names of parameters have none.
const opaque = /(?=[A-Za-z_+/=.-]*\d)[\w+/=.-]{20,}/g;
const digits = /\d{6,10}/g;

/** Longest text that is looked through; what is recorded is far shorter. */
const lookedThrough = 64 * 1024;
/** Shorter ones occur in any text by chance; they are replaced only where a property's name gives them away. */
const shortestTellingSecret = 4;

const placeholder = (name: string, secret: string): string =>
  name === 'link token' ? `<link token, ${secret.length} characters>` : `<${name}>`;

export class Redactor {
  /** Secret text to what stands in its place, the longest first. */
  #known = new Map<string, string>();

  /** From now on this value is replaced wherever it shows up, also where a host repeats it in a message. */
  learn(name: 'password' | 'session' | 'refresh token' | 'link token', secret: string): void {
    const found = new Map(this.#known).set(secret, placeholder(name, secret));
    found.set(JSON.stringify(secret).slice(1, -1), placeholder(name, secret));
    if (name === 'link token') {
      for (const [run] of Buffer.from(secret, 'base64').toString('latin1').matchAll(digits)) {
        found.set(run, '<one-time password>');
      }
    }
    if (found.size === this.#known.size) return;
    const longestFirst = [...found].filter(([text]) => text.length >= shortestTellingSecret);
    this.#known = new Map(longestFirst.sort(([a], [b]) => b.length - a.length));
  }

  /** All of a text, without what is known to be secret or a session; in forms and addresses, too. */
  whole(text: string): string {
    let clean = text;
    for (const [secret, instead] of this.#known) {
      clean = clean.replaceAll(secret, instead).replaceAll(encodeURIComponent(secret), instead);
    }
    return clean.replace(jsonWebToken, '<session>');
  }

  /**
   * The text without secrets, cut to this length. Where `handsOutSecrets` says that it may hold some that nobody has
   * seen before, whatever looks like one is replaced too.
   */
  text(text: string, length: number, handsOutSecrets = false): string {
    let clean = shorten(text, lookedThrough).replace(secretMember, (_, key: string, colon: string, secret: string) => {
      return `"${key}"${colon}"${placeholder(nameOfKey.get(key.toLowerCase()) ?? 'secret', secret)}"`;
    });
    for (const [secret, instead] of this.#known) clean = clean.replaceAll(secret, instead);
    clean = clean.replace(jsonWebToken, '<session>');
    if (handsOutSecrets) clean = clean.replace(opaque, (run) => `<${run.length} characters>`);
    return shorten(clean, length);
  }
}

/** What stands in place of a value whose property is known to hold secrets. */
export function secretName(key: PropertyKey | undefined): string | undefined {
  return typeof key === 'string' ? nameOfKey.get(key.toLowerCase()) : undefined;
}
