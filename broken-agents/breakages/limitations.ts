import type { Breakage, Edit } from '../breakage';
import { listBeforeChecking, markLeader } from './edits';

const modes = (replace: string): readonly Edit[] => [
  {
    file: 'reference-agent/domain/prerequisites.ts',
    find: 'if (leader.deploymentMode !== follower.deploymentMode) {',
    replace: `if (${replace}) {`,
  },
];

const systems = (replace: string): readonly Edit[] => [
  {
    file: 'reference-agent/domain/prerequisites.ts',
    find: "if (leader.deploymentMode === 'agent' && describe(leader) !== describe(follower)) {",
    replace: `if (${replace}) {`,
  },
];

const addresses = (replace: string): readonly Edit[] => [
  {
    file: 'reference-agent/domain/addressing.ts',
    find: 'if (!(0, state_1.isLinked)(state))',
    replace: `if (!(${replace}))`,
  },
];

export const limitations: readonly Breakage[] = [
  {
    id: 'appliance-leader-takes-agents',
    what: 'A leader in appliance mode links hosts in agent mode.',
    caughtBy: { 'LINK-LIM-1': 'A host in agent mode does not link to a leader in appliance mode' },
    edits: modes("leader.deploymentMode === 'agent' && follower.deploymentMode === 'appliance'"),
  },
  {
    id: 'agent-leader-takes-appliances',
    what: 'A leader in agent mode links hosts in appliance mode.',
    caughtBy: { 'LINK-LIM-1': 'A host in appliance mode does not link to a leader in agent mode' },
    edits: modes("leader.deploymentMode === 'appliance' && follower.deploymentMode === 'agent'"),
  },
  {
    id: 'group-takes-any-mode',
    what: 'A leader looks at the deployment mode of its first follower only.',
    caughtBy: { 'LINK-LIM-1': 'A group in appliance mode does not take in a host in agent mode' },
    edits: [
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'return (0, prerequisites_1.mayBeLinked)(state.profile, joiner);',
        replace: `if (state.document.members.length > 1)
        return undefined;
    return (0, prerequisites_1.mayBeLinked)(state.profile, joiner);`,
      },
      {
        file: 'reference-agent/domain/joining.ts',
        find: '?? (0, prerequisites_1.mayBeLinked)(leader.facts, state.profile);',
        replace: ';',
      },
    ],
  },
  {
    id: 'refused-host-stays-refused',
    what: 'A host that a leader refused enters no other token.',
    caughtBy: { 'LINK-LIM-1': 'A host that was refused elsewhere links to a leader in its own mode' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'const unfit = (0, domain_1.mayLink)(host.state);',
        replace: `if (this.#lastError)
            return (0, domain_1.refuse)('LINK_UNDER_WAY', this.#lastError);
        const unfit = (0, domain_1.mayLink)(host.state);`,
      },
    ],
  },
  {
    id: 'listed-before-checked',
    what: 'A leader lists a host as soon as its password was right, and then looks whether it may be linked.',
    caughtBy: {
      'LINK-LIM-1': 'A host in agent mode does not link to a leader in appliance mode',
      'LINK-LIM-2': 'An agent-mode host does not link to a leader where "beta" runs another operating system',
    },
    edits: [listBeforeChecking],
  },
  {
    id: 'linked-though-refused',
    what: 'A host takes the host of the token for its leader, even when that host refuses it.',
    caughtBy: {
      'LINK-LIM-1': 'A host in agent mode does not link to a leader in appliance mode',
      'LINK-LIM-2': 'An agent-mode host does not link to a leader where "alpha" runs another operating system',
      'LINK-PRE-1': 'Linking ends in an error where "alpha" is on another network',
      'LINK-PROC-4': 'A token links no longer when two hours have passed',
    },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: "if ('refused' in offer)",
        replace: `if ('refused' in offer) {
            const { address, port, fingerprint } = decoded.token;
            const id = 'edge-' + fingerprint.slice(0, 32);
            const leader = { facts: { ...told, id, address, apiPort: port }, peerPort: port, joinId: '', fingerprint: '', apiFingerprint: fingerprint, since: 1 };
            await host.execute((state) => (0, domain_1.become)({ ...state, document: { ...state.document, leaders: [id], members: [leader, ...state.document.members] } }));
        }
        if ('refused' in offer)`,
      },
    ],
  },
  {
    id: 'any-system',
    what: 'Agent-mode hosts link whatever they run.',
    caughtBy: {
      'LINK-LIM-2':
        'An agent-mode host does not link to a leader where "alpha" runs another operating system|An agent-mode group does not take in a host with another operating system',
    },
    edits: systems('false'),
  },
  {
    id: 'leader-takes-rhel',
    what: 'In agent mode a leader links every host with RHEL, whatever it runs itself.',
    caughtBy: {
      'LINK-LIM-2': 'An agent-mode host does not link to a leader where "beta" runs another operating system',
    },
    edits: systems(
      "leader.deploymentMode === 'agent' && describe(leader) !== describe(follower) && follower.operatingSystem.family !== 'rhel'",
    ),
  },
  {
    id: 'rhel-leader-takes-all',
    what: 'In agent mode a leader with RHEL links every host, whatever that runs.',
    caughtBy: {
      'LINK-LIM-2': 'An agent-mode host does not link to a leader where "alpha" runs another operating system',
    },
    edits: systems(
      "leader.deploymentMode === 'agent' && describe(leader) !== describe(follower) && leader.operatingSystem.family !== 'rhel'",
    ),
  },
  {
    id: 'one-system-only',
    what: 'In agent mode only hosts with Ubuntu link.',
    caughtBy: { 'LINK-LIM-2': 'Agent-mode hosts link where all of them run that other operating system' },
    edits: systems(
      "leader.deploymentMode === 'agent' && [leader, follower].some((host) => host.operatingSystem.family !== 'ubuntu')",
    ),
  },
  {
    id: 'systems-bind-appliances-too',
    what: 'In appliance mode too, hosts with different operating systems do not link.',
    caughtBy: { 'LINK-LIM-2': 'An appliance-mode host links to a leader where' },
    edits: systems('describe(leader) !== describe(follower)'),
  },
  {
    id: 'leader-moves',
    what: 'The IP address of a follower is fixed, but that of its leader is not.',
    caughtBy: { 'LINK-LIM-3': 'The IP address of "alpha", linked in appliance mode, stays as it is' },
    edits: addresses('(0, state_1.isLinked)(state) && !(0, state_1.leads)(state)'),
  },
  {
    id: 'follower-moves',
    what: 'The IP address of a leader is fixed, but that of a follower is not.',
    caughtBy: { 'LINK-LIM-3': 'The IP address of "beta", linked in agent mode, stays as it is' },
    edits: addresses('(0, state_1.isLinked)(state) && (0, state_1.leads)(state)'),
  },
  {
    id: 'refuses-and-moves',
    what: 'A linked host refuses another IP address, and takes it nevertheless.',
    caughtBy: { 'LINK-LIM-3': 'The IP address of "(alpha|beta)", linked in agent mode, stays as it is' },
    edits: [
      {
        file: 'reference-agent/api/network.ts',
        find: 'if (locked)',
        replace: `await network.change(name, asChange(body.data));
                if (locked) (0, answers_1.afterAnswer)(call, moved);
                if (locked)`,
      },
    ],
  },
  {
    id: 'nobody-moves',
    what: 'No host with multi-node takes another IP address, linked or not.',
    caughtBy: { 'LINK-LIM-3': 'The IP address of a host that was never linked can be changed' },
    edits: addresses('state.profile.multiNode'),
  },
  {
    id: 'moves-in-word-only',
    what: 'A host accepts another IP address, and keeps the one it has.',
    caughtBy: { 'LINK-LIM-3': 'The IP address of a host that was never linked can be changed' },
    edits: [
      {
        file: 'reference-agent/api/network.ts',
        find: 'await network.change(name, asChange(body.data));',
        replace: 'await Promise.resolve(body);',
      },
    ],
  },
  {
    id: 'former-followers-stay-put',
    what: 'A follower that was unlinked is still bound to its IP address.',
    caughtBy: {
      'LINK-LIM-3': 'The IP address of a follower that was unlinked (on itself|from its leader) can be changed',
    },
    edits: [
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'const { joining, acceptor: _, ...rest } = state;',
        replace: 'const { joining, acceptor: _, ...rest } = { ...state, fixed: true };',
      },
      ...addresses('state.fixed || (0, state_1.isLinked)(state)'),
    ],
  },
  {
    id: 'former-leaders-stay-put',
    what: 'A leader that gave up its status is still bound to its IP address.',
    caughtBy: { 'LINK-LIM-3': 'The IP address of a former leader can be changed' },
    edits: [markLeader('fixed: true'), ...addresses('state.fixed || (0, state_1.isLinked)(state)')],
  },
];
