Feature: Link Hosts: Validate

  The heading "Validate" under "Link Hosts" tells where to see that linking worked: in the Linked Edge Hosts table of
  the leader.

  @LINK-VAL-1 @core
  Rule: All hosts linked together show up in the leader's Linked Edge Hosts table

    Scenario: The leader's table shows its follower
      Given the hosts "alpha" and "beta"
      When the operator links "beta" to "alpha"
      Then the Linked Edge Hosts table of "alpha" shows only "alpha" and "beta"

    Scenario: The leader's table shows four followers, and calls them so
      Given the hosts "alpha", "beta", "gamma", "delta" and "epsilon"
      When the operator links "beta", "gamma", "delta" and "epsilon" to "alpha"
      Then the Linked Edge Hosts table of "alpha" shows only "alpha", "beta", "gamma", "delta" and "epsilon"
      And the Linked Edge Hosts table of "alpha" shows "beta", "gamma", "delta" and "epsilon" as follower

    Scenario: The leader's table does not show a host that was not linked
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the user data of "gamma" sets stylus.enableMultiNode to false
      And the operator has linked "beta" to "alpha"
      When the operator tries to link "gamma" to "alpha"
      Then the Linked Edge Hosts table of "alpha" shows only "alpha" and "beta"
