import type { Breakage, Edit } from '../breakage';

/** The leader takes this for granted of itself; of the other host it does not. */
const leaderIs = (granted: string): readonly Edit[] => [
  {
    file: 'reference-agent/domain/leadership.ts',
    find: 'mayBeUsed)(state.profile)',
    replace: `mayBeUsed)({ ...state.profile, ${granted} })`,
  },
  {
    file: 'reference-agent/domain/prerequisites.ts',
    find: 'mayBeUsed(leader)',
    replace: `mayBeUsed({ ...leader, ${granted} })`,
  },
];

/** This is taken for granted of the host that is to follow; of the leader it is not. */
const followerIs = (granted: string): readonly Edit[] => [
  {
    file: 'reference-agent/domain/joining.ts',
    find: 'mayBeUsed)(profile)',
    replace: `mayBeUsed)({ ...profile, ${granted} })`,
  },
  {
    file: 'reference-agent/domain/prerequisites.ts',
    find: 'mayBeUsed(follower)',
    replace: `mayBeUsed({ ...follower, ${granted} })`,
  },
];

const multiNode = (replace: string): readonly Edit[] => [
  { file: 'reference-agent/user-data/user-data.ts', find: "stylus.boolean('enableMultiNode', false)", replace },
];

const management = (find: string, replace: string): readonly Edit[] => [
  { file: 'reference-agent/user-data/management.ts', find, replace },
];

export const prerequisites: readonly Breakage[] = [
  {
    id: 'unreachable-leader-is-no-error',
    what: 'A host that cannot reach the host of the token says that all is well.',
    caughtBy: {
      'LINK-PRE-1':
        'Linking ends in an error where "(alpha|beta)" is on another network|A group does not take in a host on another network',
    },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: "if ('refused' in offer)",
        replace: `if (offer.refused?.code === 'LEADER_UNREACHABLE')
            return { linked: false };
        if ('refused' in offer)`,
      },
    ],
  },
  {
    id: 'unreachable-leader-for-ever',
    what: 'A host that cannot reach the host of the token goes on trying, and takes no other token.',
    caughtBy: { 'LINK-PRE-1': 'A host that could not reach a distant leader links to one on its own network' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: "if ('refused' in offer)",
        replace: `if (offer.refused?.code === 'LEADER_UNREACHABLE')
            await host.execute((state) => (0, domain_1.become)({ ...state, tokens: { secret: '' } }));
        if ('refused' in offer)`,
      },
    ],
  },
  {
    id: 'multi-node-for-everybody',
    what: 'Nobody looks whether multi-node is enabled.',
    caughtBy: { 'LINK-PRE-2': 'A group does not take in a host without multi-node' },
    edits: [
      { file: 'reference-agent/domain/prerequisites.ts', find: 'if (!host.multiNode) {', replace: 'if (false) {' },
    ],
  },
  {
    id: 'leader-without-multi-node',
    what: 'A leader does not need multi-node; the hosts that follow it do.',
    caughtBy: { 'LINK-PRE-2': 'Hosts do not link where the user data of "alpha" (says|does not mention)' },
    edits: leaderIs('multiNode: true'),
  },
  {
    id: 'follower-without-multi-node',
    what: 'A follower does not need multi-node; its leader does.',
    caughtBy: { 'LINK-PRE-2': 'Hosts do not link where the user data of "beta" (says|does not mention)' },
    edits: followerIs('multiNode: true'),
  },
  {
    id: 'multi-node-by-default',
    what: 'Multi-node is enabled where the user data does not mention it.',
    caughtBy: { 'LINK-PRE-2': 'does not mention multi-node' },
    edits: multiNode("stylus.boolean('enableMultiNode', true)"),
  },
  {
    id: 'multi-node-when-mentioned',
    what: 'Multi-node is enabled where the user data mentions it, even as false.',
    caughtBy: { 'LINK-PRE-2': 'says that multi-node is off' },
    edits: multiNode("stylus.own('enableMultiNode') !== undefined"),
  },
  {
    id: 'multi-node-unread',
    what: 'Multi-node cannot be enabled.',
    caughtBy: { 'LINK-PRE-2': 'Hosts whose user data enables multi-node link' },
    edits: multiNode('false'),
  },
  {
    id: 'central-leader',
    what: 'A leader may be managed centrally; the hosts that follow it may not.',
    caughtBy: { 'LINK-PRE-3': 'the user data of "alpha" (sets|leaves out)' },
    edits: leaderIs("managementMode: 'local'"),
  },
  {
    id: 'central-follower',
    what: 'A follower may be managed centrally; its leader may not.',
    caughtBy: { 'LINK-PRE-3': 'the user data of "beta" (sets|leaves out)' },
    edits: followerIs("managementMode: 'local'"),
  },
  {
    id: 'local-by-default',
    what: 'A host is managed locally where its user data does not say.',
    caughtBy: { 'LINK-PRE-3': 'leaves out stylus.(managementMode|installationMode)' },
    edits: management("newer ?? 'central'", "newer ?? 'local'"),
  },
  {
    id: 'connected-is-local',
    what: 'In the older wording, connected means local management too.',
    caughtBy: { 'LINK-PRE-3': 'sets stylus.installationMode to connected' },
    edits: management("older === 'airgap' ? 'local' : 'central'", "'local'"),
  },
  {
    id: 'central-is-local',
    what: 'In the newer wording, central means local management too.',
    caughtBy: { 'LINK-PRE-3': 'sets stylus.managementMode to central' },
    edits: management("newer ?? 'central'", "newer ? 'local' : 'central'"),
  },
  {
    id: 'older-wording-unread',
    what: 'A host that claims the older wording does not read it.',
    caughtBy: {
      'LINK-PRE-3': 'Hosts link where the user data of both sets stylus.installationMode to airgap',
      'LINK-PROC-6': 'A host in (appliance|agent) mode, set up with stylus.installationMode',
      'LEAD-1': 'A leader in agent mode, set up with stylus.installationMode',
    },
    edits: management('if (older === undefined)', 'if (older)'),
  },
  {
    id: 'newer-wording-unread',
    what: 'A host that claims the newer wording does not read it.',
    caughtBy: {
      'LINK-PRE-3': 'Hosts link where the user data of both sets stylus.managementMode to local',
      'LINK-PROC-6': 'A host in (appliance|agent) mode, set up with stylus.managementMode',
      'LEAD-1': 'A leader in appliance mode, set up with stylus.managementMode',
    },
    edits: management("newer ?? 'central'", "'central'"),
  },
];
