import { resultOf } from './action';
import type { Action } from './page';

const actions = '/v1/edge-mgmt/edgehosts/current/actions';

/** User Menu, Actions. */
export const powerActions: readonly Action[] = [
  {
    path: '/reboot',
    act: async ({ api }) =>
      resultOf(await api.send('POST', `${actions}/reboot`), {
        away: 'The host reboots. This page comes back by itself.',
      }),
  },
  {
    path: '/reset',
    act: async ({ api }) =>
      resultOf(await api.send('POST', `${actions}/reset`), {
        away: 'The host is reset to its factory default and reboots. This page comes back by itself.',
      }),
  },
];
