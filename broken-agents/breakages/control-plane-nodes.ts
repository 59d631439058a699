import type { Breakage } from '../breakage';

// What "Leader Hosts" says of a group with a cluster.

export const controlPlaneNodes: readonly Breakage[] = [
  {
    id: 'no-tokens-with-a-cluster',
    what: 'No host of a group that has a cluster generates tokens.',
    caughtBy: {
      'LEAD-6': 'puts its own address into its token|A control plane node has another token by itself',
      'LEAD-7': 'is linked with all of the group|New hosts enter the tokens of different control plane nodes',
      'LINK-PRE-4': 'A leader that runs a cluster takes in followers without one',
    },
    edits: [
      {
        file: 'reference-agent/domain/leadership.ts',
        find: 'const refused = mayLead(state);',
        replace: `const refused = state.document.cluster
        ? (0, refusal_1.refuse)('FOLLOWS', 'There is a cluster.').refused
        : mayLead(state);`,
      },
    ],
  },
  {
    id: 'first-leader-only',
    what: 'On control plane nodes that were no leader before, actions are accepted and forgotten.',
    caughtBy: {
      'LEAD-8':
        'A follower is unlinked on the control plane node "beta"|A node is removed on a control plane node that was no leader before',
    },
    edits: [
      {
        file: 'reference-agent/agreement/decider.ts',
        find: 'const refused = (0, domain_1.mayLead)(host.state);',
        replace: `const { leaders } = host.state.document;
            if (leaders.length > 1 && leaders[0] !== host.state.profile.id)
                return (0, domain_1.become)(host.state);
            const refused = (0, domain_1.mayLead)(host.state);`,
      },
    ],
  },
  {
    id: 'cluster-bars-unlinking',
    what: 'In a group with a cluster nobody can be unlinked.',
    caughtBy: {
      'LEAD-8': 'A follower is unlinked on the control plane node "(alpha|beta)"',
      'UNLK-PRE-3':
        'A worker that was removed from its pool is ready and can be unlinked|A host beside the cluster can be unlinked',
    },
    edits: [
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'if (isNode || (isInUse(document, hostId) && !goneForGood))',
        replace: 'if (document.cluster)',
      },
      {
        file: 'reference-agent/domain/unlinking.ts',
        find: 'if (state.workload || isInUse(document, profile.id))',
        replace: 'if (document.cluster)',
      },
    ],
  },
  {
    id: 'cluster-bars-changes',
    what: 'In a group with a cluster nothing is uploaded and no configuration changed.',
    caughtBy: {
      'LEAD-8':
        'A bundle that is uploaded to the control plane node|A configuration that is changed on the control plane node',
    },
    edits: [
      {
        file: 'reference-agent/api/content.ts',
        find: 'const follows = (0, domain_1.mayLead)(host.state);',
        replace: "const follows = host.state.document.cluster && { code: 'FOLLOWS', message: 'There is a cluster.' };",
      },
      {
        file: 'reference-agent/api/configuration.ts',
        find: 'const { configuration, fault } =',
        replace:
          "const { configuration, fault } = context.host.state.document.cluster ? { fault: 'There is a cluster.' } :",
      },
    ],
  },
];
