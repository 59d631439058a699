import type { Breakage, Edit } from '../breakage';

/** Marks the state of a follower that leaves by itself. */
const markLeaving = (mark: string): Edit => ({
  file: 'reference-agent/domain/unlinking.ts',
  find: '...rest, farewells: [...state.farewells, farewellOf(group)]',
  replace: `...rest, ${mark}, farewells: [...state.farewells, farewellOf(group)]`,
});

/** Marks the state of a follower that its leader unlinked. */
const markRemoved = (mark: string): Edit => ({
  file: 'reference-agent/domain/unlinking.ts',
  find: `const { follows, ...rest } = state;`,
  replace: `const { follows, ...rest } = { ...state, ${mark} };`,
});

const linkOnlyIf = (condition: string): Edit => ({
  file: 'reference-agent/domain/joining.ts',
  find: 'if (state.follows || state.joining ||',
  replace: `if (!(${condition}) || state.follows || state.joining ||`,
});

const whileLeading = (replace: string): readonly Edit[] => [
  {
    file: 'reference-agent/domain/unlinking.ts',
    find: 'if (hostId === state.profile.id) {',
    replace: `${replace}
    if (hostId === state.profile.id) {`,
  },
];

const stopOnlyIf = (condition: string): Edit => ({
  file: 'reference-agent/domain/leadership.ts',
  find: 'if ((0, state_1.followersOf)(state).length > 0) {',
  replace: `if (!(${condition}) || (0, state_1.followersOf)(state).length > 0) {`,
});

/** Marks the state of a leader when it gets a follower. */
const markLeader = (mark: string): Edit => ({
  file: 'reference-agent/domain/joining.ts',
  find: 'return (0, refusal_1.become)({ ...state, leads: {',
  replace: `return (0, refusal_1.become)({ ...state, ${mark}, leads: {`,
});

const admitUnless = (condition: string): Edit => ({
  file: 'reference-agent/domain/joining.ts',
  find: 'const own = ownToken(state, joiner);',
  replace: `if (${condition})
        return (0, refusal_1.refuse)('ALREADY_LINKED', 'This host does not link.').refused;
    const own = ownToken(state, joiner);`,
});

export const unlinkHosts: readonly Breakage[] = [
  {
    id: 'left-and-bound',
    what: 'A follower that was unlinked on itself cannot be linked to another leader.',
    caughtBy: { 'UNLK-1': 'A follower that was unlinked on itself links to another leader' },
    edits: [markLeaving('bound: true'), linkOnlyIf('!state.bound')],
  },
  {
    id: 'removed-and-bound',
    what: 'A follower that its leader unlinked cannot be linked to another leader.',
    caughtBy: {
      'UNLK-1':
        'A follower that was unlinked from its leader links to another leader|An unlinked follower links to the leader of another group',
    },
    edits: [markRemoved('bound: true'), linkOnlyIf('!state.bound')],
  },
  {
    id: 'leader-unlinks-itself',
    what: 'A leader that is to unlink itself lets all its followers go.',
    caughtBy: { 'UNLK-3': 'A leader cannot be unlinked from its (only follower|followers)' },
    edits: whileLeading(
      `if (hostId === state.profile.id && state.leads.members.length > 0)
        return (0, refusal_1.become)({ ...state, leads: { ...state.leads, members: [] } });`,
    ),
  },
  {
    id: 'one-leaves-all-leave',
    what: 'When a follower leaves, its leader lets all others go too.',
    caughtBy: {
      'UNLK-3': 'A follower cannot unlink its leader from the rest of the group',
      'UNLK-5': 'One of several followers is unlinked on itself, and the others stay linked',
    },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'members: group.members.filter((known) => !isOf(known)),',
        replace: 'members: [],',
      },
    ],
  },
  {
    id: 'leader-for-life',
    what: 'A host that had followers cannot give up its leader status.',
    caughtBy: { 'UNLK-4': 'A leader whose follower was unlinked (on itself|from its leader) links to another leader' },
    edits: [markLeader('crowned: true'), stopOnlyIf('!state.crowned')],
  },
  {
    id: 'former-leader-does-not-follow',
    what: 'A host that had followers cannot be linked to another leader.',
    caughtBy: { 'UNLK-4': 'A leader whose follower was unlinked (on itself|from its leader) links to another leader' },
    edits: [markLeader('crowned: true'), linkOnlyIf('!state.crowned')],
  },
  {
    id: 'nobody-leads-its-leader',
    what: 'A host does not become the leader of one that it followed before.',
    caughtBy: { 'UNLK-4': 'A leader of several followers, all of them unlinked, follows one of them' },
    edits: [markLeaving('served: group.leader.id'), admitUnless('joiner.id === state.served')],
  },
  {
    id: 'followers-cannot-leave',
    what: 'A follower refuses to be unlinked on itself.',
    caughtBy: { 'UNLK-5': 'An only follower is unlinked on itself' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'if (hostId !== state.profile.id && hostId !== group.leader.id) {',
        replace: 'if (hostId) {',
      },
    ],
  },
  {
    id: 'leaves-without-a-word',
    what: 'A follower that leaves does not tell its leader.',
    caughtBy: { 'UNLK-5': 'An only follower is unlinked on itself' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'farewells: [...state.farewells, farewellOf(group)]',
        replace: 'farewells: state.farewells',
      },
    ],
  },
  {
    id: 'says-goodbye-and-stays',
    what: 'A follower tells its leader that it leaves, and goes on showing it.',
    caughtBy: {
      'UNLK-VAL-1': 'in appliance mode forget each other, and can be linked again, after unlinking on itself',
    },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'const { follows: _, joining: __, ...rest } = state;',
        replace: 'const { joining: __, ...rest } = state;',
      },
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'if (answer.status === 410) {',
        replace: "if (answer.status === 410) throw new Error('gone');\n                if (answer.status === 410) {",
      },
    ],
  },
  {
    id: 'leader-cannot-unlink',
    what: 'A leader refuses to unlink its followers.',
    caughtBy: { 'UNLK-6': 'An only follower is unlinked from its leader' },
    edits: whileLeading(
      `if (state.leads.members.length > 0)
        return (0, refusal_1.refuse)('PEER_UNKNOWN', 'Unlink the host on itself.');`,
    ),
  },
  {
    id: 'unlinked-without-a-word',
    what: 'A follower does not notice that its leader unlinked it.',
    caughtBy: { 'UNLK-6': 'An only follower is unlinked from its leader' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'if (answer.status === 410) {',
        replace: "if (answer.status === 410) throw new Error('gone');\n                if (answer.status === 410) {",
      },
    ],
  },
  {
    id: 'unlinks-all',
    what: 'A leader that is to unlink one follower unlinks all of them.',
    caughtBy: { 'UNLK-6': 'One of several followers is unlinked from the leader, and the others stay linked' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'members: state.leads.members.filter((known) => known !== member),',
        replace: 'members: [],',
      },
    ],
  },
  {
    id: 'unlinks-in-word-only',
    what: 'A leader accepts to unlink a follower, and keeps it.',
    caughtBy: {
      'UNLK-VAL-1': 'in agent mode forget each other, and can be linked again, after unlinking from its leader',
    },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'members: state.leads.members.filter((known) => known !== member),',
        replace: 'members: state.leads.members,',
      },
    ],
  },
  {
    id: 'unlinks-the-unlinked',
    what: 'A host that follows nobody accepts to be unlinked.',
    caughtBy: {
      'UNLK-PRE-1':
        'A host that was never linked cannot be unlinked|A follower that was unlinked on itself cannot be unlinked once more',
    },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'if (!group) {',
        replace: 'if (!group)\n        return (0, refusal_1.become)(state);\n    if (!group) {',
      },
    ],
  },
  {
    id: 'lonely-leader-unlinks-itself',
    what: 'A host without followers that is to be unlinked stops generating tokens.',
    caughtBy: { 'UNLK-PRE-1': 'A host that generates tokens but has no followers cannot be unlinked' },
    edits: whileLeading(
      `if (hostId === state.profile.id && state.leads.members.length === 0)
        return (0, refusal_1.become)({ ...state, tokens: undefined, leads: undefined });`,
    ),
  },
  {
    id: 'unlinks-strangers',
    what: 'A leader accepts to unlink hosts that it does not lead.',
    caughtBy: {
      'UNLK-PRE-1':
        'A follower that was unlinked from its leader cannot be unlinked once more|A leader cannot unlink a host of another group',
    },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'if (!state.leads || !member) {',
        replace: 'if (!member)\n        return (0, refusal_1.become)(state);\n    if (!state.leads || !member) {',
      },
    ],
  },
  {
    id: 'leader-unlinks-for-anybody',
    what: 'On a leader everybody can unlink a follower, logged in or not.',
    caughtBy: { 'UNLK-PRE-2': 'Without a login nobody unlinks a follower on "alpha"' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: '}/unlink`,',
        replace: '}/unlink`,\n            get open() { return host.state.leads !== undefined; },',
      },
    ],
  },
  {
    id: 'follower-unlinks-for-anybody',
    what: 'On a follower everybody can unlink it, logged in or not.',
    caughtBy: { 'UNLK-PRE-2': 'Without a login nobody unlinks a follower on "beta"' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: '}/unlink`,',
        replace: '}/unlink`,\n            get open() { return host.state.follows !== undefined; },',
      },
    ],
  },
  {
    id: 'followers-unlink-each-other',
    what: 'A login on one follower is enough to unlink another: the leader does what any of them says.',
    caughtBy: { 'UNLK-PRE-2': 'A login on another follower is not enough to unlink a follower' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'if (hostId !== state.profile.id && hostId !== group.leader.id) {',
        replace: `if (group.others?.some((other) => other.id === hostId))
        return (0, refusal_1.become)({ ...state, farewells: [...state.farewells, { ...farewellOf(group), who: hostId }] });
    if (hostId !== state.profile.id && hostId !== group.leader.id) {`,
      },
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'const answer = await post(messages_1.farewellPath, {});',
        replace: 'const answer = await post(messages_1.farewellPath, { who: farewell.who });',
      },
      {
        file: 'reference-agent/peers/door.ts',
        find: 'await this.leader().farewell(groupId, fingerprint);',
        replace:
          'await this.leader().farewell(groupId, (await (0, body_1.jsonOf)(call, largestBody)).who ?? fingerprint);',
      },
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'const isOf = (known) => known.fingerprint === fingerprint;',
        replace: 'const isOf = (known) => known.fingerprint === fingerprint || known.facts?.id === fingerprint;',
      },
    ],
  },
  {
    id: 'anybody-passes-it-on',
    what: 'A login on any host of the network is enough to unlink a follower: it passes the request on to the leader.',
    caughtBy: { 'UNLK-PRE-2': 'A login on a host outside the group is not enough to unlink a follower' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const { host } = context;',
        replace: `const { host } = context;
    const network = (globalThis.hostsOnTheNetwork ??= new Set()).add(host);`,
      },
      {
        file: 'reference-agent/api/link.ts',
        find: 'const decision = await host.execute((state) => state.leads',
        replace: `for (const other of network)
                    await other.execute((state) => (0, domain_1.removeFollower)(state, peerId));
                const decision = await host.execute((state) => state.leads`,
      },
    ],
  },
  {
    id: 'unlinked-hosts-come-back',
    what: 'Some minutes after it unlinked a follower, a leader lists it again.',
    caughtBy: { 'UNLK-VAL-1': 'A follower that was unlinked from its leader stays unlinked' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const decision = await host.execute((state) => state.leads',
        replace: `const before = host.state;
                if (before.leads) context.clock.after(300_000, () => void host.execute(() => (0, domain_1.become)(before)));
                const decision = await host.execute((state) => state.leads`,
      },
    ],
  },
  {
    id: 'those-who-left-come-back',
    what: 'Some minutes after a follower left, its leader lists it again.',
    caughtBy: { 'UNLK-VAL-1': 'A follower that was unlinked on itself stays unlinked' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'return this.context.host.execute((state) => (0, domain_1.memberLeft)',
        replace: `const before = this.context.host.state;
        if (before.leads?.departed.length === 0) this.context.clock.after(300_000, () => void this.context.host.execute(() => (0, domain_1.become)(before)));
        return this.context.host.execute((state) => (0, domain_1.memberLeft)`,
      },
    ],
  },
  {
    id: 'unlinked-for-good',
    what: 'A leader never takes back a host that it once had as a follower.',
    caughtBy: {
      'UNLK-VAL-1': 'forget each other, and can be linked again, after unlinking (on itself|from its leader)',
    },
    edits: [
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'return (0, refusal_1.become)({ ...state, leads: {',
        replace: 'return (0, refusal_1.become)({ ...state, had: [...(state.had ?? []), member.facts.id], leads: {',
      },
      admitUnless('state.had?.includes(joiner.id)'),
    ],
  },
];
