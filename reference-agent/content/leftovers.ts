import { contentsOf, type HostState } from '../domain';
import { type Context, pause } from '../host/context';
import type { Group } from '../host/group';
import type { ContentStore } from './store';

/** Seconds until the group is asked again. */
const retrySeconds = 2;

/**
 * Resolves once it is known what became of everything this host proposed so far, or when the signal fires: it proposes
 * nothing, for good, until enough leaders answer.
 */
export async function allDecided(context: Context, group: Pick<Group, 'propose'>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const { refused } = await group.propose((document) => document, true);
      if (refused?.code !== 'NO_MAJORITY') return;
    } catch (error) {
      context.log.warn({ err: error }, 'what became of an upload could not be found out, and is asked again');
    }
    await pause(context, retrySeconds, signal);
  }
}

/**
 * Resolves once it is known of every bundle on the disk whether its group wants it. A leader that lost its power while
 * others voted on an upload may have the only copy of a bundle that its own document does not name yet.
 */
export async function leftoversJudged(
  context: Context,
  group: Pick<Group, 'propose'>,
  store: ContentStore,
  signal: AbortSignal,
): Promise<void> {
  if (isOpen(context.host.state, store)) await allDecided(context, group, signal);
}

/** Whether the group may be about to want a bundle that is there: whoever proposes has promised itself to listen first. */
function isOpen(state: HostState, store: ContentStore): boolean {
  if (state.acceptor?.version !== state.document.version + 1) return false;
  const wanted = new Set(contentsOf(state).map(({ sha256 }) => sha256));
  return store.held.some((sha256) => !wanted.has(sha256));
}
