import type { Breakage } from '../breakage';

const configuration = 'reference-agent/api/cluster/configuration.ts';
const deletion = 'reference-agent/domain/cluster/delete.ts';
const proposal = 'await group.propose((0, domain_1.deleteCluster)(host.state.profile.id))';

export const deleteCluster: readonly Breakage[] = [
  {
    id: 'deletes-without-reboot',
    what: 'Hosts do not reboot when their cluster is deleted.',
    caughtBy: { 'X-DEL-1': 'Control plane and worker go away and come back' },
    edits: [{ file: 'reference-agent/cluster/node-driver.ts', find: 'this.options.reboot();', replace: '' }],
  },
  {
    id: 'one-cluster-in-a-lifetime',
    what: 'A group that had a cluster gets no other one.',
    caughtBy: {
      'X-DEL-1': 'After a delete a new cluster can be created',
      'LEAD-5': 'The leader creates a cluster again where one was deleted',
    },
    edits: [
      { file: deletion, find: '(0, state_1.next)(rest, {})', replace: '(0, state_1.next)({ ...rest, had: true }, {})' },
      {
        file: 'reference-agent/domain/cluster/create.ts',
        find: 'const refused = checkPlan(',
        replace: `if (document.had)
            return (0, refusal_1.refuse)('CLUSTER_EXISTS', 'There was a cluster.');
        const refused = checkPlan(`,
      },
    ],
  },
  {
    id: 'anybody-deletes',
    what: 'Every host of a group passes a delete on to one that may do it.',
    caughtBy: { 'X-DEL-1': 'A (worker|host beside the cluster) cannot delete' },
    edits: [
      {
        file: configuration,
        find: 'const { host, clock, random } = context;',
        replace: `const { host, clock, random } = context;
    const network = (globalThis.groupsOnTheNetwork ??= new Map()).set(host.state.profile.id, group);`,
      },
      {
        file: configuration,
        find: proposal,
        replace: `await (async () => {
                    const [leader] = host.state.document.leaders;
                    return network.get(leader).propose((0, domain_1.deleteCluster)(leader));
                })()`,
      },
    ],
  },
  {
    id: 'busy-with-nothing',
    what: 'A host that is to delete a cluster where there is none counts as in use from then on.',
    caughtBy: { 'X-DEL-1': 'Without a cluster there is nothing to delete on "(alpha|beta|gamma)"' },
    edits: [
      {
        file: configuration,
        find: proposal,
        replace: `await (async () => {
                    if (!host.state.document.cluster)
                        await host.execute((state) => ({ state: { ...state, document: { ...state.document, isBusy: true } } }));
                    return ${proposal};
                })()`,
      },
      {
        file: 'reference-agent/domain/cluster/nodes.ts',
        find: "return (0, unlinking_1.isInUse)(document, hostId) || working?.workload ? 'In-Use'",
        replace: "return document.isBusy || (0, unlinking_1.isInUse)(document, hostId) || working?.workload ? 'In-Use'",
      },
    ],
  },
  {
    id: 'delete-keeps-all-leaders',
    what: 'After a delete all hosts that were control plane nodes go on leading.',
    caughtBy: {
      'X-DEL-2': 'Two such deletes at once, on "alpha" and "beta", leave one leader .draw 1.',
      'LEAD-11':
        'The leader after a delete on "beta"|A control plane node that leads no longer|The hosts that no longer lead',
    },
    edits: [{ file: deletion, find: ', leaders: [hostId] }', replace: ' }' }],
  },
  {
    id: 'deleting-for-ever',
    what: 'The delete of a cluster never comes to its end.',
    caughtBy: { 'LEAD-9': 'Workers are ready after a delete' },
    edits: [
      {
        file: 'reference-agent/domain/cluster/conclusion.ts',
        find: '(0, delete_1.clusterGone)(cluster.id)',
        replace: 'undefined',
      },
    ],
  },
  {
    id: 'delete-unlinks',
    what: 'When a cluster is deleted, its hosts are unlinked.',
    caughtBy: {
      'LEAD-10':
        'The whole group is linked as before after a delete on "alpha"|A host that was linked to the cluster remains linked',
    },
    edits: [
      {
        file: deletion,
        find: '(0, state_1.next)(rest, {})',
        replace:
          '(0, state_1.next)(rest, { members: rest.members.filter(({ facts }) => rest.leaders.includes(facts.id)) })',
      },
    ],
  },
  {
    id: 'no-delete-of-three',
    what: 'A cluster with several control plane nodes cannot be deleted.',
    caughtBy: {
      'X-DEL-1': 'All nodes of a control plane go away and come back',
      'X-DEL-2': 'Two such deletes at once',
      'LEAD-9': 'Control plane nodes are ready after a delete on "(alpha|beta)"',
      'LEAD-10': 'The whole group is linked as before after a delete on "(alpha|gamma)"',
      'LEAD-11': 'The leader after a delete on "(alpha|beta)"|The leader after the delete links new hosts',
    },
    edits: [
      {
        file: deletion,
        find: 'if (!(0, nodes_1.controlPlaneOf)(cluster).includes(hostId) ||',
        replace: 'if (document.leaders.length > 1 || !(0, nodes_1.controlPlaneOf)(cluster).includes(hostId) ||',
      },
    ],
  },
];
