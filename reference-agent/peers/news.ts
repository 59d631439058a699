import type { Announcement, Member } from '../domain';
import { leads, shownTo } from '../domain';
import { type Context, within } from '../host/context';
import { newsSince } from './document-news';
import type { SyncAnswer, SyncRequest } from './messages';
import { Roster } from './roster';
import { holdSeconds } from './timing';

/** How a request for news is answered: with them, or why there are none. */
export type NewsOutcome =
  | SyncAnswer
  /** The host is not, or no longer, of the group. */
  | 'not a member'
  /** The asking host knows more than this one, which can therefore say nothing about it. */
  | 'behind'
  /** This host left the group; whether the asking host is still of it, others know. */
  | 'elsewhere';

/** What a host tells the others of its group. */
export class News {
  #roster: Roster | undefined;
  #rosterOf = '';
  #version = 0;

  constructor(
    private readonly context: Context,
    private readonly changed: () => void,
  ) {}

  /** What was heard of the hosts of the group. */
  get roster(): Roster | undefined {
    return this.#roster;
  }

  keepUp(): void {
    const { document, profile } = this.context.host.state;
    if (this.#rosterOf !== document.id) {
      this.#roster?.close();
      this.#rosterOf = document.id;
      const epoch = this.context.random.bytes(8).toString('hex');
      this.#roster = new Roster(epoch, this.context.clock, profile.id, this.changed);
    }
    if (this.#version !== document.version) this.#roster?.touch();
    this.#version = document.version;
    this.#roster?.setMembers(document.members.map((member) => member.facts.id));
    this.#roster?.announced(profile.id, this.context.announcement());
  }

  close(): void {
    this.#roster?.close();
  }

  /** A host of the group announces something between two requests for news. */
  announced(fingerprint: string, announcement: Announcement): void {
    const member = this.memberWith(fingerprint);
    if (member) this.#roster?.announced(member.facts.id, announcement);
  }

  /** A host asks for news; answers at once when there are some, else when there are or after a few seconds. */
  async tell(groupId: string, fingerprint: string, request: SyncRequest, gone: AbortSignal): Promise<NewsOutcome> {
    const { host } = this.context;
    const isNews = () => request.version < host.state.document.version;
    const outcome = (): NewsOutcome => {
      const { document } = host.state;
      if (document.id !== groupId) return this.#unlinked(groupId, fingerprint) ? 'not a member' : 'elsewhere';
      if (request.version > document.version) return 'behind';
      const asking = this.memberWith(fingerprint);
      if (!asking) return 'not a member';
      const shown = shownTo(document, asking.facts.id);
      const news = isNews() ? { document: newsSince(shown, request.version) } : {};
      return { ...roster.since(request), ...news };
    };
    const roster = this.#roster as Roster;
    const member = host.state.document.id === groupId ? this.memberWith(fingerprint) : undefined;
    if (!member || request.version > host.state.document.version) return outcome();
    const answered = roster.heard(member.facts.id, request.announcement);
    using signal = within(this.context, holdSeconds, gone);
    try {
      // One that leads no more has nothing to say but who does.
      const waits = leads(host.state) ? !roster.isNews(request) : !isNews();
      if (waits) await roster.nextChange(signal);
      return outcome();
    } finally {
      answered();
    }
  }

  /** Whether this host unlinked that one when it gave up the group. */
  #unlinked(groupId: string, fingerprint: string): boolean {
    const group = this.context.host.state.retired.find(({ id }) => id === groupId);
    return group?.departed.some((known) => known.fingerprint === fingerprint) === true;
  }

  memberWith(fingerprint: string): Member | undefined {
    if (fingerprint === '') return undefined;
    return this.context.host.state.document.members.find((member) => member.fingerprint === fingerprint);
  }
}
