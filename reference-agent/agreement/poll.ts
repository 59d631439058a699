import type { GroupDocument, Vote } from '../domain';

/** How a vote of leaders came out. */
export type Poll =
  | { readonly outcome: 'yes'; readonly votes: readonly Vote[] }
  /** Somebody has promised this round to another host, or a later one. */
  | { readonly outcome: 'no'; readonly round: number }
  | { readonly outcome: 'decided'; readonly document: GroupDocument }
  /** Too few answered. */
  | { readonly outcome: 'unheard' };

/** Counts votes, and resolves as soon as they cannot come out otherwise. Never rejects. */
export function pollOf(votes: readonly Promise<Vote>[], majority: number): Promise<Poll> {
  return new Promise((resolve) => {
    const yes: Vote[] = [];
    let open = votes.length;
    let round = 0;
    const count = (vote: Vote | undefined) => {
      open -= 1;
      if (vote?.answer === 'decided') resolve({ outcome: 'decided', document: vote.document });
      if (vote?.answer === 'yes') yes.push(vote);
      if (vote?.answer === 'no') round = Math.max(round, vote.promised.round);
      if (yes.length >= majority) resolve({ outcome: 'yes', votes: yes });
      else if (yes.length + open < majority) resolve(round > 0 ? { outcome: 'no', round } : { outcome: 'unheard' });
    };
    for (const vote of votes) vote.then(count, () => count(undefined));
  });
}
