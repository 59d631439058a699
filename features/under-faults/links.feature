Feature: Under faults: links

  What the page "Link Hosts" says of links has to hold when hosts are told things at once, when they lose power, and when
  the network between them goes away in the middle of it.

  @X-LNK-1 @extended
  Rule: A linked follower cannot link a second time, to its own or to another group

    Scenario: A follower does not link to its own leader once more
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator tries to link "beta" to "alpha"
      Then the links of "alpha", "beta" and "gamma" are unchanged
      And "alpha" is the only leader of "beta" and "gamma"

    Scenario: A follower does not link to the leader of another group
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" to "alpha"
      And the operator has linked "delta" to "gamma"
      When the operator tries to link "beta" to "gamma"
      Then the request is refused
      And the links of "alpha", "beta", "gamma" and "delta" are unchanged

    Scenario: A follower that was refused elsewhere can be unlinked and go there
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator tries to link "beta" to "gamma"
      And the operator unlinks "beta" on itself
      Then "beta" can be linked to "gamma"
      And the Linked Edge Hosts table of "alpha" is empty

  @X-LNK-2 @extended
  Rule: A host cannot link to itself; a leader with followers cannot become a follower

    Scenario: A host does not take its own token
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      When the operator enters the copied token on "alpha"
      Then the request is refused
      And the links of "alpha" and "beta" are unchanged
      And the copied token links "beta" to "alpha"

    Scenario: A leader with a follower does not take its own token
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator copies a token from "alpha"
      When the operator enters the copied token on "alpha"
      Then the request is refused
      And the links of "alpha" and "beta" are unchanged

    Scenario: A leader with a follower does not follow another leader
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" to "alpha"
      And the operator has linked "delta" to "gamma"
      When the operator tries to link "alpha" to "gamma"
      Then the request is refused
      And the links of "alpha", "beta", "gamma" and "delta" are unchanged

  @X-LNK-3 @extended
  Rule: Many hosts can enter the same valid token at once, and all are linked

    Scenario Outline: Four hosts enter one token at once (draw <draw>)
      Given the hosts "alpha", "beta", "gamma", "delta" and "epsilon"
      And draw <draw> of what comes first
      And the operator copies a token from "alpha"
      When the operators of "beta", "gamma", "delta" and "epsilon" enter the copied token at once
      Then "alpha" is the only leader of "beta", "gamma", "delta" and "epsilon"
      And the Linked Edge Hosts tables of "alpha", "beta" and "epsilon" show only "alpha", "beta", "gamma", "delta" and "epsilon"
      And "beta", "gamma", "delta" and "epsilon" stay linked to "alpha"

      Examples:
        | draw |
        | 1    |
        | 2    |
        | 3    |

    Scenario: Two more hosts join a group of three at once
      Given the hosts "alpha", "beta", "gamma", "delta" and "epsilon"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator copies a token from "alpha"
      When the operators of "delta" and "epsilon" enter the copied token at once
      Then the Linked Edge Hosts tables of "alpha", "beta", "gamma", "delta" and "epsilon" show only "alpha", "beta", "gamma", "delta" and "epsilon"

  @X-LNK-4 @extended
  Rule: One host given the tokens of two leaders at once ends up in exactly one group

    Scenario Outline: A host is given the tokens of two leaders at once (draw <draw>)
      Given the hosts "alpha", "beta" and "gamma"
      And draw <draw> of what comes first
      When the operator enters the tokens of "alpha" and "gamma" on "beta" at once
      Then "beta" is in exactly one of the groups of "alpha" and "gamma"

      Examples:
        | draw |
        | 1    |
        | 2    |
        | 3    |
        | 4    |

    Scenario: A host is given the tokens of the leaders of two groups at once
      Given the hosts "alpha", "beta", "gamma", "delta" and "epsilon"
      And the operator has linked "delta" to "alpha"
      And the operator has linked "epsilon" to "gamma"
      When the operator enters the tokens of "alpha" and "gamma" on "beta" at once
      Then "beta" is in exactly one of the groups of "alpha" and "gamma"
      And "delta" stays linked to "alpha"
      And "epsilon" stays linked to "gamma"

  @X-LNK-5 @extended
  Rule: An interrupted link leaves both sides linked or both unlinked once they can talk again

    Scenario Outline: The network is cut after packet <after> of a link
      Given the hosts "alpha" and "beta"
      And after packet <after> between "alpha" and "beta" the network between them is cut
      When the operator begins to link "beta" to "alpha"
      And the network is whole again
      Then "beta" and "alpha" are both linked or both unlinked
      And "beta" can be linked to "alpha", or is already

      Examples:
        | after |
        | 1     |
        | 4     |
        | 6     |
        | 8     |
        | 9     |

    Scenario Outline: The power of <host> is cut after packet <after> of a link
      Given the hosts "alpha" and "beta"
      And after packet <after> between "alpha" and "beta" the power of <host> is cut
      When the operator begins to link "beta" to "alpha"
      And <host> is switched on again
      Then "beta" and "alpha" are both linked or both unlinked
      And "beta" can be linked to "alpha", or is already

      Examples:
        | host    | after |
        | "alpha" | 4     |
        | "alpha" | 6     |
        | "alpha" | 8     |
        | "alpha" | 9     |
        | "alpha" | 99    |
        | "beta"  | 4     |
        | "beta"  | 7     |
        | "beta"  | 8     |
        | "beta"  | 9     |
        | "beta"  | 99    |

    Scenario Outline: A leader that dies after packet <after> of a link announces the newcomer when it is back
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "gamma" to "alpha"
      And the network between "alpha" and "gamma" is cut
      And after packet <after> between "alpha" and "beta" the power of "alpha" is cut
      When the operator begins to link "beta" to "alpha"
      And the network is whole again
      And "alpha" is switched on again
      Then "beta" and "alpha" are both linked or both unlinked
      And "beta" can be linked to "alpha", or is already
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show only "alpha", "beta" and "gamma"
      And "alpha" is the only leader of "beta" and "gamma"

      Examples:
        | after |
        | 6     |
        | 9     |
        | 99    |

  @X-UNL-1 @extended
  Rule: Unlink issued on both sides at once succeeds once and leaves both unlinked

    Scenario Outline: A follower is unlinked on itself and from its leader at once (draw <draw>)
      Given the hosts "alpha", "beta" and "gamma"
      And draw <draw> of what comes first
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operators of "alpha" and "beta" unlink "beta" at once
      Then the Linked Edge Hosts table of "beta" is empty
      And the Linked Edge Hosts tables of "alpha" and "gamma" show only "alpha" and "gamma"
      And "beta" can be linked to "alpha"
      And "beta" stays linked to "alpha"

      Examples:
        | draw |
        | 1    |
        | 2    |
        | 3    |
        | 4    |

    Scenario Outline: A follower that is unlinked <place> when <fault> after packet <after> is linked or unlinked on both sides in the end
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And after packet <after> between "alpha" and "beta" <fault>
      When the operator begins to unlink "beta" <place>
      And <remedy>
      Then "beta" and "alpha" are both linked or both unlinked
      And "gamma" is still linked to "alpha"

      Examples:
        | place           | after | fault                           | remedy                       |
        | on itself       | 1     | the network between them is cut | the network is whole again   |
        | from its leader | 1     | the network between them is cut | the network is whole again   |
        | on itself       | 1     | the power of "beta" is cut      | "beta" is switched on again  |
        | on itself       | 1     | the power of "alpha" is cut     | "alpha" is switched on again |
        | from its leader | 1     | the power of "beta" is cut      | "beta" is switched on again  |
        | from its leader | 1     | the power of "alpha" is cut     | "alpha" is switched on again |
        | from its leader | 99    | the power of "alpha" is cut     | "alpha" is switched on again |
