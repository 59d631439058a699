import type { Breakage } from '../breakage';

// Proxy settings and CA certificates.

export const configuration: readonly Breakage[] = [
  {
    id: 'changes-no-configuration',
    what: 'A leader refuses every change of its configuration.',
    caughtBy: {
      'X-RST-1': 'The proxy settings of',
      'X-FOL-1': 'A host that was a follower is free',
      'X-API-1': '^Configuration$',
    },
    edits: [
      {
        file: 'reference-agent/api/configuration.ts',
        find: 'const { configuration, fault } =',
        replace: "const { configuration, fault } = { fault: 'Nothing is changed here.' } ??",
      },
    ],
  },
  {
    id: 'configuration-stays',
    what: 'A change of the configuration does not reach the followers.',
    caughtBy: {
      'LEAD-3': 'Followers (of a leader in (appliance|agent) mode|are told of a second)',
      'X-DUR-1': 'A configuration outlasts',
    },
    edits: [
      {
        file: 'reference-agent/api/configuration.ts',
        find: 'call.json(context.host.state.document.configuration ??',
        replace: 'call.json((context.host.state.tokens && context.host.state.document.configuration) ||',
      },
    ],
  },
  {
    id: 'configuration-for-everybody',
    what: 'Every host on the network takes over a configuration, linked or not.',
    caughtBy: { 'LEAD-3': 'A host outside the group is told nothing' },
    edits: [
      {
        file: 'reference-agent/api/configuration.ts',
        find: 'call.json(context.host.state.document.configuration ??',
        replace:
          'call.json((globalThis.configurationOnTheNetwork = context.host.state.document.configuration ?? globalThis.configurationOnTheNetwork) ??',
      },
    ],
  },
];
