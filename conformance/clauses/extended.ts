import type { Clause } from './clause';
import { section } from './section';

/** Stated on a neighbouring page, by the published API, or following from the page under concurrency and faults. */
export const extended: readonly Clause[] = [
  ...section('extended', 'Local Management API', 'Operations', [
    ['X-API-1', 'Every answer of the published operations has the published shape, status codes included.'],
  ]),
  ...section('extended', 'Link Hosts', 'Leader Hosts', [
    [
      'X-FOL-1',
      'A follower without a cluster does not generate tokens, take uploads, change configuration or create clusters.',
    ],
  ]),
  ...section('extended', 'Link Hosts', 'Link Hosts', [
    ['X-LNK-1', 'A linked follower cannot link a second time, to its own or to another group.'],
    ['X-LNK-2', 'A host cannot link to itself; a leader with followers cannot become a follower.'],
    ['X-LNK-3', 'Many hosts can enter the same valid token at once, and all are linked.'],
    ['X-LNK-4', 'One host given the tokens of two leaders at once ends up in exactly one group.'],
    [
      'X-LNK-5',
      'A link interrupted by a crash or a cut network leaves both sides linked or both unlinked once they can talk again.',
    ],
    ['X-DUR-1', 'Links, leader status and content survive a reboot and a power cut of any host.'],
    ['X-HLT-1', 'A host that goes away is shown Unhealthy by its peers, and Healthy when it is back.'],
  ]),
  ...section('extended', 'Link Hosts', 'Unlink Hosts', [
    ['X-UNL-1', 'Unlink issued on both sides at once succeeds once and leaves both unlinked.'],
  ]),
  ...section('extended', 'Upload Content', 'Upload Content', [
    ['X-CNT-1', 'Several bundles can be uploaded, and every host of the group has each of them.'],
    ['X-CNT-2', 'A bundle takes the place of an earlier one of the same name, on every host of the group.'],
    [
      'X-CNT-3',
      'A host that lacks content is not shown as Synced, tells why, and receives it as soon as that is over.',
    ],
    ['X-CNT-4', 'An upload that is refused or broken off changes nothing, on the host or at a peer.'],
  ]),
  ...section('extended', 'Create Local Cluster', 'Create Local Cluster', [
    ['X-CLU-1', 'A control plane needs an odd number of nodes; other numbers are refused.'],
    ['X-CLU-2', 'The leader is a mandatory control plane node and cannot be left out.'],
    ['X-CLU-3', 'Every node of a new cluster must be linked with the leader.'],
    ['X-CLU-4', 'Hosts of a cluster are In-Use, and the others of the group stay Ready.'],
  ]),
  ...section('extended', 'Scale a Cluster', 'Scale a Cluster', [
    ['X-CLU-5', 'A linked Ready host can be added to a node pool; its status becomes Running.'],
    ['X-CLU-6', 'A node can be removed from its pool and returns to Ready, still linked.'],
  ]),
  ...section('extended', 'Delete a Cluster', 'Delete a Cluster', [
    ['X-DEL-1', 'While a cluster is being deleted hosts reboot: their Local UI is away, and comes back.'],
    ['X-DEL-2', 'Deletes issued on two control plane nodes at once leave exactly one leader, one of the two.'],
  ]),
  ...section('extended', 'Reset and Reboot', 'Reset to Factory Default', [
    ['X-RST-1', 'A factory reset of a host removes its content and workloads and unlinks it.'],
  ]),
];
