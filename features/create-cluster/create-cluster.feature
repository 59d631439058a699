Feature: Create Local Cluster

  The page "Create Local Cluster" makes a cluster out of a host, or out of hosts that are linked with each other. Whoever
  asks for one that cannot be gets none: no host is put to use, and the group stays as it was.

  @X-CLU-1 @extended
  Rule: A control plane needs an odd number of nodes; other numbers are refused

    Scenario: A control plane of one node
      Given the host "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha"
      Then "alpha" still shows the cluster running on "alpha"

    Scenario: A control plane of three nodes
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      Then "alpha", "beta" and "gamma" still show the cluster running on "alpha", "beta" and "gamma"

    Scenario Outline: Workers do not count: one control plane node with the workers <workers>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha" and workers <workers>
      Then "alpha" shows the cluster running on "alpha" and <workers>

      Examples:
        | workers |
        | "beta"  |
        | "gamma" |

    Scenario: A control plane of two nodes is refused
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator tries to create a cluster on "alpha" with control plane "alpha" and "beta"
      Then "alpha" and "beta" are in no cluster
      And the links of "alpha" and "beta" are unchanged

    Scenario: A control plane of two nodes is refused with a third host as worker
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator tries to create a cluster on "alpha" with control plane "alpha" and "beta" and worker "gamma"
      Then "alpha", "beta" and "gamma" are in no cluster
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A control plane of four nodes is refused
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      When the operator tries to create a cluster on "alpha" with control plane "alpha", "beta", "gamma" and "delta"
      Then "alpha", "beta", "gamma" and "delta" are in no cluster
      And the links of "alpha", "beta", "gamma" and "delta" are unchanged

    Scenario: After a number that was refused, an odd one is taken
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator tries to create a cluster on "alpha" with control plane "alpha" and "beta"
      When the operator creates a cluster on "alpha" with control plane "alpha"
      Then "alpha" shows the cluster running on "alpha"

  @X-CLU-2 @extended
  Rule: The leader is a mandatory control plane node and cannot be left out

    Scenario Outline: A control plane of <nodes> without the leader is refused
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      When the operator tries to create a cluster on "alpha" with control plane <nodes>
      Then "alpha", "beta", "gamma" and "delta" are in no cluster
      And the links of "alpha", "beta", "gamma" and "delta" are unchanged

      Examples:
        | nodes                        |
        | "beta"                       |
        | "beta", "gamma" and "delta" |

    Scenario: The leader cannot be a worker only
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator tries to create a cluster on "alpha" with control plane "beta" and worker "alpha"
      Then "alpha" and "beta" are in no cluster
      And the links of "alpha" and "beta" are unchanged

    Scenario: The leader may be named anywhere in the control plane
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator creates a cluster on "alpha" with control plane "beta", "gamma" and "alpha"
      Then "alpha", "beta" and "gamma" show the cluster running on "alpha", "beta" and "gamma"

  @X-CLU-3 @extended
  Rule: Every node of a new cluster must be linked with the leader

    Scenario: A host that was never linked cannot be a worker
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      When the operator tries to create a cluster on "alpha" with control plane "alpha" and workers "beta" and "gamma"
      Then "alpha", "beta" and "gamma" are in no cluster
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A host that was never linked cannot be a control plane node
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      When the operator tries to create a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      Then "alpha", "beta" and "gamma" are in no cluster
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A host of another group cannot be a node
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" to "alpha"
      And the operator has linked "delta" to "gamma"
      When the operator tries to create a cluster on "alpha" with control plane "alpha" and workers "beta" and "delta"
      Then "alpha", "beta", "gamma" and "delta" are in no cluster
      And the links of "alpha", "beta", "gamma" and "delta" are unchanged

    Scenario: A host that was unlinked cannot be a node until it is linked again
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" from its leader
      When the operator tries to create a cluster on "alpha" with control plane "alpha" and worker "beta"
      Then "alpha" and "beta" are in no cluster
      And "beta" can be linked to "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha" and worker "beta"
      Then "beta" is in use

  @X-CLU-4 @extended
  Rule: Hosts of a cluster are In-Use, and the others of the group stay Ready

    Scenario: Every host shows who is in use and who is ready
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha" and worker "beta"
      Then "alpha" and "beta" are in use
      And "gamma" and "delta" stay ready
      And the Linked Edge Hosts tables of "alpha", "beta", "gamma" and "delta" show "alpha" and "beta" as in use
      And the Linked Edge Hosts tables of "alpha", "beta", "gamma" and "delta" show "gamma" and "delta" as ready

    Scenario: All nodes of a control plane are in use
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      Then "alpha", "beta" and "gamma" are in use
      And "alpha", "beta" and "gamma" show each other as in use

    Scenario: A host that is linked to a cluster's group later is ready, and sees who is in use
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator links "gamma" to "alpha"
      Then "gamma" stays ready
      And the Linked Edge Hosts tables of "alpha" and "beta" show "gamma" as ready
      And the Linked Edge Hosts table of "gamma" shows "alpha" and "beta" as in use

    Scenario: Hosts that are in use cannot be put to use by a second cluster
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to create a cluster on "alpha" with control plane "alpha" and worker "gamma"
      Then "alpha" still shows the cluster running on "alpha" and "beta"
      And "gamma" stays ready
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A node of a cluster cannot create a second one
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to create a cluster on "beta" with control plane "beta"
      Then "alpha" still shows the cluster running on "alpha" and "beta"
      And the links of "alpha" and "beta" are unchanged
