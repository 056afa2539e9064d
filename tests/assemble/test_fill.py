"""Filling: markers and a table of inlines, and a sandbox that nothing of Python leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from aipolicy.assemble.fill import CLOSE, OPEN, Functions, fill
from aipolicy.assemble.values import Group, Items, Missing, Named, Record, Records, Value
from aipolicy.checks import template_names
from aipolicy.document import Blank, Citation, Filled, Reference
from aipolicy.library import Layer, Library, read
from aipolicy.problems import Span
from tests.tiny import TINY, clause, write_library

PLACE = Span("policy_blocks/a/b.md", 10)
FUNCTIONS = Functions(
    cite=lambda id: Citation(id, f"law {id}"),
    doc=lambda id: Reference(id, id, ""),
    manual_ref=lambda id: Blank(f"policy on {id}"),
)
NAME = Value("district.name", "", "", "Elm | **Town** {{ 7*7 }}")
GRADES = Value("q.limits", "", "", "Grades", "grades", {"noun": "grades"})
HIRING = Value("q.limits", "", "", "Hiring", "hiring", {"noun": "hiring"})


def tool(name: str, status: str) -> Record:
    fields = {"name": Value("q.tools", name, "name", name), "status": Value("q.tools", name, "status", status, status)}
    return Record(fields, {"status": frozenset((status,))})


CONTEXT = {
    "district": Group({"name": NAME, "head": Missing("district.head", "Who heads it")}),
    "q": Group(
        {
            "limits": Items("q.limits", (GRADES, HIRING)),
            "none": Items("q.none", ()),
            "tools": Records("q.tools", (tool("one", "approved"), tool("two", "retired"))),
            "open": Missing("q.open", "Open"),
            "date": Value("q.date", "", "", "2027-01-12"),
            "fee": Value("q.fee", "", "", "1,250"),
            "empty": Value("q.empty", "", "", ""),
        }
    ),
    "the": Group({"board": Named(Value("the.board", "", "", "the Board", "", {"name": "Board"}))}),
}


def filled(body: str) -> str:
    """The filled body with each marker replaced by its inline's words in angle brackets."""
    found, problems = fill(body, CONTEXT, FUNCTIONS, PLACE)
    assert problems == []
    assert found is not None
    text = found.text
    for index, inline in enumerate(found.inserts):
        words = getattr(inline, "text", "") or getattr(inline, "label", "") or getattr(inline, "target", "")
        text = text.replace(f"{OPEN}{index}{CLOSE}", f"<{words}>")
    return text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("No answers, 50% of { them }.", "No answers, 50% of { them }."),
        ("In {{ district.name }}.", "In <Elm | **Town** {{ 7*7 }}>."),
        ("{{ district.head }} and {{ district.head | cap }}", "<Who heads it> and <Who heads it>"),
        ("{{ q.limits | and }}", "<Grades> and <Hiring>"),
        ("{{ q.limits.noun | or }}", "<grades> or <hiring>"),
        ("{{ q.limits }}", "<Grades> and <Hiring>"),
        ("{{ q.limits.noun | or | cap }}", "<Grades> or <hiring>"),
        ("{{ q.none | and }}.", "."),
        ("{{ q.date | date }}", "<January 12, 2027>"),
        ("{{ q.fee | money }}", "<$1,250>"),
        ("a{{ q.empty | a }}b{{ q.empty | plural }}", "ab"),
        ("{{ the.board | cap }}, {{ the.board.name | plural }}", "<The Board>, <Boards>"),
        ('{{ ref("a.b") }} {{ cite("x") }} {{ doc("d") }} {{ manual_ref("m") }}', "<a.b> <law x> <d> <policy on m>"),
        ("{% for t in q.tools %}\n- {{ t.name }}\n{% endfor %}", "- <one>\n- <two>\n"),
        ('{% for t in q.tools | where(status=["retired"]) %}\n- {{ t.name }}\n{% endfor %}', "- <two>\n"),
        (
            "{% for l in q.limits %}\n- {{ l }}, {{ l.noun }}\n{% endfor %}",
            "- <Grades>, <grades>\n- <Hiring>, <hiring>\n",
        ),
    ],
)
def test_what_is_filled(body: str, text: str) -> None:
    assert filled(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{ {{ q.fee }} }", "{ <1,250> }"),
        ("{{ q.fee }}}", "<1,250>}"),
        ("a\n{# no #}\n{{ q.fee }} {{- q.fee }}", "a\n<1,250><1,250>"),
        ("{% raw %}{{ q.fee }}{% endraw %}", "{{ q.fee }}"),
    ],
)
def test_names_mixed_with_braces_read_as_in_the_whole(body: str, text: str) -> None:
    assert filled(body) == text


def test_three_braces_are_refused_at_their_line() -> None:
    _, problems = fill("one\n{{{ q.fee }}", CONTEXT, FUNCTIONS, PLACE)
    assert [(p.code, p.span.line) for p in problems] == [("template-syntax", 11)]
    _, problems = fill("one\n\n{{ q.fee | upper }}", CONTEXT, FUNCTIONS, PLACE)
    assert [(p.code, p.span.line) for p in problems] == [("template-syntax", 12)]


def test_inserted_words_know_their_question() -> None:
    found, _ = fill("{{ district.name }} {{ q.limits.noun | and }} {{ district.head }}", CONTEXT, FUNCTIONS, PLACE)
    assert found is not None
    assert found.inserts == (
        Filled("district.name", "", "", "Elm | **Town** {{ 7*7 }}"),
        Filled("q.limits", "", "noun", "grades"),
        Filled("q.limits", "", "noun", "hiring"),
        Blank("Who heads it"),
    )
    assert found.missing == ("district.head",)


def test_an_empty_loop_is_told() -> None:
    for body in (
        '{% for t in q.tools | where(status=["pilot"]) %}\nx\n{% endfor %}',
        "{% for t in q.none %}x{% endfor %}",
    ):
        found, _ = fill(body, CONTEXT, FUNCTIONS, PLACE)
        assert found is not None
        assert found.empty_loop
    found, _ = fill("{% for t in q.open %}x{% endfor %}", CONTEXT, FUNCTIONS, PLACE)
    assert found is not None
    assert (found.empty_loop, found.missing) == (True, ("q.open",))


FORBIDDEN = [
    "{{ ().__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ district.name.__class__ }}",
    "{{ district.__init__ }}",
    "{{ x.__init__ }}",
    "{{ district.name.changed }}",
    "{{ district.name.forms }}",
    "{{ district['name'] }}",
    "{{ district.name[0] }}",
    "{{ the.board() }}",
    "{{ the.board.get('name') }}",
    "{{ cycler }}",
    "{{ namespace() }}",
    "{{ lipsum() }}",
    "{{ range(9) }}",
    "{{ joiner() }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ ref.__globals__ }}",
    "{{ ref }}",
    "{{ ref(district.name) }}",
    '{{ ref("a", "b") }}',
    "{{ ref(1) }}",
    "{{ __run__ }}",
    "{{ __run__.inserts }}",
    "{{ q.tools | __loop__ }}",
    "{{ q.tools }}",
    "{{ 7 }}",
    "{{ 7 * 7 }}",
    "{{ 'x' * 99999999999 }}",
    "{{ 2 ** 999999999 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ q.fee or q.date }}",
    "{{ q.fee if q.date else q.fee }}",
    "{{ not q.fee }}",
    "{{ q.fee == q.date }}",
    "{{ q.fee is defined }}",
    "{{ q.fee | upper }}",
    "{{ q.fee | attr('x') }}",
    "{{ q.fee | cap('x') }}",
    "{{ [q.fee] }}",
    "{{ {'a': 1} }}",
    "{{ loop }}",
    "{% set x = q.fee %}",
    "{% if q.fee %}x{% endif %}",
    "{% include 'x' %}",
    "{% import 'x' as x %}",
    "{% extends 'x' %}",
    "{% macro m() %}x{% endmacro %}",
    "{% block b %}x{% endblock %}",
    "{% with %}x{% endwith %}",
    "{% filter cap %}x{% endfilter %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{% for a, b in q.tools %}x{% endfor %}",
    "{% for t in q.tools if t.name %}x{% endfor %}",
    "{% for t in q.tools recursive %}x{% endfor %}",
    "{% for t in [1, 2] %}x{% endfor %}",
    "{% for t in 'abc' %}x{% endfor %}",
    "{% for t in q.tools %}{{ loop.index }}{% endfor %}",
    "{% for t in q.tools %}{{ t.ids }}{% endfor %}",
    "{% for t in q.tools %}x{% else %}y{% endfor %}",
    "{{",
    "{% for t in q.tools %}",
    "\ue0000\ue001",
    "\ue00099\ue001 {{ q.fee }}",
]


@pytest.mark.parametrize("body", FORBIDDEN)
def test_the_sandbox_is_closed(body: str) -> None:
    """Filled or refused, and never an exception or anything of Python's in the text."""
    found, problems = fill(body, CONTEXT, FUNCTIONS, PLACE)
    if found is None:
        assert problems
        assert all(problem.span.path == PLACE.path and problem.span.line >= PLACE.line for problem in problems)
        return
    printed = found.text + "".join(getattr(inline, "text", "") for inline in found.inserts)
    assert "<" not in printed
    assert "object" not in printed
    assert "class" not in printed


@pytest.mark.parametrize("body", [body for body in FORBIDDEN if "\ue000" not in body])
def test_the_check_refuses_it_too(body: str, tiny: Library, tmp_path: Path) -> None:
    files = dict(TINY) | {"policy_blocks/rules/none.md": clause("rules.none", f"One.\n{body}", none="None.")}
    layer: Layer = write_library(tmp_path, files)
    library, _ = read([layer])
    found = [problem for problem in template_names.check(library) if problem.span.path.endswith("rules/none.md")]
    assert found
    assert all(problem.span.line >= 2 for problem in found)
    assert all(problem.hint or problem.code == "unknown-name" for problem in found), found
