Feature: Scale a Cluster

  The page "Scale a Cluster" adds hosts to the node pools of a cluster and removes them again. A cluster is created with
  a pool "control-plane", and with a pool "workers" where it has workers.

  @X-CLU-5 @extended
  Rule: A linked Ready host can be added to a node pool; its status becomes Running

    Scenario: A ready host is added to the workers
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator adds "gamma" to the pool "workers" on "alpha"
      Then "alpha" shows the pool "workers" with "beta" and "gamma"
      And "gamma" is in use
      And "alpha", "beta" and "gamma" show each other as in use

    Scenario: Two ready hosts are added to the workers together
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator adds "gamma" and "delta" to the pool "workers" on "alpha"
      Then "alpha" shows the cluster running on "alpha", "beta", "gamma" and "delta"

    Scenario: A host that was linked after the cluster was formed is added
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      And the operator has linked "gamma" to "alpha"
      When the operator adds "gamma" to the pool "workers" on "alpha"
      Then "alpha" shows the pool "workers" with "beta" and "gamma"

    Scenario: A ready host is added in a pool of its own
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha"
      When the operator adds a pool "extra" with "beta" on "alpha"
      Then "alpha" shows the pool "extra" with "beta"
      And "beta" is in use

    Scenario: Two ready hosts are added to the control plane, and lead with it
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha"
      When the operator adds "beta" and "gamma" to the pool "control-plane" on "alpha"
      Then "alpha", "beta" and "gamma" show the cluster running on "alpha", "beta" and "gamma"
      And "delta" can be linked to "gamma"

    Scenario: A host that is not linked is not added
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to add "gamma" to the pool "workers" on "alpha"
      Then "gamma" is in no cluster
      And "alpha" still shows the cluster running on "alpha" and "beta"
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A host of another group is not added
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" to "alpha"
      And the operator has linked "delta" to "gamma"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to add "delta" to the pool "workers" on "alpha"
      Then "delta" is in no cluster
      And "alpha" still shows the cluster running on "alpha" and "beta"
      And the links of "alpha", "beta", "gamma" and "delta" are unchanged

    Scenario: A host that is in use is not added to another pool
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      And the operator has added a pool "extra" with "gamma" on "alpha"
      When the operator tries to add "gamma" to the pool "workers" on "alpha"
      Then "alpha" still shows the cluster running on "alpha", "beta" and "gamma"
      And "alpha" shows the pool "workers" with "beta"
      And "alpha" shows the pool "extra" with "gamma"

    Scenario: A host is not added to a pool that the cluster does not have
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to add "gamma" to the pool "extra" on "alpha"
      Then "alpha" still shows the cluster running on "alpha" and "beta"
      And "gamma" stays ready
      And "alpha" shows no pool "extra"

    Scenario: A pool is not made twice
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to add a pool "workers" with "gamma" on "alpha"
      Then "alpha" still shows the cluster running on "alpha" and "beta"
      And "gamma" stays ready

    Scenario: Without a cluster there is no pool to add a host to
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator tries to add "beta" to the pool "workers" on "alpha"
      Then "alpha" and "beta" are in no cluster
      And the links of "alpha" and "beta" are unchanged

    Scenario Outline: A host that is put into two pools at once ends up in one of them (draw <draw>)
      Given draw <draw> of what comes first
      And the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When one operator adds a pool "one" with "delta" on "alpha", and another a pool "two" with it on "beta", at once
      Then "alpha", "beta" and "gamma" show the cluster running on "alpha", "beta", "gamma" and "delta"

      Examples:
        | draw |
        | 1    |
        | 2    |
        | 3    |

  @X-CLU-6 @extended
  Rule: A node can be removed from its pool and returns to Ready, still linked

    Scenario: A worker is removed, and the cluster goes on without it
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and workers "beta" and "gamma"
      When the operator removes "gamma" from its pool on "alpha"
      Then "gamma" is ready
      And the Linked Edge Hosts tables of "alpha" and "beta" show "gamma" as ready
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show only "alpha", "beta" and "gamma"
      And "alpha" still shows the cluster running on "alpha" and "beta"

    Scenario: A worker that was removed stays linked
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and workers "beta" and "gamma"
      When the operator removes "beta" from its pool on "alpha"
      Then "beta" stays linked to "alpha"
      And "beta" is in no cluster

    Scenario: A worker that was removed can be added again
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and workers "beta" and "gamma"
      And the operator has removed "gamma" from its pool on "alpha"
      When the operator adds "gamma" to the pool "workers" on "alpha"
      Then "gamma" is in use
      And "alpha" shows the pool "workers" with "beta" and "gamma"

    Scenario: A pool whose last node went can be removed
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      And the operator has added a pool "extra" with "gamma" on "alpha"
      And the operator has removed "gamma" from its pool on "alpha"
      When the operator removes the pool "extra" on "alpha"
      Then "alpha" shows no pool "extra"
      And "alpha" still shows the cluster running on "alpha" and "beta"

    Scenario Outline: Removing <what> changes nothing
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and workers "beta" and "gamma"
      When the operator tries to remove <what> on "alpha"
      Then "alpha" still shows the cluster running on "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" stay in use

      Examples:
        | what                                                |
        | the node "nobody" from the pool "workers"           |
        | "gamma" from the pool "control-plane"               |
        | "gamma" from the pool "nowhere"                     |
        | the pool "nowhere"                                  |
        | "alpha" from the pool "control-plane"               |

    Scenario Outline: A node that is removed on two hosts at once is removed once (draw <draw>)
      Given draw <draw> of what comes first
      And the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma" and worker "delta"
      When the operators of "beta" and "gamma" remove "delta" from its pool at once
      Then "alpha", "beta" and "gamma" show the cluster running on "alpha", "beta" and "gamma"
      And "delta" is ready
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show "delta" as ready

      Examples:
        | draw |
        | 1    |
        | 2    |
        | 3    |
