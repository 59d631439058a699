/** What happened on a host, and who did it: no page tells. */
import type { HistoryActions } from '../../operator';
import { notShownHere } from '../not-shown';

export const historyActions = (): HistoryActions => ({
  async lifecycleEvents() {
    throw notShownHere('events');
  },

  async audits() {
    throw notShownHere('audits');
  },
});
