import { z } from 'zod';
import { sameLabel } from '../../labels';
import type { LinkedHost, LinkStatus, LinkToken } from '../../operator';
import { listOf, maybe, needed, part, whole, words } from './reading';

const seconds = z.number({ error: 'a number of seconds' });

export const linkToken = whole({ token: needed, remainingTime: seconds, interval: seconds }).transform(
  ({ token, remainingTime, interval }): LinkToken => {
    return { text: token, remainingSeconds: remainingTime, intervalSeconds: interval };
  },
);

const linkStates = ['Pending', 'InProgress', 'Completed', 'Failed'] as const;
const expectedState = linkStates.map((state) => `"${state}"`).join(' or ');

const linkState = maybe.transform((value, context): LinkStatus['status'] => {
  if (value === undefined || value === null) return '';
  const state = typeof value === 'string' ? linkStates.find((known) => sameLabel(known, value)) : undefined;
  if (state === undefined) context.addIssue({ code: 'custom', message: expectedState });
  return state ?? '';
});

const health = part({ status: words, reason: words }).transform(({ status, reason }): LinkedHost['health'] => {
  const known = (['Healthy', 'Unhealthy'] as const).find((word) => sameLabel(word, status));
  return known && { status: known, reason };
});

const peer = whole({
  id: needed,
  ip: words,
  role: words,
  status: words,
  nodeRole: words,
  contentSyncStatus: words,
  health,
}).transform(({ id, ip, role, status, nodeRole, contentSyncStatus, health }): LinkedHost => {
  return { id, address: ip, role, state: status, nodeRole, contentSyncStatus, health };
});

export const linkStatus = whole({ status: linkState, errorMessage: words, peers: listOf(peer) }).transform(
  ({ status, errorMessage, peers }): LinkStatus => ({ status, errorMessage, hosts: peers }),
);
