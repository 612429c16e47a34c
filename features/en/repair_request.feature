Feature: A repair request, from registration to a satisfied reporter
  The office promises who acts, within how long, and what happens when the promise is broken.

  Background:
    Given the workflow file "workflows/examples/repair_request.yaml"
    And the directory "docs/tutorial/people.yaml"
    And it is "2026-03-02 09:00"
    And "window-3" registers "Repair request"
      | name     | value                        |
      | Report   | The street lamp has been out |
      | Reporter | visitor-17                   |

  Rule: Every promise has a day

    Scenario: Five working days count neither the weekend nor the day they start on
      # Monday 2 March: 3 = 1, 4 = 2, 5 = 3, 6 = 4, Monday 9 = 5
      When "clerk-li" does "Assign"
        | name      | value       |
        | Lead unit | Road bureau |
        | Verifier  | Chief Wang  |
      Then the state should be "Rectifying"
      And the deadline "Rectification" should fall due on "2026-03-09"
      And it should be in the inbox of "Worker Wu"

    Scenario: A broken promise goes up the line, and nobody is spared by delay
      When time reaches "2026-03-04 00:00"
      Then a "supervision" should go to "clerk-li" on "2026-03-03"
      And the finding "Overdue" should point at "window-3"
      And there should be these records
        | record | time       | deadline   |
        | missed | 2026-03-03 | Assignment |

  Rule: The reporter has the last word

    Scenario: A dissatisfied reporter sends the matter back
      Given "window-3" does "Assign"
        | name      | value       |
        | Lead unit | road-bureau |
        | Verifier  | chief-wang  |
      And "worker-wu" does "Submit"
        | name     | value                |
        | Answer   | The lamp was renewed |
        | Evidence | lamp.jpg             |
      And "chief-wang" does "Verify"
        | name    | value |
        | verdict | fixed |
      When "clerk-li" does "Reopen"
      Then it should be refused because "is not reporter"
      When "visitor-17" does "Reopen"
      Then the state should be "rectifying"

  Rule: What happened twice is recorded once

    Scenario: The same message delivered twice leads to one assignment
      When "window-3" does "Assign", under the key "message-8812"
        | name      | value       |
        | Lead unit | Road bureau |
        | Verifier  | Chief Wang  |
      And "window-3" does "Assign", under the key "message-8812"
        | name      | value       |
        | Lead unit | Road bureau |
        | Verifier  | Chief Wang  |
      Then the records should be exactly
        | record     | who      | action   |
        | registered | window-3 | Register |
        | acted      | window-3 | Assign   |
