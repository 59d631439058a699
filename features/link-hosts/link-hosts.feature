Feature: Link Hosts: Link Hosts

  The heading "Link Hosts" opens with what linked hosts share. Covered here is their status; uploaded content is not.

  @LINK-1 @core
  Rule: Linked hosts share their status

    Scenario Outline: Leader and followers in <mode> mode show each other as ready
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" are deployed in <mode> mode
      When the operator links "beta" and "gamma" to "alpha"
      Then "alpha", "beta" and "gamma" show each other as ready

      Examples:
        | mode      |
        | appliance |
        | agent     |

    Scenario: A host that is linked later shares its status too
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And "alpha" and "beta" show each other as ready
      When the operator links "gamma" to "alpha"
      Then "alpha", "beta" and "gamma" show each other as ready

    Scenario: A host that changed groups shares its status with the new one
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" to "alpha"
      And the operator has linked "delta" to "gamma"
      And the operator unlinks "beta" on itself
      When the operator links "beta" to "gamma"
      Then "beta", "gamma" and "delta" show each other as ready
      And the Linked Edge Hosts table of "alpha" is empty
