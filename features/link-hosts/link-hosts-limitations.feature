Feature: Link Hosts: Limitations

  The heading "Limitations" under "Link Hosts" tells which hosts cannot be linked with each other, and what cannot be
  changed on a host once it is linked.

  @LINK-LIM-1 @core
  Rule: Hosts of different deployment modes do not link

    Scenario Outline: A host in <follower> mode does not link to a leader in <leader> mode
      Given the hosts "alpha" and "beta"
      And "alpha" is deployed in <leader> mode
      And "beta" is deployed in <follower> mode
      When the operator tries to link "beta" to "alpha"
      Then the links of "alpha" and "beta" are unchanged

      Examples:
        | leader    | follower  |
        | appliance | agent     |
        | agent     | appliance |

    Scenario: A group in appliance mode does not take in a host in agent mode
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha" and "beta" are deployed in appliance mode
      And "gamma" is deployed in agent mode
      And the operator has linked "beta" to "alpha"
      When the operator tries to link "gamma" to "alpha"
      Then the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A host that was refused elsewhere links to a leader in its own mode
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha" is deployed in appliance mode
      And "beta" and "gamma" are deployed in agent mode
      And the operator tries to link "beta" to "alpha"
      When the operator links "beta" to "gamma"
      Then the Linked Edge Hosts tables of "beta" and "gamma" show only "beta" and "gamma"

  @LINK-LIM-2 @core
  Rule: Agent-mode hosts of different operating systems do not link; appliance-mode hosts are not bound by this

    Scenario Outline: An agent-mode host does not link to a leader where <differing> runs another operating system
      Given the hosts "alpha" and "beta"
      And "alpha" and "beta" are deployed in agent mode
      And <differing> runs another operating system
      When the operator tries to link "beta" to "alpha"
      Then the links of "alpha" and "beta" are unchanged

      Examples:
        | differing |
        | "alpha"   |
        | "beta"    |

    Scenario: An agent-mode group does not take in a host with another operating system
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" are deployed in agent mode
      And "gamma" runs another operating system
      And the operator has linked "beta" to "alpha"
      When the operator tries to link "gamma" to "alpha"
      Then the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: Agent-mode hosts link where all of them run that other operating system
      Given the hosts "alpha" and "beta"
      And "alpha" and "beta" are deployed in agent mode
      And "alpha" and "beta" run another operating system
      When the operator links "beta" to "alpha"
      Then "beta" stays linked to "alpha"

    Scenario Outline: An appliance-mode host links to a leader where <differing> runs another operating system
      Given the hosts "alpha" and "beta"
      And "alpha" and "beta" are deployed in appliance mode
      And <differing> runs another operating system
      When the operator links "beta" to "alpha"
      Then "beta" stays linked to "alpha"

      Examples:
        | differing |
        | "alpha"   |
        | "beta"    |

  @LINK-LIM-3 @core
  Rule: The IP address of a linked host cannot be updated; that of an unlinked host can

    Scenario Outline: The IP address of <host>, linked in <mode> mode, stays as it is
      Given the hosts "alpha" and "beta"
      And "alpha" and "beta" are deployed in <mode> mode
      And the operator has linked "beta" to "alpha"
      When the operator tries to change the IP address of <host>
      Then <host> keeps its IP address
      And the links of "alpha" and "beta" are unchanged

      Examples:
        | host    | mode      |
        | "alpha" | appliance |
        | "beta"  | agent     |

    Scenario: The IP address of a host that was never linked can be changed
      Given the host "alpha"
      When the operator changes the IP address of "alpha"
      Then "alpha" answers at its new IP address

    Scenario Outline: The IP address of a follower that was unlinked <place> can be changed
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" <place>
      When the operator changes the IP address of "beta"
      Then "beta" answers at its new IP address
      And "beta" can be linked to "alpha"

      Examples:
        | place           |
        | on itself       |
        | from its leader |

    Scenario: The IP address of a former leader can be changed
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" from its leader
      And the operator stops token generation on "alpha"
      When the operator changes the IP address of "alpha"
      Then "alpha" answers at its new IP address
