import type { Breakage } from '../breakage';
import { deafToUnlinking, listBeforeChecking } from './edits';

// Links, leaders and content when something goes wrong in the middle.

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
    id: 'lists-before-confirming',
    what: 'A leader takes a host for linked before it has confirmed.',
    caughtBy: { 'X-LNK-5': 'The power of "beta" is cut after packet 6' },
    edits: [listBeforeChecking],
  },
  {
    id: 'one-attempt-only',
    what: 'After an attempt that failed a host says for ever that it is being linked.',
    caughtBy: { 'X-LNK-5': 'The network is cut after packet (1|4) of' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'this.#attempt = false;\n        }',
        replace: 'this.#attempt = this.#lastError !== "";\n        }',
      },
    ],
  },
  {
    id: 'gives-up-on-confirming',
    what: 'A host that does not hear whether it was linked takes it for no.',
    caughtBy: { 'X-LNK-5': 'The network is cut after packet 10' },
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
    what: 'A host forgets at a power cut whatever was decided since it booted first.',
    caughtBy: {
      'X-LNK-5': 'The power of "(alpha|beta)" is cut after packet 99|dies after packet 99',
      'X-DUR-1': 'A group is what it was after the power of "beta"|A configuration outlasts',
    },
    edits: [
      { file: 'reference-agent/host/host.ts', find: 'await this.save(decision.state);', replace: 'await undefined;' },
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
    id: 'nobody-is-unlinked-twice',
    what: 'A host cannot be unlinked on itself or from its leader.',
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
    caughtBy: { 'X-UNL-1': 'A follower that is unlinked' },
    edits: [
      deafToUnlinking,
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'const farewells = farewell ? [...state.farewells, farewell] : state.farewells;',
        replace: 'const farewells = [];',
      },
    ],
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
    ],
  },
];
