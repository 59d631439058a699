import type { Breakage, Edit } from '../breakage';
import { deafToUnlinking, listBeforeChecking, staysInLostGroups } from './edits';

// Links, leaders and content when something goes wrong in the middle.

const tellsNobody: Edit = {
  file: 'reference-agent/domain/unlinking.ts',
  find: 'const farewells = farewell ? [...state.farewells, farewell] : state.farewells;',
  replace: 'const farewells = [];',
};

export const underFaults: readonly Breakage[] = [
  {
    id: 'lists-who-only-asked',
    what: 'A leader takes a host for linked before it has confirmed, and a host asks as many leaders as it is told to.',
    caughtBy: { 'X-LNK-4': '.' },
    edits: [
      listBeforeChecking,
      { file: 'reference-agent/peers/follower.ts', find: 'if (this.#attempt) {', replace: 'if (false) {' },
      { file: 'reference-agent/peers/follower.ts', find: 'if (unfit)\n', replace: 'if (false)\n' },
    ],
  },
  {
    id: 'one-attempt-only',
    what: 'After an attempt that failed a host says for ever that it is being linked.',
    caughtBy: { 'X-LNK-5': 'The network is cut after packet (1|4) of|The power of "alpha" is cut after packet 4 of' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'this.#attempt = false;',
        replace: 'this.#attempt = this.#lastError !== "";',
      },
    ],
  },
  {
    id: 'one-question-only',
    what: 'A leader refuses a host that asked already and did not confirm.',
    caughtBy: { 'X-LNK-5': 'The power of "beta" is cut after packet 4 of' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'if (refused)\n            return { refused };',
        replace: `if ([...this.#pending.values()].some(({ member }) => member.facts.id === request.facts.id))
            return (0, domain_1.refuse)('LINK_UNDER_WAY', 'This host is being linked.');
        if (refused)
            return { refused };`,
      },
    ],
  },
  {
    id: 'asks-for-a-while-only',
    what: 'A host that did not hear at once whether it was linked never asks again, and waits for ever.',
    caughtBy: {
      'X-LNK-5':
        'The network is cut after packet (6|8|9) of|"alpha" is cut after packet (6|8|9) of|"beta" is cut after packet (7|8|9) of|dies after packet (6|9) of',
    },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'if (joining && leader) {',
        replace: 'if (joining && leader && this.#attempt) {',
      },
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'this.#attempt = false;',
        replace: 'this.#attempt = false;\n            this.keepUp();',
      },
    ],
  },
  {
    id: 'takes-silence-for-no',
    what: 'A host that does not hear at once whether it was linked takes it for no.',
    caughtBy: { 'X-LNK-5': 'The network is cut after packet 9 of' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'resolve({ linked: false });',
        replace:
          'host.execute((state) => (0, domain_1.forgetJoin)(state, joinId)).then(() => resolve({ linked: false }));',
      },
    ],
  },
  {
    id: 'writes-nothing-down',
    what: 'A host forgets at a power cut whatever was decided since it booted first, its peers wait for it, and one that leaves tells nobody.',
    caughtBy: {
      'X-UNL-1': 'unlinked on itself when the power|unlinked from its leader when the power of "alpha"',
      'X-LNK-5': 'The power of "(alpha|beta)" is cut after packet 99 of|dies after packet 99',
      'X-DUR-1': 'A group is what it was after the power of "beta"|A configuration outlasts',
    },
    edits: [
      { file: 'reference-agent/host/host.ts', find: 'await this.save(decision.state);', replace: 'await undefined;' },
      staysInLostGroups,
      tellsNobody,
    ],
  },
  {
    id: 'unlinking-is-not-written-down',
    what: 'A host writes down that it was linked, and not that it is no more.',
    caughtBy: { 'X-DUR-1': 'A host stays unlinked after a power cut' },
    edits: [
      {
        file: 'reference-agent/host/host.ts',
        find: 'await this.save(decision.state);',
        replace: 'if (decision.state.document.members.length > 1) await this.save(decision.state);',
      },
    ],
  },
  {
    id: 'clusters-for-ever',
    what: 'No cluster can be deleted.',
    caughtBy: { 'X-DUR-1': 'A delete that is interrupted', 'X-API-1': '^Clusters$' },
    edits: [
      {
        file: 'reference-agent/domain/cluster/delete.ts',
        find: "if (document.cluster?.state === 'Deleting' && document.leaders.includes(hostId))",
        replace:
          "if (document) return (0, refusal_1.refuse)('CLUSTER_NONE', 'It stays.');\n        if (document.cluster?.state === 'Deleting' && document.leaders.includes(hostId))",
      },
    ],
  },
  {
    id: 'nobody-is-unlinked',
    what: 'Nobody can be unlinked, neither on itself nor from the leader.',
    caughtBy: { 'X-UNL-1': 'at once' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'if (!peerId)',
        replace: 'if (peerId)',
      },
    ],
  },
  {
    id: 'silent-farewells',
    what: 'A follower that leaves tells nobody, and one that was unlinked elsewhere does not listen.',
    caughtBy: { 'X-UNL-1': 'when the network|unlinked from its leader when the power of "beta"' },
    edits: [deafToUnlinking, staysInLostGroups, tellsNobody],
  },
  {
    id: 'everybody-is-well',
    what: 'A host that goes away is shown as Healthy for ever.',
    caughtBy: { 'X-HLT-1': '.' },
    edits: [
      {
        file: 'reference-agent/peers/roster.ts',
        find: 'if (!row || id === this.ownId)',
        replace: 'if (row)',
      },
      {
        file: 'reference-agent/peers/listening.ts',
        find: "told.health = { status: 'Unhealthy',",
        replace: "if (told) return;\n            told.health = { status: 'Unhealthy',",
      },
    ],
  },
];
