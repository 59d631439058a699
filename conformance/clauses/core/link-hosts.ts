import { section } from '../section';

export const linkHosts = [
  ...section('core', 'Link Hosts', 'Link Hosts', [
    ['LINK-1', 'Linked hosts share their status.'],
    ['LINK-2', 'Linked hosts share uploaded content (agent and provider images), also with a host that links later.'],
  ]),
  ...section('core', 'Link Hosts', 'Link Hosts > Limitations', [
    ['LINK-LIM-1', 'Hosts of different deployment modes do not link.'],
    [
      'LINK-LIM-2',
      'Agent-mode hosts of different operating systems do not link; appliance-mode hosts are not bound by this.',
    ],
    [
      'LINK-LIM-3',
      'The IP address of a linked host, leader or follower, cannot be updated; that of an unlinked host can.',
    ],
  ]),
  ...section('core', 'Link Hosts', 'Link Hosts > Prerequisites', [
    ['LINK-PRE-1', 'Hosts on different networks do not link: the attempt ends in an error, with neither side changed.'],
    [
      'LINK-PRE-2',
      'Without `enableMultiNode: true` on both hosts they do not link (set to false, or absent; leader or follower).',
    ],
    [
      'LINK-PRE-3',
      'Without local management (`managementMode: local`, `installationMode: airgap`) on both hosts they do not link.',
    ],
    ['LINK-PRE-4', 'A host with cluster workloads cannot become a follower.'],
  ]),
  ...section('core', 'Link Hosts', 'Link Hosts > Procedure', [
    ['LINK-PROC-1', 'Linking needs a login on the leader to get the token and on the follower to enter it.'],
    ['LINK-PROC-2', 'Generate token makes the host start generating tokens.'],
    ['LINK-PROC-3', "The token is base64 and contains the host's IP address."],
    ['LINK-PROC-4', "The token's one-time password works inside its two minutes and is refused after them."],
    ['LINK-PROC-5', 'When a token expires, the leader has another one by itself.'],
    ['LINK-PROC-6', 'Entering the token on the other host and confirming links it.'],
    ['LINK-PROC-7', 'Repeating the procedure links every further host.'],
  ]),
  ...section('core', 'Link Hosts', 'Link Hosts > Validate', [
    ['LINK-VAL-1', "All hosts linked together show up in the leader's Linked Edge Hosts table."],
  ]),
];
