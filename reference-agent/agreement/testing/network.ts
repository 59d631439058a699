import type { Schedule } from './schedule';

/** How bad a network is. */
export interface Weather {
  /** Of all messages, the part that gets lost, arrives twice, or takes its time: 0 to 1. */
  readonly lost: number;
  readonly twice: number;
  readonly late: number;
}

export const calm: Weather = { lost: 0, twice: 0, late: 0 };

/** A host that messages come from and go to, until it goes down. */
export interface Station {
  readonly id: string;
  readonly isUp: boolean;
}

/** Carries questions and answers between hosts; each may be lost, doubled and overtaken by later ones. */
export class SimulatedNetwork {
  weather = calm;
  #cutOff: ReadonlySet<string> = new Set();

  constructor(private readonly schedule: Schedule) {}

  /** These hosts reach only each other, and the rest only the rest. */
  cutOff(ids: readonly string[]): void {
    this.#cutOff = new Set(ids);
  }

  /**
   * Asks a host that is switched on when the question arrives. Rejects when the signal fires, and not before: silence says
   * nothing of what happened.
   * @param find the host as it is at that moment; undefined while it is off
   */
  ask<Asked extends Station, T>(
    from: Station,
    find: () => Asked | undefined,
    answer: (asked: Asked) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(new Error('no answer'));
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      const listened = () => signal.removeEventListener('abort', giveUp);
      const arrive = (reply: boolean) => {
        const asked = find();
        if (!asked || !this.#reaches(from.id, asked.id)) return;
        const back = (tell: () => void) => {
          if (!reply) return;
          this.#send(() => {
            if (!from.isUp || !asked.isUp || !this.#reaches(from.id, asked.id)) return;
            listened();
            tell();
          });
        };
        answer(asked).then(
          (given) => back(() => resolve(given)),
          (error) => back(() => reject(error)),
        );
      };
      if (!from.isUp) return;
      this.#send(() => arrive(true));
      if (this.schedule.draw() < this.weather.twice) this.#send(() => arrive(false));
    });
  }

  #reaches(one: string, other: string): boolean {
    return this.#cutOff.has(one) === this.#cutOff.has(other);
  }

  #send(happen: () => void): void {
    const { lost, late } = this.weather;
    if (this.schedule.draw() < lost) return;
    const longest = this.schedule.draw() < late ? 8000 : 20;
    this.schedule.in(this.schedule.draw() * longest, happen);
  }
}
