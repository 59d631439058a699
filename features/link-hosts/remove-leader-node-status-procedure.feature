Feature: Remove Leader Node Status: Procedure

  The heading "Procedure" under "Remove Leader Node Status" leads to one button, "Stop token generation".

  @RMLS-PROC-1 @core
  Rule: Stop token generation stops it: no further tokens, and the last one no longer links

    Scenario: The last token does not link once generation is stopped
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      When the operator stops token generation on "alpha"
      And the operator enters the copied token on "beta"
      Then the links of "alpha" and "beta" are unchanged

    Scenario: The last token of a former leader of followers does not link once generation is stopped
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator copies a token from "alpha"
      And the operator unlinks "beta" from its leader
      When the operator stops token generation on "alpha"
      And the operator enters the copied token on "gamma"
      Then the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A host that stopped does not start again by itself
      Given the host "alpha"
      And "alpha" generates tokens
      When the operator stops token generation on "alpha"
      And ten minutes have passed
      Then "alpha" generates no tokens
