Feature: Under faults: outages

  Hosts lose power, reboot, and lose their network. What they were told outlasts that, and their peers tell who is away.

  @X-DUR-1 @extended
  Rule: Links, leader status and content survive a reboot and a power cut of any host

    Scenario Outline: A group is what it was after <outage> of <host>
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      When <outage>
      Then "beta" and "gamma" are still linked to "alpha"
      And "alpha" is the only leader of "beta" and "gamma"
      And "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      And "delta" can be linked to "alpha"

      Examples:
        | host         | outage                                  |
        | the leader   | "alpha" is rebooted                     |
        | a follower   | "beta" is rebooted                      |
        | all of them  | "alpha", "beta" and "gamma" are rebooted |

    Scenario Outline: A group is what it was after the power of <hosts> was cut
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      When the power of <hosts> is cut
      And <hosts> are switched on again
      Then "beta" and "gamma" are still linked to "alpha"
      And "alpha" is the only leader of "beta" and "gamma"
      And "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      And "delta" can be linked to "alpha"

      Examples:
        | hosts                      |
        | "alpha"                    |
        | "beta"                     |
        | "alpha", "beta" and "gamma" |

    Scenario: A host stays unlinked after a power cut
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" on itself
      When the power of "alpha" and "beta" is cut
      And "alpha" and "beta" are switched on again
      Then the Linked Edge Hosts tables of "alpha" and "beta" are empty

    Scenario: A configuration outlasts a power cut of all hosts
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator sets the HTTP proxy of "alpha" to "http://proxy.example:3128"
      And "alpha" and "beta" have the configuration that was set
      When the power of "alpha" and "beta" is cut
      And "alpha" and "beta" are switched on again
      Then "alpha" and "beta" have the configuration that was set

    Scenario Outline: A cluster and its leaders are what they were after the power of <hosts> was cut
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      And the operator has uploaded "images.zst" to "beta"
      And "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      When the power of <hosts> is cut
      And <hosts> are switched on again
      Then "alpha", "beta" and "gamma" show the cluster running on "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" have "images.zst" whole and unchanged
      And "delta" can be linked to "gamma"

      Examples:
        | hosts                      |
        | "alpha"                    |
        | "gamma"                    |
        | "alpha", "beta" and "gamma" |

    Scenario: The rest of a control plane goes on while one node of three is away, which then catches up
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the power of "alpha" is cut
      Then "delta" can be linked to "beta"
      And the operator uploads "images.zst" to "gamma"
      When "alpha" is switched on again
      Then the Linked Edge Hosts table of "alpha" shows "delta"
      And "alpha", "beta", "gamma" and "delta" have "images.zst" whole and unchanged

    Scenario Outline: A delete that is interrupted after packet <after>, when <fault>, ends with one leader
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      And after packet <after> between "alpha" and "beta" <fault>
      When the operator begins to delete the cluster on "alpha", and that goes wrong
      And <remedy>
      Then the cluster runs on all of "alpha", "beta" and "gamma", or on none of them
      And the cluster can be deleted on "alpha", or is already
      And "alpha" is the only leader of "beta" and "gamma"
      And "alpha", "beta" and "gamma" show each other as ready

      Examples:
        | after | fault                           | remedy                       |
        | 1     | the network between them is cut | the network is whole again   |
        | 3     | the network between them is cut | the network is whole again   |
        | 1     | the power of "alpha" is cut     | "alpha" is switched on again |
        | 4     | the power of "alpha" is cut     | "alpha" is switched on again |
        | 2     | the power of "beta" is cut      | "beta" is switched on again  |
        | 99    | the power of "alpha" is cut     | "alpha" is switched on again |

  @X-HLT-1 @extended
  Rule: A host that goes away is shown Unhealthy by its peers, and Healthy when it is back

    Scenario Outline: A follower whose absence begins when <gone> is Unhealthy until <back>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the Linked Edge Hosts tables of "alpha" and "gamma" show "beta" as healthy
      When <gone>
      Then the Linked Edge Hosts tables of "alpha" and "gamma" show "beta" as unhealthy
      And the Linked Edge Hosts tables of "alpha" and "gamma" show only "alpha", "beta" and "gamma"
      When <back>
      Then the Linked Edge Hosts tables of "alpha" and "gamma" show "beta" as healthy

      Examples:
        | gone                         | back                        |
        | the power of "beta" is cut   | "beta" is switched on again |
        | the network of "beta" is cut | the network is whole again  |
        | "beta" freezes               | "beta" goes on              |

    Scenario Outline: A leader whose absence begins when <gone> is Unhealthy until <back>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the Linked Edge Hosts tables of "beta" and "gamma" show "alpha" as healthy
      When <gone>
      Then the Linked Edge Hosts tables of "beta" and "gamma" show "alpha" as unhealthy
      When <back>
      Then the Linked Edge Hosts tables of "beta" and "gamma" show "alpha" as healthy

      Examples:
        | gone                          | back                         |
        | the power of "alpha" is cut   | "alpha" is switched on again |
        | the network of "alpha" is cut | the network is whole again   |
