Feature: Reset and Reboot: Reset to Factory Default

  The page "Reset and Reboot" tells what a reset takes away, content and workloads and links, and what it leaves: the
  user data and the proxy settings. Afterwards the host is as new.

  @X-RST-1 @extended
  Rule: A factory reset of a host removes its content and workloads and unlinks it

    Scenario: A follower is unlinked on both sides and has no content left
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      When the operator resets "beta" to factory default
      Then the Linked Edge Hosts tables of "alpha" and "gamma" no longer show "beta"
      And the Linked Edge Hosts table of "beta" is empty
      And "beta" has none of the uploaded content
      And "alpha" and "gamma" have "images.zst" whole and unchanged

    Scenario: A leader is unlinked on both sides, generates no tokens and has no content left
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha" and "beta" have "images.zst" whole and unchanged
      When the operator resets "alpha" to factory default
      Then the Linked Edge Hosts tables of "beta" no longer show "alpha"
      And the Linked Edge Hosts table of "alpha" is empty
      And "alpha" has none of the uploaded content
      And "alpha" generates no tokens

    Scenario: A host that is not linked has no content left
      Given the host "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha" has "images.zst" whole and unchanged
      When the operator resets "alpha" to factory default
      Then "alpha" has none of the uploaded content

    Scenario: The tokens of a host are worth nothing after its reset
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      When the operator resets "alpha" to factory default
      And the operator enters the copied token on "beta"
      Then the links of "alpha" and "beta" are unchanged

    Scenario: A host that ran a cluster of its own has none left
      Given the host "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha"
      When the operator resets "alpha" to factory default
      Then "alpha" is in no cluster

    Scenario: User data stays, so that the host can be linked again and receives content anew
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha" and "beta" have "images.zst" whole and unchanged
      When the operator resets "beta" to factory default
      Then "beta" can be linked to "alpha"
      And "beta" has "images.zst" whole and unchanged
      And the Linked Edge Hosts table of "alpha" shows "beta" as synced

    Scenario: The host can go to another group
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      When the operator resets "beta" to factory default
      Then "beta" can be linked to "gamma"
      And the Linked Edge Hosts table of "alpha" is empty

    Scenario Outline: The proxy settings of <host> stay
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator sets the HTTP proxy of "alpha" to "http://proxy.example:3128"
      And "alpha" and "beta" have the configuration that was set
      When the operator resets <host> to factory default
      Then "alpha" and "beta" have the configuration that was set

      Examples:
        | host    |
        | "alpha" |
        | "beta"  |
