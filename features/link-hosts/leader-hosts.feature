Feature: Link Hosts: Leader Hosts

  The heading "Leader Hosts" says what the designated leader of a group owes it. Covered here is what holds before a
  cluster is formed: tokens with address and one-time password, and one leader for the whole group.

  @LEAD-1 @core
  Rule: A leader generates tokens with its IP address and a one-time password

    Scenario Outline: A leader in <mode> mode, set up with <parameter>, puts its address into its token
      Given the host "alpha"
      And "alpha" is deployed in <mode> mode
      And the user data of "alpha" sets <parameter> to <value>
      When the operator copies a token from "alpha"
      Then the copied token contains the IP address of "alpha"

      Examples:
        | mode      | parameter               | value  |
        | appliance | stylus.managementMode   | local  |
        | agent     | stylus.installationMode | airgap |

    Scenario: A token leads to the leader that generated it, and to no other
      Given the hosts "alpha", "beta" and "gamma"
      And "gamma" generates tokens
      When the operator copies a token from "alpha"
      Then the copied token links "beta" to "alpha"
      And the Linked Edge Hosts table of "gamma" is empty

    Scenario: A former follower that generates tokens puts its own address into them
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" on itself
      When the operator copies a token from "beta"
      Then the copied token contains the IP address of "beta"
      And the copied token links "gamma" to "beta"

    Scenario: The password in the token serves one time span only
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      When two minutes have passed
      Then "alpha" shows a token that was never copied before

  @LEAD-4 @core
  Rule: A group without a cluster has exactly one leader, and all its hosts name the same one

    Scenario: Two linked hosts name one leader
      Given the hosts "alpha" and "beta"
      When the operator links "beta" to "alpha"
      Then "alpha" is the only leader of "beta"

    Scenario: Five linked hosts name one leader
      Given the hosts "alpha", "beta", "gamma", "delta" and "epsilon"
      When the operator links "beta", "gamma", "delta" and "epsilon" to "alpha"
      Then "alpha" is the only leader of "beta", "gamma", "delta" and "epsilon"

    Scenario: Two groups side by side name one leader each
      Given the hosts "alpha", "beta", "gamma" and "delta"
      When the operator links "beta" to "alpha"
      And the operator links "delta" to "gamma"
      Then "alpha" is the only leader of "beta"
      And "gamma" is the only leader of "delta"

    Scenario Outline: The leader stays the same for those who remain when a follower is unlinked <place>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator unlinks "beta" <place>
      Then "alpha" is the only leader of "gamma"

      Examples:
        | place           |
        | on itself       |
        | from its leader |

    Scenario: A former leader follows the leader of its new group like everybody else
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" from its leader
      And the operator stops token generation on "alpha"
      When the operator links "alpha" and "gamma" to "beta"
      Then "beta" is the only leader of "alpha" and "gamma"
