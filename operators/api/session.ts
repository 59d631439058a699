import type { Outcome } from '../operator';

/** The login of one operator: made when it is first needed, by one request however many need it, and renewed once expired. */
export class Session {
  #text: string | undefined;
  #pending: Promise<Outcome<string>> | undefined;

  constructor(private readonly logIn: () => Promise<Outcome<string>>) {}

  /** The session there is, if any. */
  get text(): string | undefined {
    return this.#text;
  }

  set(text: string): void {
    this.#text = text;
  }

  /** Forgets this session, unless a newer one has taken its place. */
  drop(expired: string): void {
    if (this.#text === expired) this.#text = undefined;
  }

  /** The session there is, or a new one. */
  async obtain(): Promise<Outcome<string>> {
    if (this.#text !== undefined) return { accepted: true, value: this.#text };
    this.#pending ??= this.#logInOnce().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #logInOnce(): Promise<Outcome<string>> {
    const outcome = await this.logIn();
    if (outcome.accepted) this.#text = outcome.value;
    return outcome;
  }
}
