import type { Breakage } from '../breakage';
import { markLeaving } from './edits';

export const linkHosts: readonly Breakage[] = [
  {
    id: 'states-stay-at-home',
    what: 'Hosts list each other without their state.',
    caughtBy: { 'LINK-1': 'Leader and followers in (appliance|agent) mode show each other as ready' },
    edits: [{ file: 'reference-agent/api/shapes.ts', find: 'status: use.state,', replace: "status: ''," }],
  },
  {
    id: 'leader-keeps-states-to-itself',
    what: 'A leader shows the state of each follower, but followers show only that of their leader.',
    caughtBy: { 'LINK-1': 'A host that is linked later shares its status too' },
    edits: [
      {
        file: 'reference-agent/api/link.ts',
        find: '(0, shapes_1.linkPeer)(document, peer));',
        replace: `({ ...(0, shapes_1.linkPeer)(document, peer), ...(!host.state.tokens && peer.role !== 'leader' && { status: 'Unknown' }) }));`,
      },
    ],
  },
  {
    id: 'second-group-without-state',
    what: 'A host that left a group goes on announcing that it is in use.',
    caughtBy: { 'LINK-1': 'A host that changed groups shares its status with the new one' },
    edits: [
      markLeaving('moved: true'),
      {
        file: 'reference-agent/machine.ts',
        find: 'const { workload } = ',
        replace: `const former = { clusterId: 'cluster-of-former-group', clusterName: 'former', phase: 'Running' };
        const { moved, workload = moved && former } = `,
      },
    ],
  },
];
