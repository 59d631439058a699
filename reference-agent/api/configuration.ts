import { type AppliedConfiguration, readConfiguration } from '../configuration';
import { configure, noConfiguration } from '../domain';
import type { Context } from '../host/context';
import type { Group } from '../host/group';
import { accepted, bodyOf, failed, refused } from './answers';
import type { Route } from './routes';

const path = '/v1/edge-mgmt/edgehosts/current/configurations';

/** Proxy settings and CA certificates, as published. A change is one of the whole group. LEAD-3. */
export function configurationRoutes(context: Context, group: Group, applied: AppliedConfiguration): Route[] {
  return [
    { method: 'GET', path, answer: (call) => call.json(context.host.state.document.configuration ?? noConfiguration) },
    {
      method: 'PUT',
      path,
      audit: {
        actionType: 'update',
        kind: 'edgehost',
        message: 'The proxy settings and CA certificates were changed.',
      },
      answer: async (call) => {
        const { configuration, fault } = readConfiguration(await bodyOf(call));
        if (fault !== undefined) return failed(call, 400, 'CONFIGURATION', fault);
        const decision = await group.propose(configure(configuration));
        return decision.refused
          ? refused(call, decision.refused)
          : accepted(call, 200, 'The configuration is being applied on all hosts of the group.');
      },
    },
    { method: 'GET', path: `${path}/status`, answer: (call) => call.json(applied.status) },
  ];
}
