import type { Breakage } from '../breakage';
import { markLeader, markStopping, staysLeaderWhile, stopping } from './edits';

export const removeLeaderNodeStatus: readonly Breakage[] = [
  {
    id: 'once-leader-never-follower',
    what: 'A host that generated tokens once cannot be linked as a follower.',
    caughtBy: {
      'RMLS-1': 'A former leader in (appliance|agent) mode becomes a follower of another group',
      'RMLS-VAL-1': 'A host that gave up its leader status is like one that never had it',
    },
    edits: [
      markStopping('led: true'),
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'if (state.tokens) {',
        replace: 'if (state.tokens || state.led) {',
      },
    ],
  },
  {
    id: 'stops-what-never-began',
    what: 'A host that never generated tokens accepts to stop it.',
    caughtBy: { 'RMLS-PRE-1': 'A host that never generated tokens has no leader status to remove' },
    edits: [stopping('if (!state.tokens && (0, state_1.leads)(state))\n        return { state };')],
  },
  {
    id: 'follower-stops',
    what: 'A follower accepts to stop token generation, and leaves its group.',
    caughtBy: { 'RMLS-PRE-1': 'A follower has no leader status to remove' },
    edits: [stopping('if (!(0, state_1.leads)(state))\n        return { state: alone(state) };')],
  },
  {
    id: 'stops-twice',
    what: 'A host that stopped generating tokens accepts to stop once more.',
    caughtBy: { 'RMLS-PRE-1': 'A host that gave up its leader status has none left to remove' },
    edits: [markStopping('led: true'), stopping('if (state.led)\n        return { state };')],
  },
  {
    id: 'leaves-its-followers-alone',
    what: 'A leader with followers gives up its status, and its followers with it.',
    caughtBy: { 'RMLS-PRE-2': 'A leader with a follower keeps its status' },
    edits: [staysLeaderWhile('!state')],
  },
  {
    id: 'refuses-and-stops',
    what: 'A leader with followers refuses to stop token generation, and its last token links no more.',
    caughtBy: { 'RMLS-PRE-2': 'A leader with a follower keeps its status' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const decision = await host.execute(domain_1.stopGeneratingTokens);',
        replace: `const decision = await host.execute(domain_1.stopGeneratingTokens);
                if (decision.refused && host.state.tokens)
                    await host.execute((state) => (0, domain_1.become)({ ...state, tokens: { secret: state.tokens.secret.split('').reverse().join('') } }));`,
      },
    ],
  },
  {
    id: 'forgets-who-is-left',
    what: 'A leader takes the first unlinked follower for the last one, and gives up its status.',
    caughtBy: { 'RMLS-PRE-2': 'A leader keeps its status while one of its followers is left' },
    edits: [
      markLeader('most: Math.max(known.members.length, state.most ?? 0)'),
      staysLeaderWhile('(0, state_1.isLinked)(state) && document.members.length >= state.most'),
    ],
  },
  {
    id: 'last-token-lives-on',
    what: 'A host that stopped generating tokens still takes the last one.',
    caughtBy: {
      'RMLS-PROC-1':
        'The last token does not link once generation is stopped|The last token of a former leader of followers does not link once generation is stopped',
    },
    edits: [
      stopping(`if (state.tokens && !state.stopped && document.members.length === 1)
        return { state: { ...state, stopped: true } };
    if (state.stopped)
        return (0, refusal_1.refuse)('NOT_GENERATING_TOKENS', 'This host generates no tokens.');`),
    ],
  },
  {
    id: 'starts-again-by-itself',
    what: 'Some minutes after it stopped, a host generates tokens again.',
    caughtBy: { 'RMLS-PROC-1': 'A host that stopped does not start again by itself' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'const decision = await host.execute(domain_1.stopGeneratingTokens);',
        replace: `const before = host.state;
                const decision = await host.execute(domain_1.stopGeneratingTokens);
                if (!decision.refused) context.clock.after(300_000, () => void host.execute(() => (0, domain_1.become)(before)));`,
      },
    ],
  },
  {
    id: 'stops-in-word-only',
    what: 'A host accepts to stop token generation, and goes on.',
    caughtBy: {
      'RMLS-VAL-1':
        'A host that gave up its leader status is like one that never had it|A former leader of followers shows that it generates no tokens',
      'RMLS-PROC-1': 'A host that stopped does not start again by itself',
    },
    edits: [stopping('if (state.tokens && document.members.length === 1)\n        return { state };')],
  },
];
