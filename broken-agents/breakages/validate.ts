import type { Breakage } from '../breakage';
import { listBeforeChecking } from './edits';

export const validate: readonly Breakage[] = [
  {
    id: 'leader-table-empty',
    what: 'Followers list their leader, but the leader lists none of them.',
    caughtBy: { 'LINK-VAL-1': "The leader's table shows its follower" },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'group.peers().map(',
        replace: '(host.state.tokens ? [] : group.peers()).map(',
      },
    ],
  },
  {
    id: 'leader-table-of-three',
    what: 'The table of a leader ends after three hosts.',
    caughtBy: { 'LINK-VAL-1': "The leader's table shows four followers, and calls them so" },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: 'group.peers().map(',
        replace: 'group.peers().slice(0, 3).map(',
      },
    ],
  },
  {
    id: 'followers-without-role',
    what: 'The table of a leader does not say which role its followers have.',
    caughtBy: { 'LINK-VAL-1': "The leader's table shows four followers, and calls them so" },
    edits: [
      {
        file: 'reference-agent/api/shapes.ts',
        find: '\n        role,',
        replace: "\n        role: role === 'leader' ? role : 'worker',",
      },
    ],
  },
  {
    id: 'table-shows-who-tried',
    what: 'A host that may not be linked asks all the same, and the leader lists everybody who asked.',
    caughtBy: { 'LINK-VAL-1': "The leader's table does not show a host that was not linked" },
    edits: [
      {
        file: 'reference-agent/domain/joining.ts',
        find: 'const unfit = (0, prerequisites_1.mayBeUsed)(profile);',
        replace: 'const unfit = undefined;',
      },
      listBeforeChecking,
    ],
  },
  {
    id: 'table-with-wrong-address',
    what: 'The table of a leader shows its followers at the address that they listen on.',
    caughtBy: { 'LINK-VAL-1': "The leader's table shows its follower" },
    edits: [
      {
        file: 'reference-agent/api/shapes.ts',
        find: 'ip: facts.address,\n        role',
        replace: "ip: role === 'leader' ? facts.address : '0.0.0.0',\n        role",
      },
    ],
  },
];
