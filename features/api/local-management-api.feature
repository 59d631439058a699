Feature: Local Management API

  The published API says which operations a host has, what they answer, and with which status. Each scenario lets the
  operator do everything of one kind, with success and with refusal, and then looks at all the answers there were.

  @X-API-1 @extended
  Rule: Every answer of the published operations has the published shape, status codes included

    Scenario: Everything that a host shows
      Given the hosts "alpha" and "beta"
      When the operator looks at every page of "alpha"
      And the operator links "beta" to "alpha"
      And the operator looks at every page of "alpha" and "beta"
      Then every answer had its published shape

    Scenario: Sessions
      Given the hosts "alpha" and "beta"
      When somebody tries to log in to "alpha" with a wrong password
      Then the request is refused
      When somebody shows "alpha" a session that it never gave
      Then the request is refused
      When somebody who is not logged in tries to generate a token on "alpha"
      And the operator looks at every page of "alpha"
      And the operator logs out of "alpha"
      And the operator looks at every page of "alpha"
      Then every answer had its published shape

    Scenario: Tokens, links and unlinking
      Given the hosts "alpha", "beta" and "gamma"
      When the operator tries to unlink "beta" on "alpha"
      And the operator copies a token from "alpha"
      And the operator enters the copied token on "beta"
      And the operator tries to link "beta" to "gamma"
      And the operator tries to generate a token on "beta"
      And the operator tries to unlink "gamma" on "alpha"
      And the operator unlinks "beta" on itself
      And the operator stops token generation on "alpha"
      And the operator tries to stop token generation on "alpha"
      Then every answer had its published shape

    Scenario: Network
      Given the host "alpha"
      When the operator tries to give the interface eth99 of "alpha" another IP address
      Then the request is refused
      When the operator tries to give "alpha" the IP address 999.1.2.3
      Then the request is refused
      And "alpha" keeps its IP address
      When the operator changes the IP address of "alpha"
      Then "alpha" answers at its new IP address
      And every answer had its published shape

    Scenario: Content
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator uploads "images.zst" to "alpha"
      Then "alpha" and "beta" have "images.zst" whole and unchanged
      When the operator tries to upload "images.zst" to "beta"
      And the operator tries to upload a bundle whose name is empty to "alpha"
      Then the request is refused
      And the operator tries to upload a bundle whose name has a slash in it to "alpha"
      And the operator tries to upload a bundle whose name has 300 characters to "alpha"
      And the operator looks at every page of "alpha" and "beta"
      And every answer had its published shape

    Scenario: Configuration
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator sets the HTTP proxy of "alpha" to "http://proxy.example:3128"
      Then "alpha" and "beta" have the configuration that was set
      When the operator tries to set the HTTP proxy of "beta" to "http://another.example:3128"
      Then the configuration of "alpha" and "beta" is unchanged
      When the operator tries to have "alpha" trust something that is no certificate
      Then the request is refused
      And the configuration of "alpha" and "beta" is unchanged
      And the operator looks at every page of "alpha" and "beta"
      And every answer had its published shape

    Scenario: Clusters
      Given the hosts "alpha", "beta", "gamma" and "delta"
      And the operator has linked "beta" and "gamma" to "alpha"
      When the operator tries to delete the cluster on "alpha"
      And the operator tries to create a cluster on "alpha" with control plane "alpha" and "beta"
      And the operator tries to create a cluster on "alpha" with control plane "alpha" and worker "delta"
      And the operator creates a cluster on "alpha" with control plane "alpha"
      And the operator looks at every page of "alpha", "beta" and "gamma"
      And the operator tries to create a cluster on "alpha" with control plane "alpha"
      And the operator adds a pool "workers" with "beta" on "alpha"
      And the operator tries to add "delta" to the pool "workers" on "alpha"
      And the operator adds "gamma" to the pool "workers" on "alpha"
      And the operator tries to add "gamma" to the pool "nowhere" on "alpha"
      And the operator removes "gamma" from its pool on "alpha"
      And the operator tries to remove the node "nobody" from the pool "workers" on "alpha"
      And the operator tries to remove the pool "nowhere" on "alpha"
      And the operator looks at every page of "alpha", "beta" and "gamma"
      And the operator deletes the cluster on "alpha"
      And the operator looks at every page of "alpha", "beta" and "gamma"
      Then every answer had its published shape

    Scenario: Reset and reboot
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator resets "beta" to factory default
      And the operator looks at every page of "alpha" and "beta"
      And the operator reboots "beta"
      And the operator looks at every page of "alpha" and "beta"
      Then every answer had its published shape
