Feature: Unlink Hosts: Prerequisites

  The heading "Prerequisites" under "Unlink Hosts" asks for linked hosts, and for a login on the host that is to be
  unlinked or on its leader.

  @UNLK-PRE-1 @core
  Rule: Unlinking needs linked hosts: on an unlinked host it is refused

    Scenario: A host that was never linked cannot be unlinked
      Given the host "alpha"
      When the operator tries to unlink "alpha" on "alpha"
      Then the request is refused
      And the links of "alpha" are unchanged

    Scenario: A host that generates tokens but has no followers cannot be unlinked
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      When the operator tries to unlink "alpha" on "alpha"
      Then the request is refused
      And the copied token links "beta" to "alpha"

    Scenario Outline: A follower that was unlinked <place> cannot be unlinked once more
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" <place>
      When the operator tries to unlink "beta" on <host>
      Then the request is refused
      And the links of "alpha" and "beta" are unchanged

      Examples:
        | place           | host    |
        | on itself       | "beta"  |
        | from its leader | "alpha" |

    Scenario: A leader cannot unlink a host of another group
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" to "alpha"
      And the operator has linked "delta" to "gamma"
      When the operator tries to unlink "delta" on "alpha"
      Then the request is refused
      And the links of "alpha", "beta", "gamma" and "delta" are unchanged

  @UNLK-PRE-2 @core
  Rule: Unlinking needs access to the host itself or to the leader: no login, no unlink

    Scenario Outline: Without a login nobody unlinks a follower on <host>
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When somebody who is not logged in tries to unlink "beta" on <host>
      Then the request is refused
      And the links of "alpha" and "beta" are unchanged

      Examples:
        | host    |
        | "alpha" |
        | "beta"  |

    Scenario Outline: A login on <where> is not enough to unlink a follower
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator tries to unlink "beta" on <host>
      Then "beta" stays linked to "alpha"

      Examples:
        | where                    | host    |
        | another follower         | "gamma" |
        | a host outside the group | "delta" |

  @UNLK-PRE-3 @core
  Rule: A host in use by a cluster cannot be unlinked; scaled down and Ready again, it can

    Scenario Outline: A worker cannot be unlinked on <host>
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to unlink "beta" on <host>
      Then the links of "alpha" and "beta" are unchanged
      And "alpha" still shows the cluster running on "alpha" and "beta"

      Examples:
        | host    |
        | "alpha" |
        | "beta"  |

    Scenario Outline: A control plane node cannot be unlinked on <host>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator tries to unlink "gamma" on <host>
      Then the links of "alpha", "beta" and "gamma" are unchanged
      And "alpha" and "beta" still show the cluster running on "alpha", "beta" and "gamma"

      Examples:
        | host    |
        | "alpha" |
        | "beta"  |
        | "gamma" |

    Scenario Outline: A worker that was removed from its pool is ready and can be unlinked <place>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and workers "beta" and "gamma"
      And the operator has removed "beta" from its pool on "alpha"
      When the operator unlinks "beta" <place>
      Then the Linked Edge Hosts table of "beta" is empty
      And "alpha" shows the cluster running on "alpha" and "gamma"

      Examples:
        | place           |
        | on itself       |
        | from its leader |

    Scenario Outline: A host beside the cluster can be unlinked <place>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator unlinks "gamma" <place>
      Then the Linked Edge Hosts table of "gamma" is empty
      And "alpha" still shows the cluster running on "alpha" and "beta"

      Examples:
        | place           |
        | on itself       |
        | from its leader |
