import type { Breakage, Edit } from '../breakage';
import { deafToUnlinking, markLeader, markLeaving, markRemoved, staysLeaderWhile } from './edits';

const linkOnlyIf = (condition: string): Edit => ({
  file: 'reference-agent/domain/joining.ts',
  find: 'if (state.joining ||',
  replace: `if (!(${condition}) || state.joining ||`,
});

/** Something a leader with followers does first when it is to unlink a host. */
const removing = (statements: string): Edit => ({
  file: 'reference-agent/domain/unlinking.ts',
  find: 'const member = (0, state_1.memberOf)(document, hostId);',
  replace: `${statements}
        const member = (0, state_1.memberOf)(document, hostId);`,
});

/** Something a host that has no followers does first when it is to unlink itself. */
const leaving = (statements: string): Edit => ({
  file: 'reference-agent/domain/unlinking.ts',
  find: 'if (!joining && document.members.length < 2) {',
  replace: `${statements}
    if (!joining && document.members.length < 2) {`,
});

const onlyLeaders = 'document.members.filter((one) => document.leaders.includes(one.facts.id))';

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
    edits: [
      removing(`if (document.leaders.includes(hostId))
            return (0, state_1.next)(document, { members: ${onlyLeaders} });`),
    ],
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
        find: '...without(document, member.facts.id), departed',
        replace: `...without(document, member.facts.id), members: ${onlyLeaders}, departed`,
      },
    ],
  },
  {
    id: 'leader-for-life',
    what: 'A host that had followers cannot give up its leader status.',
    caughtBy: { 'UNLK-4': 'A leader whose follower was unlinked (on itself|from its leader) links to another leader' },
    edits: [markLeader('crowned: true'), staysLeaderWhile('state.crowned || (0, state_1.isLinked)(state)')],
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
    edits: [markLeaving('served: document.leaders[0]'), admitUnless('joiner.id === state.served')],
  },
  {
    id: 'followers-cannot-leave',
    what: 'A follower refuses to be unlinked on itself.',
    caughtBy: { 'UNLK-5': 'An only follower is unlinked on itself' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'if (peerId !== profile.id && ',
        replace: 'if (peerId || ',
      },
    ],
  },
  {
    id: 'leaves-without-a-word',
    what: 'A follower that leaves does not tell its leader.',
    caughtBy: { 'UNLK-5': 'An only follower is unlinked on itself' },
    edits: [markLeaving('farewells: state.farewells')],
  },
  {
    id: 'says-goodbye-and-stays',
    what: 'A follower tells its leader that it leaves, and goes on showing it.',
    caughtBy: {
      'UNLK-VAL-1': 'in appliance mode forget each other, and can be linked again, after unlinking on itself',
    },
    edits: [markLeaving('document, credential: state.credential'), deafToUnlinking],
  },
  {
    id: 'leader-cannot-unlink',
    what: 'A leader refuses to unlink its followers.',
    caughtBy: { 'UNLK-6': 'An only follower is unlinked from its leader' },
    edits: [removing("if (document) return (0, refusal_1.refuse)('PEER_UNKNOWN', 'Unlink the host on itself.');")],
  },
  {
    id: 'unlinked-without-a-word',
    what: 'A follower does not notice that its leader unlinked it.',
    caughtBy: { 'UNLK-6': 'An only follower is unlinked from its leader' },
    edits: [deafToUnlinking],
  },
  {
    id: 'unlinks-all',
    what: 'A leader that is to unlink one follower unlinks all of them.',
    caughtBy: { 'UNLK-6': 'One of several followers is unlinked from the leader, and the others stay linked' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: '...without(document, hostId),',
        replace: `...without(document, hostId), members: ${onlyLeaders},`,
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
        find: '...without(document, hostId),',
        replace: '',
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
    edits: [leaving('if (!joining && document.members.length < 2)\n        return { state };')],
  },
  {
    id: 'lonely-leader-unlinks-itself',
    what: 'A host without followers that is to be unlinked stops generating tokens.',
    caughtBy: { 'UNLK-PRE-1': 'A host that generates tokens but has no followers cannot be unlinked' },
    edits: [
      leaving(`if (state.tokens && peerId === profile.id)
        return { state: (0, leadership_1.alone)(state) };`),
    ],
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
        find: 'if (!member) {',
        replace: 'if (!member)\n            return document;\n        if (!member) {',
      },
      leaving('if (state.tokens && peerId !== profile.id)\n        return { state };'),
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
        replace: '}/unlink`,\n            get open() { return host.state.tokens !== undefined; },',
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
        replace: '}/unlink`,\n            get open() { return isLinked() && !host.state.tokens; },',
      },
    ],
  },
  {
    id: 'followers-unlink-each-other',
    what: 'A login on one follower is enough to unlink another: the leader does what any of them says.',
    caughtBy: { 'UNLK-PRE-2': 'A login on another follower is not enough to unlink a follower' },
    edits: [
      leaving(`if (peerId !== profile.id && !document.leaders.includes(peerId) && (0, state_1.memberOf)(document, peerId))
        return { state: { ...state, farewells: [...state.farewells, { ...membershipOf(state), who: peerId }] } };`),
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'await post(messages_1.farewellPath, {});',
        replace: 'await post(messages_1.farewellPath, { who: farewell.who });',
      },
      {
        file: 'reference-agent/peers/door.ts',
        find: 'const decision = await leader.farewell(groupId, fingerprint);',
        replace: `const { who = fingerprint } = await (0, body_1.jsonOf)(call, largestBody);
            const decision = await leader.farewell(groupId, who);`,
      },
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'document.members.find((one) => one.fingerprint === fingerprint)',
        replace: 'document.members.find((one) => one.fingerprint === fingerprint || one.facts.id === fingerprint)',
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
        find: 'const decision = (0, domain_1.leads)(host.state) &&',
        replace: `const removed = (state) => (0, domain_1.decideAlone)(state, (0, domain_1.removeMember)(peerId));
                for (const other of network)
                    await other.execute((state) => removed(state).refused ? removed(state) : (0, domain_1.become)(removed(state)));
                const decision = (0, domain_1.leads)(host.state) &&`,
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
        find: 'const decision = (0, domain_1.leads)(host.state) &&',
        replace: `const before = host.state;
                if (before.tokens) context.clock.after(300_000, () => void host.execute(() => (0, domain_1.become)(before)));
                const decision = (0, domain_1.leads)(host.state) &&`,
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
        find: 'if (host.state.document.id === groupId)',
        replace: `const before = host.state;
        if (before.document.members.some((one) => one.fingerprint === fingerprint))
            this.context.clock.after(300_000, () => void host.execute(() => (0, domain_1.become)(before)));
        if (host.state.document.id === groupId)`,
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
      markLeader('had: [...(state.had ?? []), ...known.members.map(({ facts }) => facts.id)]'),
      admitUnless('state.had?.includes(joiner.id)'),
    ],
  },
];
