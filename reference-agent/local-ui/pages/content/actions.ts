import { resultOf } from '../../action';
import type { Action } from '../../page';

/** What can be done on the page. */
export const actions: readonly Action[] = [
  {
    path: '/content/upload',
    streams: true,
    async act({ api }) {
      const done = await api.forward('/v1/edge-mgmt/edgehosts/current/actions/upload-content');
      return resultOf(done);
    },
  },
];
