/** Edge Host: what this host is, where it is found, and how it reaches the world. */
import type { Page } from '../../page';
import { actions } from './actions';
import type { ConfigurationAnswer, ConfigurationStatusAnswer, EdgeHostAnswer, Nic } from './answers';
import { HttpProxy } from './http-proxy';
import { Network } from './network';
import { Overview } from './overview';
import { current, network } from './paths';

export const edgeHost: Page = {
  path: '/',
  name: 'Edge Host',
  icon: 'host',
  actions,
  async show(visit) {
    const { api } = visit;
    const [host, { interfaces }, { selected }, configuration, status] = await Promise.all([
      api.must<EdgeHostAnswer>(current),
      api.must<{ readonly interfaces: readonly Nic[] }>(`${network}/interfaces`),
      api.must<{ readonly selected: string }>(`${network}/management-interface`),
      api.must<ConfigurationAnswer>(`${current}/configurations`),
      api.must<ConfigurationStatusAnswer>(`${current}/configurations/status`),
    ]);
    return {
      body: (
        <>
          <Overview host={host} />
          <Network visit={visit} interfaces={interfaces} management={selected} />
          <HttpProxy visit={visit} configuration={configuration} status={status} />
        </>
      ),
    };
  },
};
