import type { Breakage } from '../breakage';
import { staysInLostGroups } from './edits';

// Reset to factory default.

export const reset: readonly Breakage[] = [
  {
    id: 'reset-only-reboots',
    what: 'A factory reset reboots the host and takes nothing away.',
    caughtBy: {
      'X-RST-1':
        'A host that is not linked has no content left|The tokens of a host|A host that ran a cluster|The host can go to another group',
    },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'function reset(state) {',
        replace: 'function reset(state) {\n    return { ...state };',
      },
    ],
  },
  {
    id: 'reset-takes-the-proxy',
    what: 'A factory reset takes the proxy settings away too.',
    caughtBy: { 'X-RST-1': 'The proxy settings of' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'document: { ...host.document, contents: [] },',
        replace: 'document: { ...host.document, contents: [], configuration: undefined },',
      },
    ],
  },
  {
    id: 'reset-leaves-the-peers',
    what: 'A host that was reset tells nobody of it.',
    caughtBy: { 'X-RST-1': 'A (follower|leader) is unlinked on both sides' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'return emptied(left(rest));',
        replace: 'return { ...emptied(left(rest)), farewells: [] };',
      },
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'departed: [...document.departed, ...departed] } }));',
        replace: 'departed: [] } }));',
      },
      staysInLostGroups,
    ],
  },
];
