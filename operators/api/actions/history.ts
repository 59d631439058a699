/** What happened on a host, and who did it. */
import type { Audit, HistoryActions } from '../../operator';
import type { ApiAccess } from '../access';
import * as answers from '../answers/history';
import { operations } from '../operations';

/** A host whose pages never end must not keep a scenario for ever. */
const pageLimit = 20;

export const historyActions = (access: ApiAccess): HistoryActions => ({
  async lifecycleEvents() {
    const events = (await access.find(operations.lifecycleEvents, answers.lifecycleEvents)) ?? [];
    return events.map((event) => ({
      ...event,
      reason: access.told(event.reason),
      message: access.told(event.message),
    }));
  },

  async audits() {
    const all: Audit[] = [];
    let from = '';
    for (let page = 0; page < pageLimit; page += 1) {
      const query = from === '' ? {} : { query: { continue: from } };
      const found = await access.find(operations.audits, answers.audits, query);
      if (found === undefined) break;
      all.push(...found.items.map((audit) => ({ ...audit, message: access.told(audit.message) })));
      if (found.next === '' || found.next === from) break;
      from = found.next;
    }
    return all;
  },
});
