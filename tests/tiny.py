"""A library small enough to see at once: every type of question, two documents, all data files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aipolicy.library import Layer, Library, load

INTERVIEW = """\
section: district
title: Your town
order: 10
questions:
  - id: district.name
    ask: What is your district called?
    type: text
    why: It stands on every page.
    who_knows: office
  - id: district.state
    ask: In which state is it?
    type: choice
    why: It decides which law applies.
    who_knows: office
    choices:
      - {id: oh, label: Ohio}
      - {id: ca, label: California}
      - {id: tx, label: Texas}
  - id: district.schools
    ask: How many schools are there?
    type: number
    why: One school needs less.
    who_knows: office
  - id: district.stance
    ask: What may students do?
    type: choice
    why: It decides the rules.
    who_knows: board
    suggest: pilot
    forms: [rule]
    choices:
      - {id: none, label: Nothing, means: Students use no tool., rule: nothing}
      - {id: pilot, label: A pilot, means: Some students try tools., rule: pilots}
      - {id: free, label: Approved tools, means: All students use tools., rule: approved tools}
  - id: district.coordinator
    ask: Who coordinates the work?
    type: text
    why: The text names this person.
    who_knows: superintendent
  - id: district.open
    ask: Is the list of tools public?
    type: yes_no
    why: It decides where the list stands.
    who_knows: board
  - id: district.limits
    ask: Which decisions stay with people?
    type: choices
    why: They are listed.
    who_knows: board
    other: true
    forms: [noun]
    choices:
      - {id: grades, label: Grades, noun: grades}
      - {id: hiring, label: Hiring, noun: hiring}
      - {id: discipline, label: Discipline, noun: discipline}
  - id: district.tools
    ask: Which tools are there?
    type: rows
    why: The notice lists them.
    who_knows: technology
    fields:
      - {id: name, label: Name, type: text}
      - id: status
        label: Status
        type: choice
        forms: [noun]
        choices:
          - {id: approved, label: Approved, noun: approval}
          - {id: retired, label: Retired, noun: retirement}
      - {id: note, label: Note, type: text, optional: true}
  - id: district.signs
    ask: Who signs off?
    type: grid
    why: The table shows it.
    who_knows: board
    forms: [rule]
    rows:
      - {id: class, label: Lessons}
      - {id: office, label: Office work}
      - {id: union, label: Union matters, when: {district.open: true}}
    choices:
      - {id: author, label: The author, rule: the author}
      - {id: chief, label: The head, rule: the head of the office}
  - id: district.fee
    ask: What does it cost?
    type: money
    why: The budget.
    who_knows: business
    optional: true
  - id: district.review
    ask: When is the review due?
    type: date
    why: The date stands in the text.
    who_knows: board
    when: {district.stance: [pilot, free]}
derived:
  - id: district.small
    from: [district.schools]
    values: [true, false]
    bands: [{value: true, below: 2}, {value: false, from: 2}]
"""

MANUAL = """\
section: manual
title: Your manual
order: 20
questions:
  - id: manual.profile
    ask: Which manual do you use?
    type: choice
    why: It names and numbers documents.
    who_knows: office
    choices:
      - {id: plain, label: Plain}
      - {id: outline, label: Outline}
      - {id: bare, label: Bare}
      - {id: shout, label: Shout}
  - id: manual.codes
    ask: Which codes do the documents have?
    type: rows
    why: They are printed.
    who_knows: office
    optional: true
    fields:
      - id: document
        label: Document
        type: choice
        choices: [{id: rules, label: Rules}, {id: letter, label: Letter}]
      - {id: code, label: Code, type: text}
      - {id: rescinds, label: Replaces, type: text, optional: true}
  - id: manual.cross_references
    ask: Which policies do you have?
    type: rows
    why: The drafts refer to them.
    who_knows: office
    optional: true
    fields:
      - id: topic
        label: Topic
        type: choice
        choices: [{id: complaints, label: complaints}, {id: records, label: student records}]
      - {id: code, label: Code, type: text}
      - {id: title, label: Title, type: text}
  - id: manual.adopted
    ask: When was the policy adopted?
    type: date
    why: It stands in the adoption block.
    who_knows: board
    optional: true
  - id: manual.rescinds
    ask: What does it replace?
    type: text
    why: It stands in the adoption block.
    who_knows: board
    optional: true
"""


def clause(id: str, body: str, **keys: str) -> str:
    """The file of a clause."""
    head = {"title": f"About {id.split('.')[-1]}", "rationale": "Because."} | keys
    lines = [f"id: {id}", *(f"{key}: {value}" for key, value in head.items())]
    return "\n".join(["---", *lines, "---", body, ""])


TINY: Mapping[str, str] = {
    "templates/interview/district.yaml": INTERVIEW,
    "templates/interview/manual.yaml": MANUAL,
    "templates/documents/rules.yaml": """\
id: rules
title: Rules for tools
order: 10
kind: policy
audience: board
reading: 14
summary: The rules.
sections:
  - id: use
    title: Use
    clauses:
      - rules.purpose
      - one_of: {id: rules.stance, of: [rules.none, rules.pilot, rules.free]}
      - rules.limits
      - rules.state
  - id: list
    title: List
    clauses:
      - rules.tools
      - rules.signs
  - id: meaning
    title: Meaning
    clauses:
      - block: definitions
  - id: end
    title: References
    clauses:
      - block: legal-references
      - block: cross-references
      - block: adoption
""",
    "templates/documents/letter.yaml": """\
id: letter
title: Letter home
order: 20
kind: exhibit
audience: families
reading: 8
when: {district.stance: [pilot, free]}
summary: The letter.
sections:
  - id: about
    title: About
    clauses:
      - letter.about
      - letter.review
  - id: form
    title: Form
    unnumbered: true
    clauses:
      - letter.form
  - id: end
    title: References
    clauses:
      - block: legal-references
      - block: cross-references
      - block: adoption
""",
    "policy_blocks/rules/purpose.md": clause(
        "rules.purpose",
        "{{ the.board }} must adopt rules for AI tools in {{ district.name }}.\n"
        'The rules stand in {{ ref("rules.stance") }}, and {{ cite("us-law") }} applies.\n'
        '{{ ref("rules.limits") }} says more; complaints follow {{ manual_ref("complaints") }}.',
        framework="[G1]",
        obliges="{who: board, does: adopts rules, when: in August, record: the minutes}",
    ),
    "policy_blocks/rules/none.md": clause(
        "rules.none", "Students must not use AI tools.", when="{district.stance: none}"
    ),
    "policy_blocks/rules/pilot.md": clause(
        "rules.pilot", "Students may use an AI tool in pilots.", when="{district.stance: pilot}"
    ),
    "policy_blocks/rules/free.md": clause(
        "rules.free", "Students may use {{ district.stance.rule }}.", when="{district.stance: free}"
    ),
    "policy_blocks/rules/limits.md": clause(
        "rules.limits",
        "{{ the.coordinator | cap }} must leave these to a person: {{ district.limits.noun | and }}.\n"
        'A person must sign, as **{{ ref("rules.signs") }}** says.',
    ),
    "policy_blocks/rules/state.md": clause(
        "rules.state", '{{ cite("oh-law") }} applies.', when="{district.state: oh}", citations="[oh-law]"
    ),
    "policy_blocks/rules/tools.md": clause(
        "rules.tools",
        "These tools are approved:\n\n| Tool | Note |\n| --- | --- |\n"
        '{% for tool in district.tools | where(status=["approved"]) %}\n'
        "| {{ tool.name }} | {{ tool.note }} |\n{% endfor %}",
        none="No tool is approved.",
    ),
    "policy_blocks/rules/signs.md": clause(
        "rules.signs",
        "These people sign:\n\n"
        "{% for cell in district.signs %}\n- {{ cell.label }}: {{ cell.choice.rule }}\n{% endfor %}",
        none="Nobody signs.",
    ),
    "policy_blocks/letter/about.md": clause(
        "letter.about",
        "Your child may use {{ district.stance.rule }}.\n"
        'The rules stand in {{ doc("rules") }}, in {{ ref("rules.stance") }}.\n'
        'Sign the form in {{ ref("letter.form") }}.',
    ),
    "policy_blocks/letter/review.md": clause(
        "letter.review", "The review is due on {{ district.review | date }}.", when="{district.small: false}"
    ),
    "policy_blocks/letter/form.md": clause(
        "letter.form", "[____ Name of the child]\n\n- [ ] You must agree.\n\n[signature: Name | Date]"
    ),
    "policy_blocks/citations.yaml": """\
- id: us-law
  citation: 20 U.S.C. 1
  title: A federal act
  says: Something.
  jurisdiction: us
  status: in_force
  checked: "2026-11-21"
  url: https://example.org/us
  confidence: primary
- id: oh-law
  citation: R.C. 1.1
  title: An act of Ohio
  says: Something.
  jurisdiction: oh
  status: in_force
  checked: "2026-11-21"
  url: https://example.org/oh
  confidence: two_sources
- id: us-guide
  citation: A letter
  title: Guidance on tools
  says: Something.
  jurisdiction: us
  status: guidance
  checked: "2026-11-21"
  url: https://example.org/guide
  confidence: one_source
""",
    "policy_blocks/terms.yaml": """\
- id: ai-tool
  term: AI tool
  also: [AI tools]
  definition: means software that uses a model, and that {{ the.board }} must list.
  citations: [us-guide]
- id: model
  term: Model
  definition: means a set of numbers.
  citations: []
- id: pilot
  term: Pilot
  also: [pilots]
  definition: means a trial.
  citations: []
- id: ohio-word
  term: Complaints
  definition: means words of Ohio.
  when: {district.state: oh}
  citations: []
""",
    "policy_blocks/offices.yaml": """\
- id: board
  name: Board of Education
  plural: Boards of Education
  by:
    - {when: {district.state: tx}, name: Board of Trustees, plural: Boards of Trustees}
- id: chief
  name: Superintendent
- id: coordinator
  name: Coordinator
  answer: district.coordinator
- id: students
  name: students
  article: ""
""",
    "policy_blocks/framework.yaml": """\
- {id: G1, source: ILO framework, element: People decide., kind: duty, documents: [rules]}
""",
    "policy_blocks/manuals.yaml": """\
- id: plain
  name: Plain
  about: Numbers and must.
  documents:
    policy: {type: Board Policy, short: Policy}
    regulation: {type: Regulation, short: Regulation}
    exhibit: {type: Exhibit, short: Exhibit}
  numbering: decimal
  headings: title
  duty_verb: must
  offices: {}
  sources: []
- id: outline
  name: Outline
  about: Roman numbers and must.
  documents:
    policy: {type: Board Policy, short: Policy}
    regulation: {type: Regulation, short: Regulation}
    exhibit: {type: Exhibit, short: Exhibit}
  numbering: outline
  headings: title
  duty_verb: must
  offices: {}
  sources: []
- id: bare
  name: Bare
  about: No numbers and shall.
  documents:
    policy: {type: Policy, short: po}
    regulation: {type: Guideline, short: ag}
    exhibit: {type: Form, short: F}
  numbering: none
  headings: title
  duty_verb: shall
  offices: {board: Board}
  sources: []
- id: shout
  name: Shout
  about: Numbers, capitals and will.
  documents:
    policy: {type: LOCAL, short: LOCAL}
    regulation: {type: REGULATION, short: REGULATION}
    exhibit: {type: EXHIBIT, short: EXHIBIT}
  numbering: decimal
  headings: upper
  duty_verb: will
  offices: {}
  sources: []
""",
    "policy_blocks/changes.yaml": "- {version: 0.1.0, added: [], renamed: {}, reworded: []}\n",
}

DISTRICT = {
    "district.name": "Elm Town Schools",
    "district.state": "oh",
    "district.schools": "3",
    "district.stance": "pilot",
    "district.coordinator": "Director of Technology",
    "district.open": False,
    "district.limits": ["hiring", "grades", {"other": "the award of a prize"}],
    "district.tools": [
        {"id": "reader", "name": "Reader", "status": "approved", "note": "for grade 3"},
        {"id": "old", "name": "Old", "status": "retired"},
    ],
    "district.signs": {"class": "author", "office": "chief"},
    "district.review": "2027-01-12",
    "manual.profile": "plain",
}


def write_library(folder: Path, files: Mapping[str, str]) -> Layer:
    """The files in `folder`, and the layer that they are."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Layer("built-in", folder / "policy_blocks", folder / "templates")


def tiny_library(folder: Path, changes: Mapping[str, str] | None = None) -> Library:
    """The tiny library, with files added or replaced."""
    return load([write_library(folder, {**TINY, **(changes or {})})])
