Feature: Link Hosts: Leader Hosts

  The heading "Leader Hosts" says what the designated leader of a group owes it: tokens with address and one-time
  password, and whatever it was told, passed on to the whole group. Without a cluster there is one such host; once a
  cluster is formed every control plane node is one; after its deletion there is one again.

  @LEAD-1 @core
  Rule: A leader generates tokens with its IP address and a one-time password

    Scenario Outline: A leader in <mode> mode, set up with <parameter>, puts its address into its token
      Given the host "alpha"
      And "alpha" is deployed in <mode> mode
      And the user data of "alpha" sets <parameter> to <value>
      When the operator copies a token from "alpha"
      Then the copied token contains the IP address of "alpha"

      Examples:
        | mode      | parameter               | value  |
        | appliance | stylus.managementMode   | local  |
        | agent     | stylus.installationMode | airgap |

    Scenario: A token leads to the leader that generated it, and to no other
      Given the hosts "alpha", "beta" and "gamma"
      And "gamma" generates tokens
      When the operator copies a token from "alpha"
      Then the copied token links "beta" to "alpha"
      And the Linked Edge Hosts table of "gamma" is empty

    Scenario: A former follower that generates tokens puts its own address into them
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" on itself
      When the operator copies a token from "beta"
      Then the copied token contains the IP address of "beta"
      And the copied token links "gamma" to "beta"

    Scenario: The password in the token serves one time span only
      Given the hosts "alpha" and "beta"
      And the operator copies a token from "alpha"
      When two minutes have passed
      Then "alpha" shows a token that was never copied before

  @LEAD-2 @core
  Rule: A content bundle uploaded to the leader reaches every host of the group, whole and unchanged

    Scenario Outline: A bundle of <size> reaches all followers of a leader in <mode> mode
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" are deployed in <mode> mode
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator uploads "images.zst" of <size> to "alpha"
      Then "alpha", "beta" and "gamma" have "images.zst" whole and unchanged

      Examples:
        | size  | mode      |
        | 1 KiB | appliance |
        | 1 MiB | agent     |

    Scenario: A follower that is left receives what comes after another was unlinked
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator unlinks "beta" on itself
      When the operator uploads "images.zst" to "alpha"
      Then "alpha" and "gamma" have "images.zst" whole and unchanged
      And "beta" does not have "images.zst"

    Scenario: A bundle stays in the group of the leader that it was uploaded to
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" to "alpha"
      And the operator has linked "delta" to "gamma"
      When the operator uploads "images.zst" to "alpha"
      Then "alpha" and "beta" have "images.zst" whole and unchanged
      And "gamma" and "delta" have none of the uploaded content

  @LEAD-3 @core
  Rule: A configuration change made on the leader reaches every host of the group

    Scenario Outline: Followers of a leader in <mode> mode are told the proxy server and the CA certificates
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" are deployed in <mode> mode
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator sets the HTTP proxy of "alpha" to "http://proxy.example:3128"
      Then "alpha", "beta" and "gamma" have the configuration that was set
      And "alpha", "beta" and "gamma" tell that they are configured

      Examples:
        | mode      |
        | appliance |
        | agent     |

    Scenario: Followers are told of a second change too
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator sets the HTTP proxy of "alpha" to "http://proxy.example:3128"
      And "alpha", "beta" and "gamma" have the configuration that was set
      When the operator sets the HTTP proxy of "alpha" to "http://another.example:8080"
      Then "alpha", "beta" and "gamma" have the configuration that was set

    Scenario: A host outside the group is told nothing
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator tries to set the HTTP proxy of "alpha" to "http://proxy.example:3128"
      When "alpha" and "beta" have the configuration that was set
      Then the configuration of "gamma" is unchanged

  @LEAD-4 @core
  Rule: A group without a cluster has exactly one leader, and all its hosts name the same one

    Scenario: Two linked hosts name one leader
      Given the hosts "alpha" and "beta"
      When the operator links "beta" to "alpha"
      Then "alpha" is the only leader of "beta"

    Scenario: Five linked hosts name one leader
      Given the hosts "alpha", "beta", "gamma", "delta" and "epsilon"
      When the operator links "beta", "gamma", "delta" and "epsilon" to "alpha"
      Then "alpha" is the only leader of "beta", "gamma", "delta" and "epsilon"

    Scenario: Two groups side by side name one leader each
      Given the hosts "alpha", "beta", "gamma" and "delta"
      When the operator links "beta" to "alpha"
      And the operator links "delta" to "gamma"
      Then "alpha" is the only leader of "beta"
      And "gamma" is the only leader of "delta"

    Scenario Outline: The leader stays the same for those who remain when a follower is unlinked <place>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator unlinks "beta" <place>
      Then "alpha" is the only leader of "gamma"

      Examples:
        | place           |
        | on itself       |
        | from its leader |

    Scenario: A former leader follows the leader of its new group like everybody else
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" from its leader
      And the operator stops token generation on "alpha"
      When the operator links "alpha" and "gamma" to "beta"
      Then "beta" is the only leader of "alpha" and "gamma"

  @LEAD-5 @core
  Rule: On the leader of a group without a cluster content can be uploaded and a cluster created

    Scenario: The leader takes a bundle, and creates a cluster afterwards
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator uploads "images.zst" to "alpha"
      Then "alpha" has "images.zst" whole and unchanged
      When the operator creates a cluster on "alpha" with control plane "alpha" and worker "beta"
      Then "alpha" shows the cluster running on "alpha" and "beta"

    Scenario: The leader creates a cluster of its whole group
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      Then "alpha" shows the cluster running on "alpha", "beta" and "gamma"

    Scenario: The leader creates a cluster of some of its group, in agent mode
      Given the hosts "alpha", "beta" and "gamma"
      And "alpha", "beta" and "gamma" are deployed in agent mode
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha" and worker "beta"
      Then "alpha" shows the cluster running on "alpha" and "beta"

    Scenario: The leader creates a cluster again where one was deleted
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      And the operator has deleted the cluster on "alpha"
      When the operator creates a cluster on "alpha" with control plane "alpha" and worker "beta"
      Then "alpha" shows the cluster running on "alpha" and "beta"

  @LEAD-6 @core
  Rule: Once a cluster is formed, every control plane node generates tokens

    Scenario Outline: The control plane node <node> puts its own address into its token
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator copies a token from <node>
      Then the copied token contains the IP address of <node>

      Examples:
        | node    |
        | "alpha" |
        | "beta"  |
        | "gamma" |

    Scenario: A control plane node has another token by itself when one expired
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      And the operator copies a token from "gamma"
      When two minutes have passed
      Then "gamma" shows a token that was never copied before

  @LEAD-7 @core
  Rule: A token of any control plane node links a new host into the group

    Scenario Outline: A new host enters the token of the control plane node <node> and is linked with all of the group
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      And the operator copies a token from <node>
      Then the copied token links "delta" to <node>
      And the Linked Edge Hosts tables of "alpha", "beta", "gamma" and "delta" show only "alpha", "beta", "gamma" and "delta"
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show "delta" as ready

      Examples:
        | node    |
        | "alpha" |
        | "beta"  |
        | "gamma" |

    Scenario: New hosts enter the tokens of different control plane nodes and are linked with each other
      Given the hosts "alpha", "beta", "gamma", "delta" and "epsilon"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator links "delta" to "beta"
      And the operator links "epsilon" to "gamma"
      Then the Linked Edge Hosts tables of "alpha", "delta" and "epsilon" show "beta", "gamma", "delta" and "epsilon"

  @LEAD-8 @core
  Rule: An action on any control plane node is propagated from it to the rest

    Scenario Outline: A follower is unlinked on the control plane node <node>, and all of the group hear of it
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator unlinks "delta" on <node>
      Then the Linked Edge Hosts tables of "alpha", "beta" and "gamma" no longer show "delta"
      And the Linked Edge Hosts table of "delta" is empty

      Examples:
        | node    |
        | "alpha" |
        | "beta"  |

    Scenario Outline: A host is added on the control plane node <node>, and all nodes of the control plane show it
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator adds a pool "workers" with "delta" on <node>
      Then "alpha", "beta" and "gamma" show the cluster running on "alpha", "beta", "gamma" and "delta"
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show "delta" as in use

      Examples:
        | node    |
        | "alpha" |
        | "gamma" |

    Scenario: A node is removed on a control plane node that was no leader before, and all of them show it
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma" and worker "delta"
      When the operator removes "delta" from its pool on "beta"
      Then "alpha", "beta" and "gamma" show the cluster running on "alpha", "beta" and "gamma"
      And the Linked Edge Hosts tables of "alpha", "beta" and "gamma" show "delta" as ready

    Scenario Outline: A bundle that is uploaded to the control plane node <node> reaches all of the group
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator uploads "images.zst" to <node>
      Then "alpha", "beta", "gamma" and "delta" have "images.zst" whole and unchanged

      Examples:
        | node    |
        | "alpha" |
        | "beta"  |
        | "gamma" |

    Scenario Outline: A configuration that is changed on the control plane node <node> reaches all of the group
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator sets the HTTP proxy of <node> to "http://proxy.example:3128"
      Then "alpha", "beta", "gamma" and "delta" have the configuration that was set

      Examples:
        | node    |
        | "alpha" |
        | "gamma" |

  @LEAD-9 @core
  Rule: After the cluster is deleted, all hosts return to Ready

    Scenario Outline: Control plane nodes are ready after a delete on <node>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator deletes the cluster on <node>
      Then "alpha", "beta" and "gamma" are ready
      And "alpha", "beta" and "gamma" show each other as ready

      Examples:
        | node    |
        | "alpha" |
        | "beta"  |

    Scenario: Workers are ready after a delete, and the hosts beside the cluster still are
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      When the operator deletes the cluster on "alpha"
      Then "alpha", "beta" and "gamma" are in no cluster
      And "alpha", "beta" and "gamma" show each other as ready

  @LEAD-10 @core
  Rule: After the cluster is deleted, the hosts remain linked

    Scenario Outline: The whole group is linked as before after a delete on <node>
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta", "gamma" and "delta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator deletes the cluster on <node>
      Then the Linked Edge Hosts tables of "alpha", "beta", "gamma" and "delta" show only "alpha", "beta", "gamma" and "delta"

      Examples:
        | node    |
        | "alpha" |
        | "gamma" |

    Scenario: A host that was linked to the cluster remains linked
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha" and worker "beta"
      And the operator has linked "gamma" to "alpha"
      When the operator deletes the cluster on "alpha"
      Then "beta" and "gamma" stay linked to "alpha"

  @LEAD-11 @core
  Rule: After the cluster is deleted, the group has one leader: the host on which the delete was performed

    Scenario Outline: The leader after a delete on <node> is <node>
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator deletes the cluster on <node>
      Then <node> is the only leader of <others>

      Examples:
        | node    | others              |
        | "alpha" | "beta" and "gamma"  |
        | "beta"  | "alpha" and "gamma" |

    Scenario: The leader after the delete links new hosts, and unlinks followers
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      When the operator deletes the cluster on "beta"
      Then "delta" can be linked to "beta"
      When the operator unlinks "alpha" on "beta"
      Then the Linked Edge Hosts tables of "beta", "gamma" and "delta" show only "beta", "gamma" and "delta"

    Scenario: A control plane node that leads no longer has tokens that link no longer
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      And the operator copies a token from "alpha"
      When the operator deletes the cluster on "beta"
      And the operator enters the copied token on "delta"
      Then the links of "alpha", "beta", "gamma" and "delta" are unchanged

    Scenario: The hosts that no longer lead generate no tokens that link
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      And the operator has created a cluster on "alpha" with control plane "alpha", "beta" and "gamma"
      And the operator has deleted the cluster on "beta"
      When the operator tries to link "delta" to "alpha"
      Then the links of "alpha", "beta", "gamma" and "delta" are unchanged

  @X-FOL-1 @extended
  Rule: A follower without a cluster does not generate tokens, take uploads, change configuration or create clusters

    Scenario: A follower generates no tokens
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator tries to generate a token on "beta"
      Then the request is refused
      And "beta" generates no tokens
      And the links of "alpha" and "beta" are unchanged

    Scenario: Nobody can be linked to a follower
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" to "alpha"
      When the operator tries to link "gamma" to "beta"
      Then the request is refused
      And the links of "alpha", "beta" and "gamma" are unchanged

    Scenario: A follower takes no uploads
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator tries to upload "images.zst" to "beta"
      Then the request is refused
      And the content of "alpha", "beta" and "gamma" is unchanged

    Scenario: A follower does not replace what its leader has
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator has uploaded "images.zst" to "alpha"
      And "alpha" and "beta" have "images.zst" whole and unchanged
      When the operator tries to upload "images.zst" to "beta"
      Then the request is refused
      And the content of "alpha" and "beta" is unchanged

    Scenario: A follower changes no configuration
      Given the hosts "alpha", "beta" and "gamma"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator tries to set the HTTP proxy of "beta" to "http://proxy.example:3128"
      Then the request is refused
      And the configuration of "alpha", "beta" and "gamma" is unchanged

    Scenario Outline: A follower creates no cluster with control plane <nodes>
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator tries to create a cluster on "beta" with control plane <nodes>
      Then the request is refused
      And "alpha" and "beta" are in no cluster
      And the links of "alpha" and "beta" are unchanged

      Examples:
        | nodes   |
        | "beta"  |
        | "alpha" |

    Scenario: A host that was a follower is free to do all that
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      And the operator unlinks "beta" on itself
      When the operator uploads "images.zst" to "beta"
      And the operator sets the HTTP proxy of "beta" to "http://proxy.example:3128"
      And the operator creates a cluster on "beta" with control plane "beta"
      Then "beta" has "images.zst" whole and unchanged
      And "beta" has the configuration that was set
      And "beta" shows the cluster running on "beta"
