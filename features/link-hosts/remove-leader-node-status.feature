Feature: Remove Leader Node Status

  The heading "Remove Leader Node Status" tells what giving up the leader's role is for: the host can then follow the
  leader of another group.

  @RMLS-1 @core
  Rule: A host without leader status can link to another group as a follower

    Scenario Outline: A former leader in <mode> mode becomes a follower of another group
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" are deployed in <mode> mode
      And the operator has linked "gamma" to "beta"
      And "alpha" generates tokens
      When the operator stops token generation on "alpha"
      Then "alpha" can be linked to "beta"
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show only "alpha", "beta" and "gamma"
      And the Linked Edge Hosts table of "beta" shows "alpha" as follower

      Examples:
        | mode      |
        | appliance |
        | agent     |

  @RMLS-2 @core
  Rule: Leader status cannot be removed while the host is part of an active cluster

    Scenario: A leader without followers keeps its status while it runs a cluster
      Given the hosts "alpha" and "beta"
      And "alpha" generates tokens
      And the operator has created a cluster on "alpha" with control plane "alpha"
      And the operator copies a token from "alpha"
      When the operator tries to stop token generation on "alpha"
      Then the copied token links "beta" to "alpha"
      And "alpha" still shows the cluster running on "alpha"

    Scenario Outline: The control plane node <node> keeps its status
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      And the operator copies a token from <node>
      When the operator tries to stop token generation on <node>
      Then the links of "alpha", "beta" and "gamma" are unchanged
      And the copied token links "delta" to <node>

      Examples:
        | node    |
        | "alpha" |
        | "gamma" |

    Scenario: A leader without followers gives up its status once its cluster is deleted
      Given the hosts "alpha" and "beta"
      And "alpha" generates tokens
      And the operator has created a cluster on "alpha" with control plane "alpha"
      And the operator has deleted the cluster on "alpha"
      When the operator stops token generation on "alpha"
      Then "alpha" can be linked to "beta"
