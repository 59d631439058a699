import type { Breakage } from '../breakage';

export const introduction: readonly Breakage[] = [
  {
    id: 'discovers-everybody',
    what: 'Each host lists every host that it hears on the network, linked or not.',
    caughtBy: { 'INTRO-1': 'show no linked hosts' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const known = host.state.follows ||',
        replace: `const heard = (globalThis.heardOnTheNetwork ??= new Map());
                heard.set(host.state.profile.id, { facts: context.facts(), role: 'follower', health: { status: 'Healthy', reason: '' } });
                const strangers = [...heard.values()].filter((entry) => entry.facts.id !== host.state.profile.id);
                if (strangers.length > 0)
                    return call.json({ status: 'Pending', errorMessage: '', peers: strangers.map(shapes_1.linkPeer) });
                const known = host.state.follows ||`,
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
        find: 'const entries = host.state.leads ? leader.entries() : follower.entries();',
        replace: `const leaders = (globalThis.leadersOnTheNetwork ??= new Map());
        if (host.state.tokens) for (const entry of leader.entries()) leaders.set(entry.facts.id, entry);
        const entries = host.state.leads ? [...leaders.values()] : follower.entries();`,
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
        find: 'const known = host.state.follows ||',
        replace: `const groups = (globalThis.groupsOnTheNetwork ??= new Map());
                if (host.state.leads) groups.set(host.state.leads.id, leader.entries());
                if (!host.state.leads && !host.state.follows && groups.size > 0)
                    return call.json({ status: 'Pending', errorMessage: '', peers: [...groups.values()].flat().map(shapes_1.linkPeer) });
                const known = host.state.follows ||`,
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
        file: 'reference-agent/machine.ts',
        find: '(session) => sessions.check(session)',
        replace: `(() => {
            const all = (globalThis.sessionsOnTheNetwork ??= new Map());
            all.set(hostId, sessions);
            const trusted = new Set();
            this.#context.host.onChange(() => trusted.add(this.#context.host.state.follows?.leader.id));
            return async (session) => {
                for (const id of [hostId, ...trusted]) {
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
        file: 'reference-agent/peers/follower-view.ts',
        find: 'let differ = false;',
        replace: `if (this.mark.epoch === answer.epoch) {
            this.mark = { epoch: answer.epoch, revision: answer.revision };
            return undefined;
        }
        let differ = false;`,
      },
    ],
  },
  {
    id: 'newcomers-hear-nothing-old',
    what: 'A leader tells a newcomer only of what happens after it was linked.',
    caughtBy: { 'INTRO-3': 'A newcomer hears of the hosts that were linked before' },
    edits: [
      {
        file: 'reference-agent/peers/roster.ts',
        find: 'mark.epoch === this.epoch ? mark.revision : 0;',
        replace: 'mark.epoch === this.epoch ? mark.revision : this.#revision;',
      },
    ],
  },
  {
    id: 'followers-never-forget',
    what: 'Followers go on listing hosts that were unlinked.',
    caughtBy: { 'INTRO-3': 'All peers hear of a host that is unlinked (on itself|from its leader)' },
    edits: [
      {
        file: 'reference-agent/peers/follower-view.ts',
        find: 'if (!present.has(id))',
        replace: 'if (!present.has(id) && id === this.ownId)',
      },
    ],
  },
];
