import { section } from '../section';

export const leaderHosts = section('core', 'Link Hosts', 'Leader Hosts', [
  ['LEAD-1', 'A leader generates tokens with its IP address and a one-time password.'],
  ['LEAD-2', 'A content bundle uploaded to the leader reaches every host of the group, whole and unchanged.'],
  ['LEAD-3', 'A configuration change made on the leader reaches every host of the group.'],
  ['LEAD-4', 'A group without a cluster has exactly one leader, and all its hosts name the same one.'],
  ['LEAD-5', 'On the leader of a group without a cluster content can be uploaded and a cluster created.'],
  ['LEAD-6', 'Once a cluster is formed, every control plane node generates tokens.'],
  ['LEAD-7', 'A token of any control plane node links a new host into the group.'],
  [
    'LEAD-8',
    'An action on any control plane node is propagated from it to the rest, also on one that was no leader before the cluster.',
  ],
  ['LEAD-9', 'After the cluster is deleted, all hosts return to Ready.'],
  ['LEAD-10', 'After the cluster is deleted, the hosts remain linked.'],
  ['LEAD-11', 'After the cluster is deleted, the group has one leader: the host on which the delete was performed.'],
]);
