"""Mistakes that authors make, each seeded into a sound library: reported at file, line and column, with what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aipolicy.checks import check_library
from aipolicy.library import Layer, read
from aipolicy.library.layers import overlay
from aipolicy.problems import Problem, in_order
from tests.tiny import TINY, clause, write_library

MARK = "@@"
OUTLINE = "templates/documents/rules.yaml"


@dataclass(frozen=True)
class Mistake:
    """`adds` are new files, `appends` go to the end of present ones; the mark stands where the problem must be."""

    code: str
    adds: dict[str, str] = field(default_factory=dict)
    appends: dict[str, str] = field(default_factory=dict)


def in_clause(name: str, code: str, body: str = "Words.", **keys: str) -> Mistake:
    """A mistake in a clause of its own, which the outline lists."""
    text = clause(keys.pop("id", f"bad.{name}"), body, **{"title": f"About {name}"} | keys)
    return Mistake(code, {f"policy_blocks/bad/{name}.md": text}, {OUTLINE: f"      - bad.{name}\n"})


def raw_clause(name: str, code: str, text: str) -> Mistake:
    return Mistake(code, {f"policy_blocks/bad/{name}.md": text}, {OUTLINE: f"      - bad.{name}\n"})


def in_outline(name: str, code: str, entries: str, head: str = "") -> Mistake:
    """A mistake in an outline of its own."""
    text = (
        f"{head or f'id: {name}'}\ntitle: Paper {name}\norder: 90\nkind: exhibit\naudience: staff\nreading: 14\n"
        f"summary: A paper.\nsections:\n  - id: one\n    title: One\n    clauses:\n{entries}"
    )
    return Mistake(code, {f"templates/documents/{name}.yaml": text})


def in_question(name: str, code: str, rest: str, id: str = "", section: str = "") -> Mistake:
    """A mistake in a question of its own section."""
    text = (
        f"section: {section or name}\ntitle: Section {name}\norder: 80\nquestions:\n  - id: {id or f'{name}.one'}\n"
        f"    ask: What?\n    why: So.\n    who_knows: office\n{rest}"
    )
    return Mistake(code, {f"templates/interview/{name}.yaml": text})


def in_data(name: str, code: str, text: str) -> Mistake:
    return Mistake(code, {}, {f"policy_blocks/{name}.yaml": text})


def law(id: str, **changes: str) -> str:
    keys = {
        "citation": f"Act {id}",
        "title": "T",
        "says": "S.",
        "jurisdiction": "us",
        "status": "in_force",
        "checked": '"2026-11-21"',
        "url": "https://example.org",
        "confidence": "primary",
    } | changes
    return f"- id: {id}\n" + "".join(f"  {key}: {value}\n" for key, value in keys.items())


PICK = "    type: choice\n    choices: [{id: a, label: A}, {id: b, label: B}]\n"

MISTAKES: dict[str, Mistake] = {
    "an unknown key": in_clause("key", "unknown-key", **{"@@titel": "Again"}),
    "a missing key": raw_clause("lacking", "missing-key", "---\n@@id: bad.lacking\ntitle: About it\n---\nWords.\n"),
    "an unknown question": in_clause("question", "unknown-question", when="{@@district.stanse: pilot}"),
    "an unknown choice": in_clause("choice", "unknown-choice", when="{district.stance: @@pilott}"),
    "an unknown field": in_clause("field", "unknown-field", when="{district.tools: {some: {@@statuz: approved}}}"),
    "a text compared": in_clause("compared", "bad-condition", when="{district.name: @@Elm}"),
    "choices without includes": in_clause("included", "bad-condition", when="{district.limits: @@grades}"),
    "an id in capitals": raw_clause(
        "capitals", "bad-id", "---\nid: @@Bad.capitals\ntitle: About it\nrationale: R.\n---\nWords.\n"
    ),
    "an id that is not the path": raw_clause(
        "path", "bad-id", "---\nid: @@bad.other\ntitle: About it\nrationale: R.\n---\nWords.\n"
    ),
    "a key twice": in_clause("twice", "duplicate-key", rationale="One.\n@@rationale: Two."),
    "yaml that is never closed": in_clause("syntax", "yaml-syntax", framework="[G1\nlock@@: free"),
    "an alias": in_clause("alias", "yaml-alias", lock="@@*free"),
    "an anchor": in_clause("anchor", "yaml-anchor", lock="@@&free free"),
    "a tag": in_clause("tag", "yaml-tag", lock="@@!!str free"),
    "a tab": in_clause("tab", "yaml-syntax", obliges="\n@@\twho: chief"),
    "an invisible character": in_clause("invisible", "bad-character", lock="fr@@\ue000ee"),
    "no front matter": raw_clause("head", "no-front-matter", "@@Words.\n"),
    "front matter without an end": raw_clause("end", "no-front-matter", "---\nid: bad.end\n@@"),
    "an empty clause": in_clause("empty", "empty-clause", body="@@"),
    "an unknown lock": in_clause("lock", "unknown-word", lock="@@requird"),
    "a rule with two verbs": in_clause("verbs", "bad-rule", rules="[@@{who: staff, must: go, may: stay}]"),
    "an unknown filter": in_clause("filter", "unknown-filter", "In {{ district.name | @@upper }}."),
    "an unknown form": in_clause("form", "unknown-name", "In {{ @@district.stance.verb }}."),
    "an unknown answer": in_clause("answer", "unknown-name", "In {{ @@district.nam }}."),
    "an unknown office": in_clause("office", "unknown-name", "{{ @@the.bord }} must act."),
    "an unknown function": in_clause("function", "unknown-function", 'See {{ @@reff("rules.limits") }}.'),
    "a forbidden statement": in_clause("statement", "template-forbidden", "@@{% if district.open %}x{% endif %}"),
    "a template that is never closed": in_clause("brace", "template-syntax", "One.\n@@In {{ district.name."),
    "a list as the subject": in_clause("subject", "list-as-subject", "{{ district.limits @@| and }} must stay."),
    "a list printed": in_clause("printed", "not-printable", "In {{ @@district.tools }}."),
    "a loop without none": in_clause(
        "none", "no-none", "Tools:\n\n{% for tool in @@district.tools %}\n- {{ tool.name }}\n{% endfor %}"
    ),
    "an unknown field in a loop": in_clause(
        "loop", "unknown-name", "One:\n\n{% for tool in district.tools %}\n- {{ @@tool.nam }}\n{% endfor %}", none="No."
    ),
    "an unknown citation in the text": in_clause("cited", "unknown-citation", 'See {{ cite("@@us-lew") }}.'),
    "an unknown citation": in_clause("cites", "unknown-id", citations="[us-law, @@us-lew]"),
    "an unknown element": in_clause("element", "unknown-id", framework="[@@G9]"),
    "an unknown actor": in_clause(
        "actor", "unknown-id", obliges="{who: @@cheif, does: acts, when: in May, record: the register}"
    ),
    "an unknown topic": in_clause("topic", "unknown-topic", 'See {{ manual_ref("@@complaint") }}.'),
    "a reference to nothing": in_clause("dangling", "unknown-reference", 'See {{ ref("@@rules.limit") }}.'),
    "a reference that breaks": in_clause("breaks", "broken-reference", 'See {{ ref("@@rules.pilot") }}.'),
    "a heading": in_clause("heading", "markdown-heading", "Words.\n\n@@## Heading"),
    "HTML": in_clause("html", "markdown-html", "Words @@<b>bold</b>."),
    "an image": in_clause("image", "markdown-image", "Words @@![x](https://example.org/x.png)."),
    "should": in_clause("soft", "soft-word", "Staff @@should act."),
    "and/or": in_clause("both", "soft-word", "Staff @@and/or students must act."),
    "a clause that never stands": in_clause(
        "never", "unreachable-clause", id="@@bad.never", when="{district.stance: none, not: {district.stance: none}}"
    ),
    "a clause in no document": Mistake(
        "unused-clause", {"policy_blocks/bad/unused.md": clause("@@bad.unused", "Words.", title="A title")}
    ),
    "an unknown clause": in_outline("paperone", "unknown-id", "      - @@rules.nothing\n"),
    "a group of two": in_outline(
        "papertwo", "one-of", "      - one_of: {id: @@papertwo.group, of: [rules.pilot, rules.purpose]}\n"
    ),
    "a group of none": in_outline(
        "paperthree", "one-of", "      - one_of: {id: @@paperthree.group, of: [rules.pilot, rules.none]}\n"
    ),
    "a clause twice": in_outline("paperfour", "duplicate-id", "      - rules.limits\n      - @@rules.limits\n"),
    "an unknown block": in_outline("paperfive", "unknown-word", "      - block: @@definition\n"),
    "an unknown entry": in_outline("papersix", "bad-entry", "      - @@{claus: rules.limits}\n"),
    "a file of another name": in_outline("paperseven", "bad-id", "      - rules.limits\n", "id: @@paper"),
    "a question twice": Mistake(
        "duplicate-id",
        {
            "templates/interview/again.yaml": "section: again\ntitle: Again\norder: 80\nquestions:\n"
            "  - {id: again.one, ask: What?, why: So., who_knows: office, type: text}\n"
            "  - {id: @@again.one, ask: What?, why: So., who_knows: office, type: text}\n"
        },
    ),
    "an id inside an id": Mistake(
        "id-prefix",
        {
            "templates/interview/inside.yaml": "section: inside\ntitle: Inside\norder: 80\nquestions:\n"
            "  - {id: inside.one, ask: What?, why: So., who_knows: office, type: text}\n"
            "  - @@{id: inside.one.two, ask: What?, why: So., who_knows: office, type: text}\n"
        },
    ),
    "an id without a group": in_question("other", "bad-id", PICK, "@@ungrouped"),
    "an unknown type": in_question("type", "unknown-word", "    type: @@chioce\n"),
    "a suggested fact": Mistake(
        "suggested-fact",
        {
            "templates/interview/fact.yaml": "section: fact\ntitle: Fact\norder: 80\nquestions:\n"
            "  - @@{id: fact.one, ask: What?, why: So., who_knows: office, type: number, suggest: 5}\n"
        },
    ),
    "a suggested fact that is a choice": Mistake(
        "suggested-fact",
        {
            "templates/interview/chosen.yaml": "section: chosen\ntitle: Chosen\norder: 80\nquestions:\n"
            f"  - @@id: chosen.one\n    ask: What?\n    why: So.\n    who_knows: office\n    fact: true\n"
            f"    suggest: a\n{PICK}"
        },
    ),
    "a suggestion that is no choice": Mistake(
        "unknown-choice",
        {
            "templates/interview/suggest.yaml": "section: suggest\ntitle: Suggest\norder: 80\nquestions:\n"
            f"  - @@id: suggest.one\n    ask: What?\n    why: So.\n    who_knows: office\n    suggest: c\n{PICK}"
        },
    ),
    "a choice without a form": in_question(
        "forms", "missing-key", "    type: choice\n    forms: [noun]\n    choices:\n      - @@{id: a, label: A}\n"
    ),
    "a reserved choice": in_question(
        "reserved", "bad-id", "    type: choice\n    choices: [{id: @@undecided, label: A}, {id: b, label: B}]\n"
    ),
    "a choice twice": in_question(
        "double", "duplicate-id", "    type: choice\n    choices: [{id: a, label: A}, {id: @@a, label: B}]\n"
    ),
    "an idle question": in_question("idle", "idle-question", PICK, "@@idle.one"),
    "questions in a circle": Mistake(
        "circle",
        {
            "templates/interview/circle.yaml": "section: circle\ntitle: Circle\norder: 80\nquestions:\n"
            "  - @@{id: circle.one, ask: A?, why: So., who_knows: office, type: yes_no, when: {circle.two: true}}\n"
            "  - {id: circle.two, ask: B?, why: So., who_knows: office, type: yes_no, when: {circle.one: true}}\n"
        },
    ),
    "an undeclared input": Mistake(
        "undeclared-input",
        {
            "templates/interview/derived.yaml": "section: derived\ntitle: Derived\norder: 80\nderived:\n"
            "  - id: derived.one\n    from: [district.open]\n    values: [true, false]\n    cases:\n"
            "      - @@{value: true, when: {district.stance: pilot}}\n    else: false\n"
        },
    ),
    "a section without a place": Mistake(
        "missing-key", {"templates/interview/place.yaml": "@@section: place\ntitle: Place\nquestions: []\n"}
    ),
    "an unknown status": in_data("citations", "unknown-word", law("law-status", status="@@inforce")),
    "a bad date": in_data("citations", "bad-date", law("law-date", checked='@@"11/21/2026"')),
    "a bad address": in_data("citations", "bad-url", law("law-url", url="@@http://example.org")),
    "a citation twice": in_data("citations", "duplicate-id", law("us-law").replace("- id", "- @@id")),
    "an office without a condition": in_data(
        "offices", "missing-key", "- {id: nurse, name: nurse, by: [@@{name: school nurse}]}\n"
    ),
    "an unknown kind of element": in_data(
        "framework",
        "unknown-word",
        "- {id: G7, source: ILO framework, element: E., kind: @@dutty, documents: [rules]}\n",
    ),
    "a document that is not there": in_data(
        "framework", "unknown-id", "- {id: G8, source: ILO framework, element: E., kind: duty, documents: [@@ruless]}\n"
    ),
    "a term with an unknown citation": in_data(
        "terms", "unknown-id", "- {id: noun, term: Noun, definition: means a word., citations: [@@us-lew]}\n"
    ),
    "an overlay without a fingerprint": Mistake(
        "replaces-other", {"overlay/policy_blocks/rules/limits.md": clause("rules.limits", "Words.", replaces='@@"0"')}
    ),
    "an overlay of nothing": Mistake(
        "replaces-nothing", {"overlay/policy_blocks/rules/new.md": clause("rules.new", "Words.", replaces='@@"0"')}
    ),
    "an insertion after nothing": Mistake(
        "unknown-clause",
        {"overlay/templates/documents/rules.yaml": "id: rules\ninsert:\n  - {after: @@rules.nix, clauses: [a.b]}\n"},
    ),
    "a removal of nothing": Mistake(
        "unknown-clause", {"overlay/templates/documents/letter.yaml": "id: letter\nremove: [@@letter.nix]\n"}
    ),
}


JURISDICTIONS = """\
- {id: oh, name: Ohio, holds: A law., lacks: The rest., checked: "2026-11-21"}
- {id: ca, name: California, lacks: Everything.}
- {id: tx, name: Texas, lacks: Everything.}
"""


def seeded(mistakes: dict[str, Mistake], folder: Path) -> tuple[list[Problem], dict[str, tuple[str, str]]]:
    """Every problem of the library with these mistakes, and for each the place and code that must be among them."""
    texts = dict(TINY) | {"policy_blocks/jurisdictions.yaml": JURISDICTIONS}
    lines = TINY[OUTLINE].split("\n")
    place = lines.index("      - rules.tools")
    inserted = ""
    for place_in_list, mistake in enumerate(mistakes.values()):
        tag = f"{MARK}{place_in_list}{MARK}"
        for name, text in mistake.adds.items():
            assert name not in texts
            texts[name] = text.replace(MARK, tag)
        for name, text in mistake.appends.items():
            if name == OUTLINE:
                inserted += text
            else:
                texts[name] = texts[name] + text.replace(MARK, tag)
    lines[place:place] = inserted.rstrip("\n").split("\n") if inserted else []
    texts[OUTLINE] = "\n".join(lines)
    expected: dict[str, tuple[str, str]] = {}
    for name, text in texts.items():
        rest = text
        while MARK in rest:
            before, number, after = rest.split(MARK, 2)
            line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
            title = list(mistakes)[int(number)]
            expected[title] = (f"{name}:{line}:{column}", mistakes[title].code)
            rest = before + after
        texts[name] = rest
    base = write_library(folder / "base", {n: t for n, t in texts.items() if not n.startswith("overlay/")})
    layers: list[Layer] = [base]
    above = {n.removeprefix("overlay/"): t for n, t in texts.items() if n.startswith("overlay/")}
    if above:
        write_library(folder / "overlay", above)
        layers.append(overlay(folder / "overlay", "overlay"))
    library, problems = read(layers)
    return list(in_order([*problems, *check_library(library)])), expected


def assert_reported(problems: list[Problem], place: str, code: str) -> None:
    found = [problem for problem in problems if (str(problem.span), problem.code) == (place, code)]
    listed = "\n".join(f"{p.span} {p.code}" for p in problems)
    assert found, f"expected {place} {code}, found\n{listed}"
    for problem in found:
        assert problem.message
        assert problem.hint, problem
        assert "\n" not in problem.message + problem.hint


def test_the_library_without_a_mistake_has_no_problem(tmp_path: Path) -> None:
    problems, expected = seeded({}, tmp_path)
    assert expected == {}
    assert [str(problem) for problem in problems if problem.code != "idle-question"] == []


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake(name: str, tmp_path: Path) -> None:
    problems, expected = seeded({name: MISTAKES[name]}, tmp_path)
    assert_reported(problems, *expected[name])


def test_all_mistakes_are_reported_in_one_pass(tmp_path: Path) -> None:
    assert len(MISTAKES) >= 50
    problems, expected = seeded(MISTAKES, tmp_path)
    assert expected.keys() == MISTAKES.keys()
    found = {(str(problem.span), problem.code) for problem in problems}
    assert {name: place for name, place in expected.items() if place not in found} == {}
