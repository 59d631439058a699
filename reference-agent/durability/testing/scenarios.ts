import assert from 'node:assert/strict';
import { type Answer, current } from '../../test-hosts';
import {
  clusterBody,
  clusterPath,
  createCluster,
  pool,
  poolsPath,
  showsRunning,
} from '../../testing/cluster-operations';
import { bytesOf, upload } from '../../testing/forms';
import type { FaultyGroup } from './faulty-group';
import type { Scenario } from './points';

const bundle = bytesOf(600_000);

/** The first host leads the others. */
async function link(group: FaultyGroup, count = group.hosts.length): Promise<void> {
  const [leader, ...others] = group.hosts.slice(0, count);
  const token = await leader?.token();
  for (const host of others) assert.equal((await host.link(token ?? '')).status, 200);
}

/** The first hosts, linked, are the control plane of a cluster that runs. */
async function form(group: FaultyGroup, count: number, linked = group.hosts.length): Promise<void> {
  await link(group, linked);
  const nodes = group.hosts.slice(0, count);
  await createCluster(group.host(0), pool('control', true, nodes));
  await group.site.until(() => showsRunning(nodes, nodes));
}

const documentOf = (group: FaultyGroup, index = 0) => group.stored(index).document;
const isMember = (group: FaultyGroup, index: number) =>
  documentOf(group).members.some(({ facts }) => facts.id === group.host(index).id);
/** An operator who is logged in already. */
async function by(group: FaultyGroup, index: number, act: () => Promise<Answer>): Promise<() => Promise<Answer>> {
  await group.host(index).call('GET', current);
  return act;
}

const uploadTo = (index: number): Pick<Scenario, 'act' | 'hasHappened'> => ({
  act: (group) => by(group, index, () => upload(group.host(index), 'bundle.tar', bundle)),
  hasHappened: (group) => documentOf(group).contents.length > 0,
});

const configureOn = (index: number): Pick<Scenario, 'act' | 'hasHappened'> => ({
  act: (group) =>
    by(group, index, () =>
      group.host(index).call('PUT', `${current}/configurations`, { httpProxy: 'http://proxy.example:3128' }),
    ),
  hasHappened: (group) => documentOf(group).configuration !== undefined,
});

const unlinkOn = (index: number, peer: number): Pick<Scenario, 'act' | 'hasHappened' | 'linked'> => ({
  act: (group) =>
    by(group, index, () => group.host(index).call('POST', `${current}/unlink?peerId=${group.host(peer).id}`)),
  hasHappened: (group) => !isMember(group, peer),
  linked: { after: [2, 2, 1] },
});

const resetOn = (index: number): Pick<Scenario, 'act'> => ({
  act: (group) => by(group, index, () => group.host(index).call('POST', `${current}/actions/reset`)),
});

const three = { hosts: 3, prepare: (group: FaultyGroup) => link(group) };
const threeNodes = { hosts: 3, prepare: (group: FaultyGroup) => form(group, 3) };

/** What operators do, and where it begins. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'a link to a group of two': {
    hosts: 3,
    prepare: (group) => link(group, 2),
    async act(group) {
      const token = await group.host(0).token();
      return by(group, 2, () => group.host(2).link(token));
    },
    hasHappened: (group) => isMember(group, 2),
    linked: { before: [2, 2, 1] },
  },
  'a link on a control plane node': {
    hosts: 4,
    prepare: (group) => form(group, 3, 3),
    async act(group) {
      const token = await group.host(1).token();
      return by(group, 3, () => group.host(3).link(token));
    },
    hasHappened: (group) => isMember(group, 3),
    linked: { before: [3, 3, 3, 1] },
  },
  'an unlink on the leader': { ...three, ...unlinkOn(0, 2) },
  'an unlink on the follower': { ...three, ...unlinkOn(2, 2) },
  'an upload': { ...three, ...uploadTo(0) },
  'an upload on a control plane node': { ...threeNodes, ...uploadTo(1) },
  'a change of the configuration': { ...three, ...configureOn(0) },
  'a change of the configuration on a control plane node': { ...threeNodes, ...configureOn(2) },
  'a cluster that is created': {
    ...three,
    act: (group) =>
      by(group, 0, () => group.host(0).call('POST', clusterPath, clusterBody([pool('control', true, group.hosts)]))),
    hasHappened: (group) => documentOf(group).cluster !== undefined,
  },
  'a cluster that grows': {
    hosts: 3,
    prepare: (group) => form(group, 1),
    act: (group) => by(group, 0, () => group.host(0).call('POST', poolsPath, pool('workers', false, [group.host(2)]))),
    hasHappened: (group) => documentOf(group).cluster?.pools.length === 2,
  },
  'a control plane that shrinks': {
    ...threeNodes,
    act: (group) =>
      by(group, 1, () => group.host(1).call('PUT', `${poolsPath}/control`, pool('control', true, [group.host(1)]))),
    hasHappened: (group) => documentOf(group).leaders.length === 1,
  },
  'a cluster that is deleted': {
    ...threeNodes,
    act: (group) => by(group, 1, () => group.host(1).call('DELETE', clusterPath)),
    hasHappened: (group) => documentOf(group).cluster === undefined,
  },
  'a reset of a follower': {
    ...three,
    ...resetOn(1),
    hasHappened: (group) => !isMember(group, 1),
    linked: { after: [2, 1, 2] },
  },
  'a reset of the leader': {
    ...three,
    ...resetOn(0),
    hasHappened: (group) => documentOf(group).members.length === 1,
    linked: { after: [1, 1, 1] },
  },
  'a reset of a control plane node': {
    ...threeNodes,
    ...resetOn(2),
    hasHappened: (group) => documentOf(group, 2).members.length === 1,
    linked: { after: [2, 2, 1] },
  },
};
