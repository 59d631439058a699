Feature: Link Hosts: Prerequisites

  The heading "Prerequisites" under "Link Hosts" lists what has to be so before hosts can be linked. Where one of these
  things is missing, on the leader or on the host that is to follow, linking changes nothing on either side.

  @LINK-PRE-1 @core
  Rule: Hosts on different networks do not link

    Scenario Outline: Linking ends in an error where <distant> is on another network
      Given the hosts "alpha" and "beta"
      And <distant> is on another network
      When the operator tries to link "beta" to "alpha"
      Then the request is refused
      And the links of "alpha" and "beta" are unchanged

      Examples:
        | distant |
        | "alpha" |
        | "beta"  |

    Scenario: A group does not take in a host on another network
      Given the hosts "alpha", "beta" and "gamma"
      And "gamma" is on another network
      And the operator has linked "beta" to "alpha"
      When the operator tries to link "gamma" to "alpha"
      Then the request is refused
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A host that could not reach a distant leader links to one on its own network
      Given the hosts "alpha", "beta" and "gamma"
      And "beta" and "gamma" are on another network
      And the operator tries to link "beta" to "alpha"
      When the operator links "beta" to "gamma"
      Then the Linked Edge Hosts tables of "beta" and "gamma" show only "beta" and "gamma"

  @LINK-PRE-2 @core
  Rule: Without multi-node enabled on both hosts they do not link

    Scenario Outline: Hosts do not link where the user data of <host> says that multi-node is off
      Given the hosts "alpha" and "beta"
      And the user data of <host> sets stylus.enableMultiNode to false
      When the operator tries to link "beta" to "alpha"
      Then the links of "alpha" and "beta" are unchanged

      Examples:
        | host    |
        | "alpha" |
        | "beta"  |

    Scenario Outline: Hosts do not link where the user data of <host> does not mention multi-node
      Given the hosts "alpha" and "beta"
      And the user data of <host> leaves out stylus.enableMultiNode
      When the operator tries to link "beta" to "alpha"
      Then the links of "alpha" and "beta" are unchanged

      Examples:
        | host    |
        | "alpha" |
        | "beta"  |

    Scenario: A group does not take in a host without multi-node
      Given the hosts "alpha", "beta" and "gamma"
      And the user data of "gamma" sets stylus.enableMultiNode to false
      And the operator has linked "beta" to "alpha"
      When the operator tries to link "gamma" to "alpha"
      Then the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: Hosts whose user data enables multi-node link
      Given the hosts "alpha" and "beta"
      And the user data of "alpha" and "beta" sets stylus.enableMultiNode to true
      When the operator links "beta" to "alpha"
      Then "beta" stays linked to "alpha"

  @LINK-PRE-3 @core
  Rule: Without local management of both hosts they do not link

    Scenario Outline: Hosts do not link where the user data of <host> sets <parameter> to <value>
      Given the hosts "alpha" and "beta"
      And the user data of "alpha" and "beta" sets <parameter> to <local>
      And the user data of <host> sets <parameter> to <value>
      When the operator tries to link "beta" to "alpha"
      Then the links of "alpha" and "beta" are unchanged

      Examples:
        | host    | parameter               | local  | value     |
        | "alpha" | stylus.managementMode   | local  | central   |
        | "beta"  | stylus.managementMode   | local  | central   |
        | "alpha" | stylus.installationMode | airgap | connected |
        | "beta"  | stylus.installationMode | airgap | connected |

    Scenario Outline: Hosts do not link where the user data of <host> leaves out <parameter>
      Given the hosts "alpha" and "beta"
      And the user data of "alpha" and "beta" sets <parameter> to <local>
      And the user data of <host> leaves out <parameter>
      When the operator tries to link "beta" to "alpha"
      Then the links of "alpha" and "beta" are unchanged

      Examples:
        | host    | parameter               | local  |
        | "alpha" | stylus.managementMode   | local  |
        | "beta"  | stylus.managementMode   | local  |
        | "alpha" | stylus.installationMode | airgap |
        | "beta"  | stylus.installationMode | airgap |

    Scenario Outline: Hosts link where the user data of both sets <parameter> to <local>
      Given the hosts "alpha" and "beta"
      And the user data of "alpha" and "beta" sets <parameter> to <local>
      When the operator links "beta" to "alpha"
      Then "beta" stays linked to "alpha"

      Examples:
        | parameter               | local  |
        | stylus.managementMode   | local  |
        | stylus.installationMode | airgap |

  @LINK-PRE-4 @core
  Rule: A host with cluster workloads cannot become a follower

    Scenario: A host that runs a cluster of its own is not linked
      Given the hosts "alpha" and "beta"
      And the operator has created a cluster on "beta" with control plane "beta"
      When the operator tries to link "beta" to "alpha"
      Then the links of "alpha" and "beta" are unchanged
      And "beta" still shows the cluster running on "beta"

    Scenario: A group does not take in a host that runs a cluster of its own
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "gamma" with control plane "gamma"
      When the operator tries to link "gamma" to "alpha"
      Then the links of "alpha", "beta" and "gamma" are unchanged
      And "gamma" still shows the cluster running on "gamma"

    Scenario Outline: <what> of a cluster is not linked to another group
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator tries to link <host> to "gamma"
      Then the links of "alpha", "beta" and "gamma" are unchanged
      And "alpha" still shows the cluster running on "alpha" and "beta"

      Examples:
        | what                 | host    |
        | A control plane node | "alpha" |
        | A worker             | "beta"  |

    Scenario: A host whose cluster was deleted becomes a follower
      Given the hosts "alpha" and "beta"
      And "beta" generates tokens
      And the operator has created a cluster on "beta" with control plane "beta"
      And the operator has deleted the cluster on "beta"
      When the operator stops token generation on "beta"
      Then "beta" can be linked to "alpha"

    Scenario: A leader that runs a cluster takes in followers without one
      Given the hosts "alpha" and "beta"
      And the operator has created a cluster on "alpha" with control plane "alpha"
      When the operator links "beta" to "alpha"
      Then "beta" stays linked to "alpha"
      And "beta" is in no cluster
