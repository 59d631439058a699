/** What happened on a host, and who did it: no page tells. */
import type { Operator } from '../../operator';
import { notShownHere } from '../not-shown';

export const historyActions = (): Pick<Operator, 'lifecycleEvents' | 'audits'> => ({
  async lifecycleEvents() {
    throw notShownHere('events');
  },

  async audits() {
    throw notShownHere('audits');
  },
});
