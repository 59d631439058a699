Feature: Unlink Hosts: Validate

  The heading "Validate" under "Unlink Hosts" tells how to see that unlinking worked: the host shows that it has left
  its leader, and it is ready to be paired again.

  @UNLK-VAL-1 @core
  Rule: Afterwards both sides show the host unlinked, and it is ready to be paired

    Scenario Outline: Leader and follower in <mode> mode forget each other, and can be linked again, after unlinking <place>
      Given the hosts "alpha" and "beta"
      And "alpha" and "beta" are deployed in <mode> mode
      And the operator has linked "beta" to "alpha"
      When the operator unlinks "beta" <place>
      Then the Linked Edge Hosts tables of "alpha" and "beta" are empty
      And "beta" can be linked to "alpha"

      Examples:
        | mode      | place           |
        | appliance | on itself       |
        | agent     | from its leader |

    Scenario Outline: A follower that was unlinked <place> stays unlinked
      Given the hosts "alpha" and "beta"
      And the operator has linked "beta" to "alpha"
      When the operator unlinks "beta" <place>
      And ten minutes have passed
      Then the Linked Edge Hosts tables of "alpha" and "beta" are empty

      Examples:
        | place           |
        | on itself       |
        | from its leader |
