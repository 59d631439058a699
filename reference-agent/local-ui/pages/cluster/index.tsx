/** Cluster: create one, see how it comes up, change its pools, delete it. */
import { Empty } from '../../components/empty';
import { Tabs } from '../../components/tabs';
import type { Page, View, Visit } from '../../page';
import { type ClusterAnswer, type ConfigurationAnswer, clusterPath, type PoolAnswer, poolsPath } from './answers';
import { createPage } from './create';
import { createPath } from './create/paths';
import { DeleteMenu, deleteAction } from './delete';
import { GoButton } from './go-button';
import { Nodes, poolActions } from './nodes';
import { Overview } from './overview';
import { mayCreate } from './reasons';
import { Status } from './status';

export const cluster: Page = {
  path: '/cluster',
  name: 'Cluster',
  icon: 'cluster',
  actions: [deleteAction, ...poolActions],
  inner: [createPage],
  async show(visit) {
    const [details, configuration, { items: pools }] = await Promise.all([
      visit.api.get<ClusterAnswer>(`${clusterPath}/details`),
      visit.api.get<ConfigurationAnswer>(clusterPath),
      visit.api.must<{ readonly items: readonly PoolAnswer[] }>(poolsPath),
    ]);
    if (!details || !configuration) return none(visit);
    const isNodes = visit.query.get('tab') === 'nodes';
    return {
      toolbar: <DeleteMenu visit={visit} name={details.metadata.name} />,
      body: (
        <>
          <Status details={details} pools={pools} />
          <Tabs
            label="Parts of the cluster"
            current={isNodes ? 'Nodes' : 'Overview'}
            tabs={[
              ['Overview', '/cluster'],
              ['Nodes', '/cluster?tab=nodes'],
            ]}
          >
            {isNodes ? (
              <Nodes visit={visit} pools={pools} />
            ) : (
              <Overview details={details} configuration={configuration} pools={pools} />
            )}
          </Tabs>
        </>
      ),
    };
  },
};

function none(visit: Visit): View {
  const reason = mayCreate(visit);
  return {
    toolbar: (
      <GoButton id="create" to={createPath} kind="primary" icon="add" reason={reason}>
        Create cluster
      </GoButton>
    ),
    body: (
      <Empty icon="cluster" title="There is no cluster">
        {reason === undefined
          ? 'A cluster runs on this host, and on any of the hosts that are linked with it. Link them first, then create it.'
          : 'A cluster that is created on the leader of the group is shown here, too.'}
      </Empty>
    ),
  };
}
