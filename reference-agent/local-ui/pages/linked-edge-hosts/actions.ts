import { memberOf } from '../../../domain';
import { resultOf } from '../../action';
import type { Action } from '../../page';

const current = '/v1/edge-mgmt/edgehosts/current';
const path = '/linked-edge-hosts';

/** What can be done on the page. */
export const actions: readonly Action[] = [
  {
    path: `${path}/generate-token`,
    act: async ({ api }) =>
      resultOf(await api.send('POST', `${current}/link/generate-token`), { done: 'This host generates tokens now.' }),
  },
  {
    path: `${path}/stop-token-generation`,
    act: async ({ api }) => resultOf(await api.send('DELETE', `${current}/link/generate-token`)),
  },
  {
    path: `${path}/link`,
    act: async ({ api }, form) => {
      const token = form.get('token')?.trim() ?? '';
      if (token === '') return { refused: 'The token is empty; paste the token that the leader shows.' };
      const done = await api.send('POST', `${current}/link`, { token });
      return resultOf(done, { done: 'The token was accepted; see the link status.' });
    },
  },
  {
    path: `${path}/unlink`,
    act: async ({ api, state }, form) => {
      const peerId = form.get('host') ?? '';
      const name = memberOf(state.document, peerId)?.facts.name ?? peerId;
      const done = await api.send('POST', `${current}/unlink?${new URLSearchParams({ peerId })}`);
      return resultOf(done, { done: `Host "${name}" is unlinked.` });
    },
  },
];
