Feature: Delete a Cluster

  The page "Delete a Cluster" gives the hosts of a cluster back. They reboot on the way; afterwards they are as they were
  before the cluster, still linked, and the host on which the delete was performed leads them.

  @X-DEL-1 @extended
  Rule: While a cluster is being deleted hosts reboot: their Local UI is away, and comes back

    Scenario: All nodes of a control plane go away and come back
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator begins to delete the cluster on "alpha"
      Then the Local UI of "alpha", "beta" and "gamma" goes away and comes back
      And "alpha", "beta" and "gamma" are ready

    Scenario: Control plane and worker go away and come back
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator begins to delete the cluster on "alpha"
      Then the Local UI of "alpha" and "beta" goes away and comes back
      And "alpha" and "beta" are ready

    Scenario: After a delete a new cluster can be created
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      And the operator has deleted the cluster on "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha" and worker "beta"
      Then "alpha" and "beta" are in use

    Scenario: A worker cannot delete the cluster
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and workers "beta" and "gamma"
      When the operator tries to delete the cluster on "gamma"
      Then "alpha" still shows the cluster running on "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" stay in use
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A host beside the cluster cannot delete it
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to delete the cluster on "gamma"
      Then "alpha" still shows the cluster running on "alpha" and "beta"
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario Outline: Without a cluster there is nothing to delete on <host>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      When the operator tries to delete the cluster on <host>
      Then the links of "alpha", "beta" and "gamma" are unchanged
      And "alpha" is the only leader of "beta"
      And "alpha", "beta" and "gamma" are in no cluster

      Examples:
        | host    |
        | "alpha" |
        | "beta"  |
        | "gamma" |

  @X-DEL-2 @extended
  Rule: Deletes issued on two control plane nodes at once leave exactly one leader, one of the two

    Scenario Outline: Two such deletes at once, on <first> and <second>, leave one leader (draw <draw>)
      Given draw <draw> of what comes first
      And the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operators of <first> and <second> delete the cluster at once
      Then one of <first> and <second> is the only leader of "alpha", "beta" and "gamma"
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show only "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" show each other as ready

      Examples:
        | first   | second  | draw |
        | "alpha" | "beta"  | 1    |
        | "alpha" | "beta"  | 2    |
        | "alpha" | "beta"  | 3    |
        | "beta"  | "gamma" | 1    |
        | "beta"  | "gamma" | 2    |
        | "beta"  | "gamma" | 3    |
