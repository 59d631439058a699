/** Operations on clusters, as operators do them through the API of a host. */
import assert from 'node:assert/strict';
import { type Answer, current, type TestHost } from '../test-hosts';

export const clusterPath = '/v1/edge-mgmt/cluster';
export const poolsPath = '/v1/edge-mgmt/clusters/current/machinepools';
export const nodesPath = '/v1/edge-mgmt/clusters/current/nodes';

/** `v1EdgeNativeMachinePoolConfig` */
export function pool(name: string, isControlPlane: boolean, hosts: readonly Pick<TestHost, 'id'>[]) {
  return { name, isControlPlane, hosts: hosts.map(({ id }) => ({ hostUid: id })) };
}

/** `v1ClusterConfiguration` */
export function clusterBody(pools: readonly object[], name: unknown = 'north', virtualIp: unknown = '10.0.0.9') {
  return {
    metadata: { name },
    spec: {
      cloudConfig: {
        spec: { clusterConfig: { controlPlaneEndpoint: { type: 'VIP', host: virtualIp } }, machinePoolConfig: pools },
      },
    },
  };
}

export async function createCluster(host: TestHost, ...pools: readonly object[]): Promise<void> {
  const answer = await host.call('POST', clusterPath, clusterBody(pools));
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
}

/** All of them show a cluster that runs on these nodes, and all of these running. */
export async function showsRunning(hosts: readonly TestHost[], nodes: readonly TestHost[]): Promise<void> {
  for (const host of hosts) {
    const { status, body } = await host.call('GET', `${clusterPath}/details`);
    assert.equal(status, 200);
    assert.equal(body.status.clusterState, 'Running');
    assert.deepEqual([...body.spec.hostIDs].sort(), nodes.map(({ id }) => id).sort());
    for (const { nodes } of body.status.nodePools) {
      for (const node of nodes) assert.equal(node.nodeState, 'Running');
    }
  }
}

/** None of them is in use, or shows another one to be; all are linked, and one of them leads. */
export async function showsReady(hosts: readonly TestHost[], leader: TestHost): Promise<void> {
  for (const host of hosts) {
    assert.equal(await stateOf(host), 'Ready');
    assert.equal((await host.call('GET', `${clusterPath}/details`)).status, 404);
    const { peers } = (await host.call('GET', `${current}/link/status`)).body;
    const leaders = peers.filter(({ role }: Peer) => role === 'leader').map(({ id }: Peer) => id);
    assert.deepEqual(leaders, host === leader ? [] : [leader.id]);
    assert.deepEqual(
      peers.map(({ id }: Peer) => id).sort(),
      hosts
        .filter((one) => one !== host)
        .map(({ id }) => id)
        .sort(),
    );
    for (const peer of peers as Peer[]) assert.deepEqual([peer.status, peer.nodeRole], ['Ready', 'unknown']);
  }
}

interface Peer {
  readonly id: string;
  readonly role: string;
  readonly status: string;
  readonly nodeRole: string;
}

/** `Ready` or `In-Use`, as the host says of itself. */
export async function stateOf(host: TestHost): Promise<string> {
  return (await host.call('GET', current)).body.spec.hostInfo.hostState;
}

/** The published error shape, with a clear sentence. */
export function assertRefused(answer: Answer, status: number, code: string): void {
  assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body));
  assert.match(answer.body.message, /^[^\n]{15,400}\.$/);
  assert.deepEqual(Object.keys(answer.body).sort(), ['code', 'details', 'message', 'ref']);
}
