import type { LinkToken, Outcome } from '../../operators/operator';
import { ScenarioMistake } from './errors';
import type { HostView } from './matchers/view';

/** A token that the operator copied from a host. */
export interface CopiedToken {
  readonly from: string;
  readonly token: LinkToken;
  /** Milliseconds since the epoch on the site's clock: used later than this, it may have run out. */
  readonly goodUntil: number;
}

/** How a host answered what was tried. */
export interface Answer {
  readonly tried: string;
  readonly accepted: boolean;
}

/** What a scenario's steps have to know of the steps before them. */
export class Memory {
  private readonly copies: CopiedToken[] = [];
  private readonly leaders = new Map<string, string>();
  private readonly addresses = new Map<string, { readonly before: string; readonly wanted: string }>();
  private answer: Answer | undefined;
  private views: ReadonlyMap<string, HostView> = new Map();

  copied(copy: CopiedToken): void {
    this.copies.push(copy);
  }

  /** The token copied last. */
  get copiedToken(): CopiedToken {
    return known(this.copies.at(-1), 'A token has to be copied before this step.');
  }

  copiesFrom(host: string): readonly CopiedToken[] {
    return this.copies.filter((copy) => copy.from === host);
  }

  linked(follower: string, leader: string): void {
    this.leaders.set(follower, leader);
  }

  /** The leader that a follower was last linked to. */
  leaderOf(follower: string): string {
    return known(this.leaders.get(follower), `"${follower}" has to be linked to a leader before this step.`);
  }

  movesTo(host: string, move: { readonly before: string; readonly wanted: string }): void {
    this.addresses.set(host, move);
  }

  /** The address a host had, and the one it was to get. */
  moveOf(host: string): { readonly before: string; readonly wanted: string } {
    return known(this.addresses.get(host), `Somebody has to change the address of "${host}" before this step.`);
  }

  /** @param tried what was tried, as the subject of a sentence: `the link of "beta" to "alpha"`. */
  answered(tried: string, { accepted }: Outcome<unknown>): void {
    this.answer = { tried, accepted };
  }

  /** How the host answered what was tried last. */
  get lastAnswer(): Answer {
    return known(this.answer, 'Something has to be tried before this step.');
  }

  /** Keeps what all hosts show of their links, before something is tried. */
  remember(views: readonly HostView[]): void {
    this.views = new Map(views.map((view) => [view.name, view]));
  }

  /** What this host showed before something was tried last. */
  before(host: string): HostView {
    return known(this.views.get(host), `Something has to be tried before one can tell whether "${host}" changed.`);
  }
}

function known<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new ScenarioMistake(otherwise);
  return value;
}
