"""The tiny library with a register of decisions, a register of duties and a table of sums."""

from __future__ import annotations

from collections.abc import Mapping

from tests.tiny import clause

REGISTER = """\
id: register
title: Register
order: 5
kind: exhibit
audience: board
reading: 13
summary: What is decided.
sections:
  - id: about
    title: About
    clauses: [register.about]
  - id: decisions
    title: Decisions
    clauses:
      - block: decision-register
"""

DUTIES = """\
id: duties
title: Duties
order: 95
kind: exhibit
audience: staff
publication: internal
reading: 13
summary: Who does what.
sections:
  - id: list
    title: List
    clauses:
      - block: duties
"""

BUDGET = """\
id: budget
title: Budget
order: 90
kind: exhibit
audience: board
publication: internal
reading: 13
summary: The money.
sections:
  - id: sums
    title: Sums
    clauses:
      - budget.about
      - {block: totals, rows: budget.lines, amount: amount, down: line, across: year}
  - id: secret
    title: Secret
    clauses: [budget.secret]
"""

MONEY = """\
section: budget
title: The money
order: 30
questions:
  - id: budget.lines
    ask: What does each line cost?
    type: rows
    why: The table adds it up.
    who_knows: business
    optional: true
    fields:
      - {id: note, label: Note, type: text, optional: true}
      - id: line
        label: Line
        type: choice
        choices: [{id: tools, label: Tools}, {id: training, label: Training}, {id: people, label: People}]
      - id: year
        label: Year
        type: choice
        choices: [{id: y1, label: First year}, {id: y2, label: Second year}]
      - {id: amount, label: Amount, type: money, optional: true}
  - id: budget.safe
    ask: Where is the key of the safe?
    type: text
    why: Somebody has to open it.
    who_knows: business
    optional: true
  - id: budget.gate
    ask: Is there a second key?
    type: yes_no
    why: It is kept elsewhere.
    who_knows: business
    when: {district.open: true}
"""


def registers(**changes: str) -> Mapping[str, str]:
    """Files to add to the tiny library; `changes` replace the files of clauses by name ("rules__signs")."""
    files = {
        "templates/interview/budget.yaml": MONEY,
        "templates/documents/register.yaml": REGISTER,
        "templates/documents/duties.yaml": DUTIES,
        "templates/documents/budget.yaml": BUDGET,
        "policy_blocks/register/about.md": clause("register.about", "{{ the.coordinator | cap }} must keep this list."),
        "policy_blocks/budget/about.md": clause("budget.about", "The costs are these."),
        "policy_blocks/budget/secret.md": clause("budget.secret", "The key is {{ budget.safe }}."),
    }
    return files | {f"policy_blocks/{name.replace('__', '/')}.md": text for name, text in changes.items()}
