import type { Breakage } from '../breakage';

export const introduction: readonly Breakage[] = [
  {
    id: 'discovers-everybody',
    what: 'Each host lists every host that it hears on the network, linked or not.',
    caughtBy: { 'INTRO-1': 'show no linked hosts' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const known = isLinked() ||',
        replace: `const { profile, document } = host.state;
                const heard = (globalThis.heardOnTheNetwork ??= new Map());
                heard.set(profile.id, { member: { facts: context.facts() }, role: 'follower', health: { status: 'Healthy', reason: '' } });
                const strangers = [...heard.values()].filter(({ member }) => member.facts.id !== profile.id);
                if (strangers.length > 0)
                    return call.json({ status: 'Pending', errorMessage: '', peers: strangers.map((peer) => (0, shapes_1.linkPeer)(document, peer)) });
                const known = isLinked() ||`,
      },
    ],
  },
  {
    id: 'leaders-discover-each-other',
    what: 'Hosts that generate tokens list each other.',
    caughtBy: {
      'INTRO-1': 'Hosts that generate tokens do not find each other',
      'LEAD-4': 'Two groups side by side name one leader each',
    },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const peers = group.peers().map(',
        replace: `const { profile, tokens } = host.state;
        const leaders = (globalThis.leadersOnTheNetwork ??= new Map());
        if (tokens) leaders.set(profile.id, { member: { facts: context.facts() }, role: 'leader', health: { status: 'Healthy', reason: '' } });
        const others = [...leaders.values()].filter(({ member }) => tokens && member.facts.id !== profile.id);
        const peers = [...group.peers(), ...others].map(`,
      },
    ],
  },
  {
    id: 'strangers-hear-of-the-group',
    what: 'A host that is not linked lists the hosts of a group on its network.',
    caughtBy: { 'INTRO-1': 'A host beside a group knows nothing of it' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const known = isLinked() ||',
        replace: `const { document, tokens } = host.state;
                const groups = (globalThis.groupsOnTheNetwork ??= new Map());
                if (tokens) groups.set(document.id, document.members);
                const heard = [...groups.values()].flat().map((member) => ({ member, role: 'follower', health: { status: 'Healthy', reason: '' } }));
                if (!tokens && !isLinked() && heard.length > 0)
                    return call.json({ status: 'Pending', errorMessage: '', peers: heard.map((peer) => (0, shapes_1.linkPeer)(document, peer)) });
                const known = isLinked() ||`,
      },
    ],
  },
  {
    id: 'one-session-key-for-all',
    what: 'Every host signs its sessions with the key that its image was built with.',
    caughtBy: { 'INTRO-2': 'A login on a new host' },
    edits: [
      {
        file: 'reference-agent/sessions/sessions.ts',
        find: 'createSecretKey)(options.signingKey);',
        replace: "createSecretKey)(Buffer.alloc(32, 'edge'));",
      },
      {
        file: 'reference-agent/sessions/sessions.ts',
        find: 'this.#hostId = options.hostId;',
        replace: "this.#hostId = 'edge';",
      },
    ],
  },
  {
    id: 'sessions-unverified',
    what: 'A host reads who a session belongs to without verifying its signature.',
    caughtBy: { 'INTRO-2': 'A login on a leader is worth nothing on a host outside its group' },
    edits: [
      {
        file: 'reference-agent/sessions/sessions.ts',
        find: 'await (0, jose_1.jwtVerify)(token, this.#key, {',
        replace: '((jwt) => ({ payload: (0, jose_1.decodeJwt)(jwt) }))(token, this.#key, {',
      },
    ],
  },
  {
    id: 'follower-goes-on-trusting',
    what: 'A host takes the sessions of the leader that it follows, and goes on taking them once it is unlinked.',
    caughtBy: {
      'INTRO-2': 'A host that was unlinked (on itself|from its leader) shares no logins with its former leader',
    },
    edits: [
      {
        file: 'reference-agent/api/host-api.ts',
        find: '(session) => sessions.check(session)',
        replace: `(() => {
            const all = (globalThis.sessionsOnTheNetwork ??= new Map());
            const { host } = context;
            all.set(host.state.profile.id, sessions);
            const trusted = new Set([host.state.profile.id]);
            host.onChange(() => host.state.document.leaders.forEach((id) => trusted.add(id)));
            return async (session) => {
                for (const id of trusted) {
                    const known = await all.get(id)?.check(session);
                    if (known) return known;
                }
                return undefined;
            };
        })()`,
      },
    ],
  },
  {
    id: 'old-followers-hear-nothing-new',
    what: 'A follower keeps the first list of hosts that its leader told it.',
    caughtBy: { 'INTRO-3': 'A newcomer is announced to the hosts that were linked before' },
    edits: [
      {
        file: 'reference-agent/peers/listening.ts',
        find: '.learn)(state, learned)',
        replace: '.learn)(state, { ...learned, members: state.document.members })',
      },
    ],
  },
  {
    id: 'newcomers-hear-nothing-old',
    what: 'A leader tells a newcomer only of what happens after it was linked.',
    caughtBy: { 'INTRO-3': 'A newcomer hears of the hosts that were linked before' },
    edits: [
      {
        file: 'reference-agent/peers/door.ts',
        find: 'call.json({ document: outcome.document })',
        replace: `call.json({ document: { ...outcome.document, members: outcome.document.members.filter((one) => one.fingerprint === fingerprint || outcome.document.leaders.includes(one.facts.id)) } })`,
      },
      {
        file: 'reference-agent/peers/document-news.ts',
        find: 'return present.length === ids.length ?',
        replace: 'return present ?',
      },
    ],
  },
  {
    id: 'followers-never-forget',
    what: 'Followers go on listing hosts that were unlinked.',
    caughtBy: { 'INTRO-3': 'All peers hear of a host that is unlinked (on itself|from its leader)' },
    edits: [
      {
        file: 'reference-agent/peers/document-news.ts',
        find: 'members: present }',
        replace: 'members: [...all.values()] }',
      },
    ],
  },
];
