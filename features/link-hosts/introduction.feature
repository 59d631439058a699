Feature: Link Hosts: introduction

  The page "Link Hosts" opens with what linking is for. Hosts under local management start as strangers, even side by
  side on one network; linking makes them peers that pass on what one of them announces.

  @INTRO-1 @core
  Rule: Unlinked hosts on one network do not know of each other

    Scenario Outline: New hosts in <mode> mode, set up with <parameter>, show no linked hosts
      Given the hosts "alpha" and "beta"
      And "alpha" and "beta" are deployed in <mode> mode
      And the user data of "alpha" and "beta" sets <parameter> to <value>
      Then the Linked Edge Hosts tables of "alpha" and "beta" are empty

      Examples:
        | mode      | parameter               | value  |
        | appliance | stylus.managementMode   | local  |
        | agent     | stylus.installationMode | airgap |

    Scenario: Hosts that generate tokens do not find each other
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha" generates tokens
      And "beta" generates tokens
      When two minutes have passed
      Then the Linked Edge Hosts tables of "alpha", "beta" and "gamma" are empty

    Scenario: A host beside a group knows nothing of it, and the group nothing of the host
      Given the hosts "alpha", "beta" and "gamma"
      When the operator links "beta" to "alpha"
      Then the Linked Edge Hosts tables of "alpha" and "beta" show only "alpha" and "beta"
      And the Linked Edge Hosts table of "gamma" is empty

  @INTRO-2 @core
  Rule: Unlinked hosts hold no credentials for each other

    Scenario: A login on a new host is worth nothing on another
      Given the hosts "alpha", "beta" and "gamma"
      Then each of "alpha", "beta" and "gamma" accepts its own login session
      But "alpha", "beta" and "gamma" refuse each other's login sessions

    Scenario: A login on a leader is worth nothing on a host outside its group
      Given the hosts "alpha", "beta" and "gamma"
      When the operator links "beta" to "alpha"
      Then each of "alpha" and "gamma" accepts its own login session
      But "alpha" and "gamma" refuse each other's login sessions
      And "beta" and "gamma" refuse each other's login sessions

    Scenario Outline: A host that was unlinked <place> shares no logins with its former leader
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator unlinks "beta" <place>
      Then each of "alpha" and "beta" accepts its own login session
      But "alpha" and "beta" refuse each other's login sessions

      Examples:
        | place           |
        | on itself       |
        | from its leader |

  @INTRO-3 @core
  Rule: In a group, what one host announces reaches all its peers

    Scenario: A newcomer is announced to the hosts that were linked before
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator links "delta" to "alpha"
      Then the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show "delta"

    Scenario: A newcomer hears of the hosts that were linked before
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator links "delta" to "alpha"
      Then the Linked Edge Hosts table of "delta" shows "alpha", "beta" and "gamma"

    Scenario Outline: All peers hear of a host that is unlinked <place>
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      When the operator unlinks "beta" <place>
      Then the Linked Edge Hosts tables of "alpha", "gamma" and "delta" no longer show "beta"
      And the Linked Edge Hosts tables of "alpha", "gamma" and "delta" show "alpha", "gamma" and "delta"

      Examples:
        | place           |
        | on itself       |
        | from its leader |
