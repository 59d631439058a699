import { section } from '../section';

export const unlinkHosts = [
  ...section('core', 'Link Hosts', 'Unlink Hosts', [
    ['UNLK-1', 'An unlinked follower can link to another leader.'],
    ['UNLK-2', 'An unlinked follower can be used for independent workloads: a cluster of its own.'],
    ['UNLK-3', 'Only a follower can be unlinked; a leader cannot.'],
    ['UNLK-4', 'After its last follower is unlinked, a leader can give up its status and link elsewhere.'],
    ['UNLK-5', 'A follower can be unlinked on the follower itself.'],
    ['UNLK-6', 'A follower can be unlinked from the leader.'],
  ]),
  ...section('core', 'Link Hosts', 'Unlink Hosts > Prerequisites', [
    ['UNLK-PRE-1', 'Unlinking needs linked hosts: on an unlinked host it is refused.'],
    ['UNLK-PRE-2', 'Unlinking needs access to the host itself or to the leader: no login, no unlink.'],
    ['UNLK-PRE-3', 'A host in use by a cluster cannot be unlinked; scaled down and Ready again, it can.'],
  ]),
  ...section('core', 'Link Hosts', 'Unlink Hosts > Validate', [
    ['UNLK-VAL-1', 'After unlinking, both sides show the host unlinked, and it is ready to be paired.'],
  ]),
];
