import type { Breakage } from '../breakage';

export const linkHosts: readonly Breakage[] = [
  {
    id: 'states-stay-at-home',
    what: 'Hosts list each other without their state.',
    caughtBy: { 'LINK-1': 'Leader and followers in (appliance|agent) mode show each other as ready' },
    edits: [{ file: 'reference-agent/api/shapes.ts', find: 'status: facts.state,', replace: "status: ''," }],
  },
  {
    id: 'leader-keeps-states-to-itself',
    what: 'A leader shows the state of each follower, but followers show only that of their leader.',
    caughtBy: { 'LINK-1': 'A host that is linked later shares its status too' },
    edits: [
      {
        file: 'reference-agent/peers/follower-view.ts',
        find: 'this.#entries.set(entry.facts.id, entry);',
        replace: `this.#entries.set(entry.facts.id, entry.role === 'leader' ? entry : { ...entry, facts: { ...entry.facts, state: 'Unknown' } });`,
      },
    ],
  },
  {
    id: 'second-group-without-state',
    what: 'A host that changes groups stops announcing its state.',
    caughtBy: { 'LINK-1': 'A host that changed groups shares its status with the new one' },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: '...rest, farewells: [...state.farewells, farewellOf(group)]',
        replace: '...rest, moved: true, farewells: [...state.farewells, farewellOf(group)]',
      },
      {
        file: 'reference-agent/domain/state.ts',
        find: "state: 'Ready', nodeRole: 'unknown'",
        replace: "state: state.moved ? 'In-Use' : 'Ready', nodeRole: 'unknown'",
      },
    ],
  },
];
