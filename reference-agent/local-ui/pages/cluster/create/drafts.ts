import type { LocalUiHost } from '../../../host';
import type { Visit } from '../../../page';
import { type Draft, newDraft } from './draft';

/** How many are kept; whoever begins another one makes the host forget the one that was left alone for longest. */
const most = 16;

/** Of each host, by their ids. They live as long as the host is up: nothing of them has happened yet. */
const drafts = new WeakMap<LocalUiHost, Map<string, Draft>>();

function draftsOf(host: LocalUiHost): Map<string, Draft> {
  const known = drafts.get(host) ?? new Map<string, Draft>();
  drafts.set(host, known);
  return known;
}

/** The draft that the page's address names, or a new one; `isLost` where the host does not know it any more. */
export function draftOf({ host, query, state }: Visit): { readonly draft: Draft; readonly isLost: boolean } {
  const id = query.get('draft');
  const known = draftsOf(host).get(id ?? '');
  return { draft: known ?? newDraft(state.profile.id), isLost: id !== null && !known };
}

/** Keeps it, and answers with its id. */
export function keepDraft({ host, query }: Visit, draft: Draft): string {
  const known = draftsOf(host);
  const named = query.get('draft') ?? '';
  const id = known.delete(named) ? named : host.context.random.bytes(16).toString('hex');
  known.set(id, draft);
  for (const oldest of known.keys()) if (known.size > most) known.delete(oldest);
  return id;
}

export function forgetDraft({ host, query }: Visit): void {
  draftsOf(host).delete(query.get('draft') ?? '');
}
