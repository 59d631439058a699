Feature: Unlink Hosts

  The heading "Unlink Hosts" tells what unlinking is for and who can be unlinked: a follower, on itself or from its
  leader, so that it can go to another group. A leader has to give up its status instead.

  @UNLK-1 @core
  Rule: An unlinked follower can link to another leader

    Scenario Outline: A follower that was unlinked <place> links to another leader
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      When the operator unlinks "beta" <place>
      Then "beta" can be linked to "gamma"
      And the Linked Edge Hosts tables of "beta" and "gamma" show only "beta" and "gamma"
      And the Linked Edge Hosts table of "alpha" is empty

      Examples:
        | place           |
        | on itself       |
        | from its leader |

  @UNLK-2 @core
  Rule: An unlinked follower can be used for independent workloads: a cluster of its own

    Scenario Outline: A follower that was unlinked <place> runs a cluster of its own
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" <place>
      When the operator creates a cluster on "beta" with control plane "beta"
      Then "beta" still shows the cluster running on "beta"
      And "alpha" is in no cluster

      Examples:
        | place           |
        | on itself       |
        | from its leader |

    Scenario: A follower that was unlinked leads a cluster of several hosts, beside that of its former leader
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator unlinks "beta" on itself
      And the operator has linked "delta" to "beta"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "gamma"
      When the operator creates a cluster on "beta" with control plane "beta" and worker "delta"
      Then "beta" still shows the cluster running on "beta" and "delta"
      And "alpha" still shows the cluster running on "alpha" and "gamma"

  @UNLK-3 @core
  Rule: Only a follower can be unlinked; a leader cannot

    Scenario: A leader cannot be unlinked from its only follower
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator tries to unlink "alpha" on "alpha"
      Then the links of "alpha" and "beta" are unchanged

    Scenario: A leader cannot be unlinked from its followers
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator tries to unlink "alpha" on "alpha"
      Then the links of "alpha", "beta" and "gamma" are unchanged
      And "alpha" is the only leader of "beta" and "gamma"

    Scenario: A follower cannot unlink its leader from the rest of the group
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator tries to unlink "alpha" on "beta"
      Then "gamma" stays linked to "alpha"
      And "alpha" is the only leader of "gamma"

  @UNLK-4 @core
  Rule: After its last follower is unlinked, a leader can give up its status and link elsewhere

    Scenario Outline: A leader whose follower was unlinked <place> links to another leader
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" <place>
      When the operator stops token generation on "alpha"
      Then "alpha" can be linked to "gamma"
      And the Linked Edge Hosts tables of "alpha" and "gamma" show only "alpha" and "gamma"

      Examples:
        | place           |
        | on itself       |
        | from its leader |

    Scenario: A leader of several followers, all of them unlinked, follows one of them
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator unlinks "beta" on itself
      And the operator unlinks "gamma" from its leader
      When the operator stops token generation on "alpha"
      Then "alpha" can be linked to "beta"

  @UNLK-5 @core
  Rule: A follower can be unlinked on the follower itself

    Scenario: An only follower is unlinked on itself
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator unlinks "beta" on itself
      Then the Linked Edge Hosts tables of "alpha" and "beta" are empty

    Scenario: One of several followers is unlinked on itself, and the others stay linked
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator unlinks "beta" on itself
      Then the Linked Edge Hosts table of "beta" is empty
      And the Linked Edge Hosts tables of "alpha" and "gamma" show only "alpha" and "gamma"

  @UNLK-6 @core
  Rule: A follower can be unlinked from the leader

    Scenario: An only follower is unlinked from its leader
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator unlinks "beta" from its leader
      Then the Linked Edge Hosts tables of "alpha" and "beta" are empty

    Scenario: One of several followers is unlinked from the leader, and the others stay linked
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator unlinks "beta" from its leader
      Then the Linked Edge Hosts table of "beta" is empty
      And the Linked Edge Hosts tables of "alpha" and "gamma" show only "alpha" and "gamma"
