Feature: Remove Leader Node Status: Prerequisites

  The heading "Prerequisites" under "Remove Leader Node Status" asks for a host that generates tokens and has no
  followers left.

  @RMLS-PRE-1 @core
  Rule: It takes a host that generates tokens: on another the request is refused

    Scenario: A host that never generated tokens has no leader status to remove
      Given the host "alpha"
      When the operator tries to stop token generation on "alpha"
      Then the request is refused

    Scenario: A follower has no leader status to remove
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator tries to stop token generation on "beta"
      Then the request is refused
      And the links of "alpha" and "beta" are unchanged

    Scenario: A host that gave up its leader status has none left to remove
      Given the host "alpha"
      And "alpha" generates tokens
      And the operator stops token generation on "alpha"
      When the operator tries to stop token generation on "alpha"
      Then the request is refused

  @RMLS-PRE-2 @core
  Rule: It takes a host with no linked hosts: with followers the request is refused

    Scenario: A leader with a follower keeps its status
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator copies a token from "alpha"
      When the operator tries to stop token generation on "alpha"
      Then the links of "alpha" and "beta" are unchanged
      And the copied token links "gamma" to "alpha"

    Scenario Outline: A leader keeps its status while one of its followers is left and the other was unlinked <place>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator unlinks "beta" <place>
      When the operator tries to stop token generation on "alpha"
      Then the links of "alpha" and "gamma" are unchanged
      And "alpha" is the only leader of "gamma"

      Examples:
        | place           |
        | on itself       |
        | from its leader |
