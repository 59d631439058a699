Feature: Link Hosts: Procedure

  The heading "Procedure" under "Link Hosts" leads through linking: log in to the leader, generate and copy a token, log
  in to the other host, enter the token, confirm, and repeat that for every further host.

  @LINK-PROC-1 @core
  Rule: Linking needs a login on the leader to get the token and on the follower to enter it

    Scenario: Without a login nobody gets a token
      Given the host "alpha"
      When somebody who is not logged in tries to generate a token on "alpha"
      Then the request is refused
      And "alpha" generates no tokens

    Scenario: Without a login nobody gets the token of a host that already generates some
      Given the host "alpha"
      And "alpha" generates tokens
      When somebody who is not logged in tries to generate a token on "alpha"
      Then the request is refused

    Scenario: Without a login nobody links a host, not even with a good token
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      When somebody who is not logged in tries to enter the copied token on "beta"
      Then the links of "alpha" and "beta" are unchanged
      But the copied token links "beta" to "alpha"

    Scenario: A wrong password gives no login
      Given the host "alpha"
      When somebody tries to log in to "alpha" with a wrong password
      Then the request is refused

  @LINK-PROC-2 @core
  Rule: Generate token makes the host start generating tokens

    Scenario: A host generates tokens once it is told to
      Given the hosts "alpha" and "beta"
      And "alpha" generates no tokens
      When the operator copies a token from "alpha"
      Then the copied token expires within two minutes
      And the copied token links "beta" to "alpha"

    Scenario: Generate token, pressed again before the token expires, shows the same token
      Given the host "alpha"
      And the operator copies the next token from "alpha" as soon as it appears
      When a minute has passed
      Then "alpha" still shows the copied token

  @LINK-PROC-3 @core
  Rule: The token is base64 and contains the host's IP address

    Scenario: A token is base64 with the host's address in it
      Given the host "alpha"
      When the operator copies a token from "alpha"
      Then the copied token is base64 text
      And the copied token contains the IP address of "alpha"

    Scenario: Every later token is made the same way
      Given the host "alpha"
      And "alpha" generates tokens
      When ten minutes have passed
      And the operator copies a token from "alpha"
      Then the copied token is base64 text
      And the copied token contains the IP address of "alpha"

    Scenario: A host that moved puts its new address into its tokens
      Given the host "alpha"
      And the operator changes the IP address of "alpha"
      And "alpha" answers at its new IP address
      When the operator copies a token from "alpha"
      Then the copied token is base64 text
      And the copied token contains the IP address of "alpha"

  @LINK-PROC-4 @core
  Rule: The one-time password works inside its two minutes and is refused after them

    Scenario Outline: A token still links when <time> have passed since it appeared
      Given the hosts "alpha" and "beta"
      And the operator copies the next token from "alpha" as soon as it appears
      When <time> have passed
      Then the copied token links "beta" to "alpha"

      Examples:
        | time        |
        | one second  |
        | 100 seconds |

    Scenario Outline: A token links no longer when <time> have passed since it was copied
      Given the hosts "alpha" and "beta"
      And the operator copies the next token from "alpha" as soon as it appears
      When <time> have passed
      And the operator enters the copied token on "beta"
      Then the links of "alpha" and "beta" are unchanged

      Examples:
        | time        |
        | two minutes |
        | two hours   |

    Scenario: A token that linked one host in time links no other host when its time is over
      Given the hosts "alpha", "beta" and "gamma"
      And the operator copies a token from "alpha"
      And the copied token links "beta" to "alpha"
      When two minutes have passed
      And the operator enters the copied token on "gamma"
      Then the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A host that came too late links with the token that is good by then
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      And two minutes have passed
      And the operator enters the copied token on "beta"
      When the operator copies a token from "alpha"
      Then the copied token links "beta" to "alpha"

  @LINK-PROC-5 @core
  Rule: When a token expires, the leader has another one by itself

    Scenario Outline: A leader has another token that links when <time> have passed
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      When <time> have passed
      Then "alpha" shows a token that was never copied before
      And the copied token links "beta" to "alpha"

      Examples:
        | time        |
        | two minutes |
        | two hours   |

    Scenario: One token follows the other
      Given the host "alpha"
      And the operator copies a token from "alpha"
      When two minutes have passed
      Then "alpha" shows a token that was never copied before
      When two minutes have passed
      Then "alpha" shows a token that was never copied before
      And the copied token expires within two minutes

    Scenario: A leader that already has a follower goes on generating tokens
      Given the hosts "alpha", "beta" and "gamma"
      And the operator copies a token from "alpha"
      And the copied token links "beta" to "alpha"
      When two minutes have passed
      Then "alpha" shows a token that was never copied before
      And the copied token links "gamma" to "alpha"

  @LINK-PROC-6 @core
  Rule: Entering the token on the other host and confirming links it

    Scenario Outline: A host in <mode> mode, set up with <parameter>, is linked by a token
      Given the hosts "alpha" and "beta"
      And "alpha" and "beta" are deployed in <mode> mode
      And the user data of "alpha" and "beta" sets <parameter> to <value>
      When the operator copies a token from "alpha"
      Then the copied token links "beta" to "alpha"

      Examples:
        | mode      | parameter               | value  |
        | appliance | stylus.managementMode   | local  |
        | appliance | stylus.installationMode | airgap |
        | agent     | stylus.managementMode   | local  |
        | agent     | stylus.installationMode | airgap |

  @LINK-PROC-7 @core
  Rule: Repeating the procedure links every further host

    Scenario: Hosts are linked one right after the other
      Given the hosts "alpha", "beta", "gamma" and "delta"
      When the operator links "beta" to "alpha"
      And the operator links "gamma" to "alpha"
      And the operator links "delta" to "alpha"
      Then "beta", "gamma" and "delta" stay linked to "alpha"

    Scenario: Hosts are linked with tokens of different times
      Given the hosts "alpha", "beta", "gamma" and "delta"
      When the operator links "beta" to "alpha"
      And two minutes have passed
      And the operator links "gamma" to "alpha"
      And the operator links "delta" to "alpha"
      Then "beta", "gamma" and "delta" stay linked to "alpha"
