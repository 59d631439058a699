/** As every answer of the API: a refusal has a status. */
export type Answered<T> =
  | { readonly accepted: true; readonly value: T }
  | { readonly accepted: false; readonly status: number; readonly reason: string };

/** The login of one operator: made when it is first needed, by one request however many need it, and renewed once expired. */
export class Session {
  #text: string | undefined;
  #pending: Promise<Answered<string>> | undefined;

  constructor(private readonly logIn: () => Promise<Answered<string>>) {}

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
  async obtain(): Promise<Answered<string>> {
    if (this.#text !== undefined) return { accepted: true, value: this.#text };
    this.#pending ??= this.#logInOnce().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #logInOnce(): Promise<Answered<string>> {
    const outcome = await this.logIn();
    if (outcome.accepted) this.#text = outcome.value;
    return outcome;
  }
}
