Feature: Link Hosts: Link Hosts

  The heading "Link Hosts" opens with what linked hosts share: their status, and the content that was uploaded to their
  leader, whether they were linked before or are linked later.

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

  @LINK-2 @core
  Rule: Linked hosts share uploaded content, also with a host that links later

    Scenario Outline: Leader and followers in <mode> mode show each other as synced
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" are deployed in <mode> mode
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator uploads "images.zst" to "alpha"
      Then "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show "beta" and "gamma" as synced

      Examples:
        | mode      |
        | appliance |
        | agent     |

    Scenario: A host that is linked later receives what was uploaded before
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha" and "beta" have "images.zst" whole and unchanged
      When the operator links "gamma" to "alpha"
      Then "gamma" has "images.zst" whole and unchanged
      And the Linked Edge Hosts table of "alpha" shows "beta" and "gamma" as synced

    Scenario: The first follower receives what its leader had while it was alone
      Given the hosts "alpha" and "beta"
      And the operator has uploaded "images.zst" to "alpha"
      When the operator links "beta" to "alpha"
      Then "beta" has "images.zst" whole and unchanged

    Scenario: A host that is linked later receives all that was uploaded before
      Given the hosts "alpha" and "beta"
      And the operator has uploaded "agent.zst" to "alpha"
      And the operator has uploaded "provider.zst" to "alpha"
      When the operator links "beta" to "alpha"
      Then "beta" has "provider.zst" whole and unchanged
      And the Content pages of "alpha" and "beta" list the same
      And the Content pages of "alpha" and "beta" list "agent.zst"

    Scenario: A host that was not linked receives nothing
      Given the hosts "alpha", "beta" and "gamma"
      And the user data of "gamma" sets stylus.enableMultiNode to false
      And the operator has linked "beta" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      When the operator tries to link "gamma" to "alpha"
      Then "alpha" and "beta" have "images.zst" whole and unchanged
      And "gamma" has none of the uploaded content
