import type { Breakage } from '../breakage';

// What a follower may not do, and what nobody may do twice.

export const followers: readonly Breakage[] = [
  {
    id: 'follower-says-yes',
    what: 'A follower accepts uploads, configurations and clusters, and forgets them.',
    caughtBy: {
      'X-FOL-1': 'A follower (takes no uploads|does not replace|changes no configuration|creates no cluster)',
    },
    edits: [
      {
        file: 'reference-agent/api/content.ts',
        find: 'return (0, answers_1.refused)(call, follows);',
        replace: "return call.json({ message: '', uploadPath: '' }, 201);",
      },
      {
        file: 'reference-agent/api/answers.ts',
        find: 'function refused(call, refusal) {',
        replace: `function refused(call, refusal) {
    if (refusal.code === 'FOLLOWS') return accepted(call, call.req.method === 'POST' ? 202 : 200, '');`,
      },
    ],
  },
  {
    id: 'follower-passes-on-tokens',
    what: 'A follower hands out the token of its leader.',
    caughtBy: { 'X-FOL-1': 'A follower generates no tokens|Nobody can be linked to a follower' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'const decision = await this.#start();',
        replace: `const { profile, document } = this.context.host.state;
        const all = (globalThis.leadersOnTheNetwork ??= new Map());
        all.set(profile.id, this);
        if (!document.leaders.includes(profile.id)) return all.get(document.leaders[0]).generateToken();
        const decision = await this.#start();`,
      },
    ],
  },
  {
    id: 'leaves-before-it-refuses',
    what: 'A follower that is given another token leaves its group, and refuses the token then.',
    caughtBy: { 'X-LNK-1': '.' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'if (unfit)\n            return { refused: unfit };',
        replace: `const { profile } = host.state;
        if (unfit) await host.execute((state) => state.document.leaders.includes(profile.id) ? { state } : (0, domain_1.leave)(state, profile.id));
        if (unfit)
            return { refused: unfit };`,
      },
    ],
  },
  {
    id: 'takes-its-own-token',
    what: 'A host that is given its own token says that it is linked.',
    caughtBy: { 'X-LNK-2': 'does not take its own token' },
    edits: [
      {
        file: 'reference-agent/peers/follower.ts',
        find: 'const unfit = (0, domain_1.mayLink)(host.state);',
        replace: `const own = (0, token_1.decodeToken)(text);
        if (own.token?.fingerprint === this.ownFingerprint) return { linked: true };
        const unfit = (0, domain_1.mayLink)(host.state);`,
      },
    ],
  },
  {
    id: 'leaders-follow',
    what: 'A leader with followers links to another leader, and leaves its followers to themselves.',
    caughtBy: { 'X-LNK-2': 'A leader with a follower does not follow another leader' },
    edits: [
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'if (state.joining || document.members.length > 1)',
        replace: 'if (state.joining)',
      },
      { file: 'reference-agent/domain/joining.ts', find: 'if (state.tokens) {', replace: 'if (false) {' },
    ],
  },
  {
    id: 'token-for-one',
    what: 'A token links one host only.',
    caughtBy: { 'X-LNK-3': '.' },
    edits: [
      {
        file: 'reference-agent/peers/leader.ts',
        find: 'request.password, clock.now());',
        replace:
          'request.password, clock.now()) && (this.used ??= new Set()).size !== this.used.add(request.password).size;',
      },
    ],
  },
];
