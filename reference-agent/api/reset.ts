import { become, leads, memberLeft, memberOf, reset } from '../domain';
import type { Context } from '../host/context';
import type { Group } from '../host/group';
import { accepted, afterAnswer, refused } from './answers';
import type { Route } from './routes';

/**
 * Reset to factory default: no workloads, no content, no peers; user data and proxy settings stay. X-RST-1. A control
 * plane node leaves its group first, since the others count on its vote; without a majority of them that is refused.
 * @param restart called when everything is gone and the answer is out
 */
export function resetRoutes({ host }: Context, group: Group, restart: () => void): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/edge-mgmt/edgehosts/current/actions/reset',
      audit: { actionType: 'action', kind: 'edgehost', message: 'The host was reset to its factory default.' },
      answer: async (call) => {
        const { document, profile } = host.state;
        if (leads(host.state) && document.leaders.length > 1) {
          const own = memberOf(document, profile.id)?.fingerprint ?? '';
          const decision = await group.propose(memberLeft(own));
          if (decision.refused) return refused(call, decision.refused);
        }
        await host.execute((state) => become(reset(state)));
        afterAnswer(call, restart);
        return accepted(call, 202, 'The host is reset to its factory default, and reboots.');
      },
    },
  ];
}
