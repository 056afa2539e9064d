"""What a clause body uses, read without rendering it."""

from __future__ import annotations

from aipolicy.assemble.syntax import looped
from aipolicy.assemble.template import Use, uses
from aipolicy.problems import Span

PLACE = Span("a/b.md", 10)
BODY = """\
{{ the.board | cap }} must keep {{ q.limits.noun | and }}, see {{ ref("a.b") }}.
{{ cite("law") }}, {{ doc("rules") }} and {{ manual_ref("records") }} apply.

{% for tool in q.tools | where(status=["approved", "pilot"], users=["staff"]) %}
- {{ tool.name | cap }}, {{ q.fee }}
{% endfor %}
"""


def test_everything_is_found_at_its_place() -> None:
    found, problems = uses(BODY, PLACE)
    assert problems == []
    assert found.answers == [
        Use("the.board", Span("a/b.md", 10, 4), "", ("cap",)),
        Use("q.limits.noun", Span("a/b.md", 10, 36), "", ("and",)),
        Use("name", Span("a/b.md", 14, 6), "q.tools", ("cap",)),
        Use("q.fee", Span("a/b.md", 14, 29), "", ()),
    ]
    assert found.loops == [Use("q.tools", Span("a/b.md", 13, 16))]
    assert [(name, field, values) for name, field, values, _ in found.wheres] == [
        ("q.tools", "status", ("approved", "pilot")),
        ("q.tools", "users", ("staff",)),
    ]
    assert [use.path for use in found.refs + found.cites + found.docs + found.manual_refs] == [
        "a.b",
        "law",
        "rules",
        "records",
    ]


def test_text_without_answers_uses_nothing() -> None:
    found, problems = uses("Plain words.", PLACE)
    assert (found.answers, problems) == ([], [])


def test_syntax_that_cannot_be_read_names_its_line() -> None:
    _, problems = uses("one\n{{ two", PLACE)
    assert [(p.span.line, p.code) for p in problems] == [(11, "template-syntax")]


def test_collections_are_found_without_parsing() -> None:
    assert list(looped(BODY)) == ["q.tools"]
    assert list(looped("{%- for x in a.b -%}{% endfor %}{%for y in (c.d) | where(z=['q'])%}{% endfor %}")) == [
        "a.b",
        "c.d",
    ]
