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
