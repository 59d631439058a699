import type { Edit } from './breakage';

/**
 * With a broken agent the suite waits in vain again and again, and each time for as long as a slow machine would need
 * with an agent that conforms: five seconds of real time. Here one is enough: the suite passes the agent as it is with a
 * tenth of that.
 */
export const impatience: Edit = {
  file: 'sim/clocks/virtual.ts',
  find: 'options.patience ?? 5000',
  replace: 'options.patience ?? 1000',
};
