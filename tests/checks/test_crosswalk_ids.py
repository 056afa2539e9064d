"""Ids in crosswalks that name nothing, or what is not their district's."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.checks import crosswalk_ids

Found = Callable[..., list[str]]

PATH = "policy_blocks/crosswalks/ohio.yaml"
RIGHT = """\
id: ohio
name: A law
by: The General Assembly
jurisdiction: oh
standing: must
law: oh-law
sources: [https://example.org]
checked: "2026-11-22"
confidence: primary
items:
  - {id: ohio.pilot, item: A pilot., parts: [[rules.none, rules.pilot], rules.state]}
  - {id: ohio.pay, item: Pay., outside: No draft sets pay.}
"""


def problems(found: Found, *changes: tuple[str, str]) -> list[str]:
    text = RIGHT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return found(crosswalk_ids.check, {PATH: text})


def test_a_list_that_is_right(found: Found) -> None:
    assert problems(found) == []
    assert problems(found, ("jurisdiction: oh", "jurisdiction: us"), ("law: oh-law\n", "")) == []


def test_clauses_and_law(found: Found) -> None:
    changes = [("rules.none,", "rules.nine,"), ("law: oh-law", "law: oh-lew")]
    assert problems(found, *changes) == [
        f"{PATH}:6:6: error[crosswalk-id]: there is no citation 'oh-lew'",
        f"{PATH}:11:47: error[crosswalk-id]: there is no clause 'rules.nine'",
    ]


def test_an_item_begins_with_its_list(found: Found) -> None:
    assert problems(found, ("ohio.pay", "pay"), ("ohio.pilot", "ohio.")) == [
        f"{PATH}:11:10: error[crosswalk-id]: the item 'ohio.' does not begin with the id of its list",
        f"{PATH}:12:10: error[crosswalk-id]: the item 'pay' does not begin with the id of its list",
    ]


def test_no_list_is_called_framework(found: Found) -> None:
    changes = [("id: ohio\n", "id: framework\n"), ("ohio.pilot", "framework.pilot"), ("ohio.pay", "framework.pay")]
    (line,) = problems(found, *changes)
    assert "'framework' is how coverage calls the elements" in line


def test_law_and_clauses_of_another_state(found: Found) -> None:
    text = RIGHT.replace("jurisdiction: oh", "jurisdiction: ca").replace("rules.state", "states.oh.notice")
    clause = "---\nid: states.oh.notice\ntitle: Notice\nwhen: {district.state: oh}\nrationale: Law.\n---\nIt applies.\n"
    assert found(crosswalk_ids.check, {PATH: text, "policy_blocks/states/oh/notice.md": clause}) == [
        f"{PATH}:6:6: error[crosswalk-id]: 'oh-law' is law of OH, and 'ohio' is a list of another place",
        f"{PATH}:11:73: error[crosswalk-id]: "
        "'states.oh.notice' stands only in OH, and 'ohio' is a list of another place",
    ]
