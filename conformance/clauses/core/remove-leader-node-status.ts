import { section } from '../section';

export const removeLeaderNodeStatus = [
  ...section('core', 'Link Hosts', 'Remove Leader Node Status', [
    ['RMLS-1', 'A host without leader status can link to another group as a follower.'],
    ['RMLS-2', 'Leader status cannot be removed while the host is part of an active cluster.'],
  ]),
  ...section('core', 'Link Hosts', 'Remove Leader Node Status > Prerequisites', [
    ['RMLS-PRE-1', 'Stopping token generation takes a host that generates tokens: on another the request is refused.'],
    [
      'RMLS-PRE-2',
      'Stopping token generation takes a host with no linked hosts: with followers the request is refused.',
    ],
  ]),
  ...section('core', 'Link Hosts', 'Remove Leader Node Status > Procedure', [
    ['RMLS-PROC-1', 'Stop token generation stops it: no further tokens, and the last one no longer links.'],
  ]),
  ...section('core', 'Link Hosts', 'Remove Leader Node Status > Validate', [
    [
      'RMLS-VAL-1',
      'After token generation is stopped, the host shows that it generates no tokens, and can be linked as a follower.',
    ],
  ]),
];
