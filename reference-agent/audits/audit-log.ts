import type { HostState } from '../domain';
import type { Clock } from '../outside/clock';
import type { Journal } from '../store/journal';
import type { ActionType, Audit, AuditedKind } from './audit';

/** An action, as it is to be recorded. */
export interface Action {
  readonly actionType: ActionType;
  readonly kind: AuditedKind;
  /** One sentence, with nothing secret in it. */
  readonly message: string;
}

/** Records who did what on this host. */
export class AuditLog {
  /** @param state of the host, now */
  constructor(
    private readonly journal: Journal<Audit>,
    private readonly clock: Clock,
    private readonly state: () => HostState,
  ) {}

  /** Oldest first. */
  get entries(): readonly Audit[] {
    return this.journal.entries;
  }

  /** @param username of the OS user who asked for it; absent for what the host did by itself */
  record({ actionType, kind, message }: Action, username?: string): void {
    const last = this.journal.entries.at(-1);
    const actor = username === undefined ? 'system' : 'user';
    this.journal.add({
      sequence: (last?.sequence ?? 0) + 1,
      at: stampAfter(last?.at, this.clock.now()),
      actionType,
      actor: { actorType: actor, uid: username ?? this.state().profile.id },
      resource: { kind, ...resourceOf(kind, this.state(), username) },
      message,
    });
  }
}

function resourceOf(kind: AuditedKind, state: HostState, username = ''): { name: string; uid: string } {
  const { cluster } = state.document;
  if (kind === 'user') return { name: username, uid: username };
  if (kind === 'cluster' && cluster) return { name: cluster.name, uid: cluster.id };
  return { name: state.profile.name, uid: state.profile.id };
}

/** The time as text; of several things in one millisecond the later ones get a number behind it, as a smaller fraction. */
export function stampAfter(last: string | undefined, now: number): string {
  const millisecond = new Date(now).toISOString().slice(0, -1);
  if (!last?.startsWith(millisecond)) return `${millisecond}Z`;
  const count = Number(last.slice(millisecond.length, -1)) + 1;
  return `${millisecond}${String(count).padStart(6, '0')}Z`;
}
