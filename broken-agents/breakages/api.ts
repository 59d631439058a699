import type { Breakage } from '../breakage';

// The published API as such.

export const api: readonly Breakage[] = [
  {
    id: 'errors-with-numbers',
    what: 'The code of an error is its status, as a number.',
    caughtBy: { 'X-API-1': '.' },
    edits: [
      {
        file: 'reference-agent/api/answers.ts',
        find: 'return call.json({ code, message,',
        replace: 'return call.json({ code: status, message,',
      },
    ],
  },
];
