Feature: Upload Content

  The page "Upload Content Bundle" tells how content comes to a host: an operator uploads bundles, one of a name, and the
  hosts of a group bring each other up to date. The Linked Edge Hosts table shows who has everything.

  @X-CNT-1 @extended
  Rule: Several bundles can be uploaded, and every host of the group has each of them

    Scenario: Three bundles reach a follower, one after the other
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator uploads "agent.zst" to "alpha"
      Then "alpha" and "beta" have "agent.zst" whole and unchanged
      When the operator uploads "provider.zst" to "alpha"
      Then "alpha" and "beta" have "provider.zst" whole and unchanged
      When the operator uploads "charts.zst" of 300 KiB to "alpha"
      Then "alpha" and "beta" have "charts.zst" whole and unchanged
      And the Content pages of "alpha" and "beta" list the same
      And the Content page of "beta" lists "agent.zst"
      And the Content page of "beta" lists "provider.zst"
      And the Content page of "beta" lists "charts.zst"

    Scenario: Bundles that are uploaded right after each other all arrive
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator uploads "agent.zst" of 1 MiB to "alpha"
      And the operator uploads "provider.zst" of 1 KiB to "alpha"
      Then "alpha", "beta" and "gamma" have "provider.zst" whole and unchanged
      And the Content pages of "alpha", "beta" and "gamma" list "agent.zst"
      And the Content pages of "alpha", "beta" and "gamma" list the same
      And the Linked Edge Hosts table of "alpha" shows "beta" and "gamma" as synced

    Scenario Outline: Two bundles that are uploaded at once to <one> and <other> both arrive (draw <draw>)
      Given the hosts "alpha", "beta" and "gamma"
      And draw <draw> of what comes first
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operators upload "agent.zst" to <one> and "provider.zst" to <other> at once
      Then the Content pages of "alpha", "beta" and "gamma" list "agent.zst"
      And the Content pages of "alpha", "beta" and "gamma" list "provider.zst"
      And "alpha", "beta" and "gamma" have the same bundle last

      Examples:
        | one     | other   | draw |
        | "alpha" | "alpha" | 1    |
        | "alpha" | "beta"  | 1    |
        | "beta"  | "gamma" | 2    |

  @X-CNT-2 @extended
  Rule: A bundle takes the place of an earlier one of the same name, on every host of the group

    Scenario: The second bundle of a name is the one that all have
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      When the operator uploads "images.zst" of 20 KiB to "alpha"
      Then "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      And the Content pages of "alpha", "beta" and "gamma" list "images.zst" once

    Scenario: The second bundle of a name takes over from one that is still on its way
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator uploads "images.zst" of 1 MiB to "alpha"
      And the operator uploads "images.zst" of 20 KiB to "alpha"
      Then "alpha" and "beta" have "images.zst" whole and unchanged
      And the Content pages of "alpha" and "beta" list "images.zst" once
      And the Linked Edge Hosts table of "alpha" shows "beta" as synced

  @X-CNT-3 @extended
  Rule: A host that lacks content is not shown as Synced, tells why, and receives it as soon as that is over

    Scenario: A follower whose disk is full has a reason, and the bundle once there is room
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the disk of "beta" has room for 200 KiB only
      When the operator uploads "images.zst" of 1 MiB to "alpha"
      Then "alpha" and "gamma" have "images.zst" whole and unchanged
      And one of "alpha" and "beta" tells why content is missing
      And "beta" does not have "images.zst"
      And no Linked Edge Hosts table of "alpha" and "gamma" shows "beta" as synced
      When the disk of "beta" has room again
      Then "beta" has "images.zst" whole and unchanged
      And the Linked Edge Hosts tables of "alpha" and "gamma" show "beta" as synced

    Scenario: A follower that is off is not synced, and receives the bundle when it is back
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the power of "beta" is cut
      When the operator uploads "images.zst" to "alpha"
      Then "alpha" and "gamma" have "images.zst" whole and unchanged
      And no Linked Edge Hosts table of "alpha" and "gamma" shows "beta" as synced
      When "beta" is switched on again
      Then "beta" has "images.zst" whole and unchanged
      And the Linked Edge Hosts tables of "alpha" and "gamma" show "beta" as synced

    Scenario Outline: A bundle of which <after> packets had passed when <fault> arrives whole afterwards
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And after packet <after> between "alpha" and "beta" <fault>
      When the operator begins to upload "images.zst" of 1 MiB to "alpha"
      Then "gamma" has "images.zst" whole and unchanged
      When <remedy>
      Then "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      And the Linked Edge Hosts table of "alpha" shows "beta" and "gamma" as synced

      Examples:
        | after | fault                           | remedy                      |
        | 3     | the network between them is cut | the network is whole again  |
        | 12    | the network between them is cut | the network is whole again  |
        | 30    | the network between them is cut | the network is whole again  |
        | 4     | the power of "beta" is cut      | "beta" is switched on again |
        | 20    | the power of "beta" is cut      | "beta" is switched on again |

  @X-CNT-4 @extended
  Rule: An upload that is refused or broken off changes nothing, on the host or at a peer

    Scenario Outline: An upload that breaks off <where> leaves nothing
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the upload of "images.zst" to "alpha" breaks off <where>
      And a minute has passed
      Then the content of "alpha" and "beta" is unchanged
      When the operator uploads "images.zst" to "alpha"
      Then "alpha" and "beta" have "images.zst" whole and unchanged

      Examples:
        | where                  |
        | before its first byte  |
        | in the middle          |
        | shortly before its end |

    Scenario: An upload that breaks off leaves the bundle of that name as it was
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha" and "beta" have "images.zst" whole and unchanged
      When the upload of "images.zst" to "alpha" breaks off in the middle
      And a minute has passed
      Then the content of "alpha" and "beta" is unchanged

    Scenario: An upload for which the disk has no room leaves nothing
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the disk of "alpha" has room for 200 KiB only
      When the operator uploads "images.zst" of 1 MiB to "alpha" in vain
      Then the content of "alpha" and "beta" is unchanged
      When the disk of "alpha" has room again
      And the operator uploads "images.zst" of 1 MiB to "alpha"
      Then "alpha" and "beta" have "images.zst" whole and unchanged

    Scenario Outline: A bundle whose name <is odd> leads nowhere
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha" and "beta" have "images.zst" whole and unchanged
      When the operator tries to upload a bundle whose name <is odd> to "alpha"
      Then the bundle is refused, or "alpha" and "beta" have it under a plain name

      Examples:
        | is odd                        |
        | has a slash in it             |
        | leads out of its folder       |
        | has a backslash in it         |
        | is two dots                   |
        | has a control character in it |
        | has a line break in it        |
        | has 300 characters            |

    Scenario: An upload without a file is refused
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator tries to upload a bundle whose name is empty to "alpha"
      Then the request is refused
      And the content of "alpha" and "beta" is unchanged
