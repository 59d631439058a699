Feature: Remove Leader Node Status: Validate

  The heading "Validate" under "Remove Leader Node Status" tells how to see that it worked: the host generates no
  tokens any more, and can be linked to another host.

  @RMLS-VAL-1 @core
  Rule: Afterwards the host shows that it generates no tokens, and can be linked as a follower

    Scenario: A host that gave up its leader status is like one that never had it
      Given the hosts "alpha" and "beta"
      And "alpha" generates tokens
      When the operator stops token generation on "alpha"
      Then "alpha" generates no tokens
      And the Linked Edge Hosts tables of "alpha" and "beta" are empty
      And "alpha" can be linked to "beta"

    Scenario: A former leader of followers shows that it generates no tokens
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" on itself
      When the operator stops token generation on "alpha"
      Then "alpha" generates no tokens
      And "alpha" can be linked to "gamma"
