"""A small library that every rule finds right, and what a test changes in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from aipolicy.checks import LibraryRule
from aipolicy.library import Layer, Library, read
from aipolicy.problems import in_order

Changes = Mapping[str, "str | tuple[str, str]"]
Found = Callable[[LibraryRule, Changes], list[str]]

SMALL = {
    "templates/interview/district.yaml": """\
section: district
title: Your district
order: 10
questions:
  - id: district.state
    ask: In which state is your district?
    type: choice
    why: It decides which law applies.
    who_knows: office
    choices:
      - {id: oh, label: Ohio}
      - {id: ca, label: California}
      - {id: tx, label: Texas}
  - id: district.stance
    ask: What may students do?
    type: choice
    why: It decides the rules.
    who_knows: board
    choices:
      - {id: prohibited, label: Nothing}
      - {id: pilot, label: A pilot}
  - id: district.tools
    ask: Which tools are in the pilot?
    type: rows
    why: The notice lists them.
    who_knows: technology
    when: {district.stance: pilot}
    fields:
      - {id: name, label: Name, type: text}
""",
    "templates/documents/rules.yaml": """\
id: rules
title: Rules
order: 10
kind: policy
audience: board
summary: The rules.
sections:
  - id: students
    title: Students
    clauses:
      - one_of: {id: rules.stance, of: [rules.none, rules.pilot]}
      - rules.state
  - id: end
    title: References
    clauses:
      - block: definitions
      - block: adoption
""",
    "policy_blocks/rules/none.md": """\
---
id: rules.none
title: No use
when: {district.stance: prohibited}
framework: [P1]
obliges: {who: chief, does: tells staff, when: in August, record: the notice}
rationale: Simple.
---
Students must not use AI tools, as {{ ref("rules.stance") }} says.
""",
    "policy_blocks/rules/pilot.md": """\
---
id: rules.pilot
title: A pilot
when: {district.stance: pilot}
none: No tool is in the pilot.
rationale: Careful.
---
The pilot has these tools:

{% for tool in district.tools %}
- {{ tool.name }}
{% endfor %}
""",
    "policy_blocks/rules/state.md": """\
---
id: rules.state
title: State law
when: {district.state: oh}
citations: [oh-law]
rationale: The law asks for it.
---
{{ cite("oh-law") }} applies, and {{ doc("rules") }} carries it out.
""",
    "policy_blocks/citations.yaml": """\
- id: oh-law
  citation: R.C. 1.1
  title: A law
  says: Something.
  jurisdiction: oh
  status: in_force
  checked: "2026-11-21"
  url: https://example.org
  confidence: primary
""",
    "policy_blocks/jurisdictions.yaml": """\
- {id: oh, name: Ohio, holds: A law., lacks: The rest., checked: "2026-11-21"}
- {id: ca, name: California, lacks: Everything.}
- {id: tx, name: Texas, lacks: Everything.}
""",
    "policy_blocks/framework.yaml": """\
- id: P1
  source: ILO framework
  element: A rule
  kind: duty
  when: {district.stance: prohibited}
  documents: [rules]
""",
    "policy_blocks/terms.yaml": """\
- {id: ai-tool, term: AI tool, also: [AI tools], definition: means software that uses a model.}
""",
    "policy_blocks/offices.yaml": """\
- {id: chief, name: Superintendent}
""",
}


def library_of(folder: Path, changes: Changes) -> Library:
    """The small library with files added or replaced (a text), or changed (old words, new words)."""
    texts = dict(SMALL)
    for name, change in changes.items():
        if isinstance(change, str):
            texts[name] = change
        else:
            assert texts[name].count(change[0]) == 1, (name, change[0])
            texts[name] = texts[name].replace(*change)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    library, problems = read([Layer("built-in", folder / "policy_blocks", folder / "templates")])
    assert not problems, "\n".join(map(str, problems))
    return library


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """What a rule says of the changed library, first lines only."""

    def run(rule: LibraryRule, changes: Changes) -> list[str]:
        return [str(problem).split("\n")[0] for problem in in_order(rule(library_of(tmp_path, changes)))]

    return run
