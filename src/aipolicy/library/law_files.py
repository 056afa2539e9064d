"""Reading the law of `policy_blocks/`: `citations/*.yaml`, `jurisdictions.yaml`, `crosswalks/*.yaml`."""

from __future__ import annotations

import re

from aipolicy.conditions import Vocabulary, parse
from aipolicy.library.law import Compliance, Crosswalk, CrosswalkItem, Jurisdiction, LawEntry
from aipolicy.problems import Problem
from aipolicy.source import Fields, Located, Node, Scalar, Sequence

STATUSES = ("in_force", "effective_later", "guidance", "introduced", "vacated", "repealed")
CONFIDENCES = ("primary", "two_sources", "one_source", "unverified")
STANDINGS = ("must", "follow", "yardstick")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def read_law(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> LawEntry:
    keys = Fields(node, "the citation", problems)
    id = keys.text("id")
    keys.what = f"the citation '{id}'"
    checked = _day(keys, keys.text("checked"))
    effective = keys.text("effective", "")
    if effective and not DATE.fullmatch(effective):
        keys.report(effective.span, "bad-date", f"'{effective}' is not a date", "write it as 2026-11-21, or a year")
    entry = LawEntry(
        id=id,
        citation=keys.text("citation"),
        title=keys.text("title"),
        says=keys.text("says"),
        jurisdiction=keys.text("jurisdiction"),
        status=keys.word("status", STATUSES),
        effective=effective,
        compliance=tuple(_compliance(item, str(id), vocabulary, problems) for item in keys.items("compliance")),
        checked=checked,
        url=_address(keys, keys.text("url")),
        confidence=keys.word("confidence", CONFIDENCES),
        note=keys.text("note", ""),
        span=keys.span,
    )
    keys.finish()
    return entry


def _compliance(node: Node, law: str, vocabulary: Vocabulary, problems: list[Problem]) -> Compliance:
    keys = Fields(node, f"a date of the citation '{law}'", problems)
    date = keys.text("date")
    if date and not DATE.fullmatch(date):
        keys.report(date.span, "bad-date", f"'{date}' is not a date", "write it as 2026-11-21, or a month or year")
    found = Compliance(date, keys.text("says"), parse(keys.node("when"), vocabulary, problems), keys.flag("adoption"))
    keys.finish()
    return found


def read_jurisdiction(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> Jurisdiction:
    keys = Fields(node, "the state", problems)
    id = keys.text("id")
    keys.what = f"the state '{id}'"
    holds = keys.text("holds", "")
    found = Jurisdiction(id, keys.text("name"), holds, keys.text("lacks"), keys.text("checked", ""), keys.span)
    if holds or found.checked:
        _day(keys, found.checked)
    keys.finish()
    return found


def read_crosswalk(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> Crosswalk:
    keys = Fields(node, "the crosswalk", problems)
    id = keys.text("id")
    keys.what = f"the crosswalk '{id}'"
    found = Crosswalk(
        id=id,
        name=keys.text("name"),
        by=keys.text("by"),
        jurisdiction=keys.text("jurisdiction"),
        standing=keys.word("standing", STANDINGS),
        law=keys.text("law", ""),
        sources=tuple(_address(keys, source) for source in keys.texts("sources", required=True)),
        checked=_day(keys, keys.text("checked")),
        confidence=keys.word("confidence", CONFIDENCES),
        note=keys.text("note", ""),
        items=tuple(_item(item, vocabulary, problems) for item in keys.items("items", required=True)),
        span=keys.span,
    )
    keys.finish()
    seen: set[str] = set()
    for item in found.items:
        if item.id in seen:
            keys.report(item.id.span, "duplicate-id", f"'{item.id}' stands twice", "keep one")
        seen.add(str(item.id))
    return found


def _item(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> CrosswalkItem:
    keys = Fields(node, "the item", problems)
    id = keys.text("id")
    keys.what = f"the item '{id}'"
    item = CrosswalkItem(
        id=id,
        group=keys.text("group", ""),
        item=keys.text("item"),
        confidence=keys.word("confidence", (*CONFIDENCES, ""), ""),
        when=parse(keys.node("when"), vocabulary, problems),
        parts=tuple(_part(part, keys) for part in keys.items("parts")),
        outside=keys.text("outside", ""),
        span=keys.span,
    )
    keys.finish()
    if bool(item.parts) == bool(item.outside):
        hint = "'parts:' lists the clauses that carry it out, 'outside:' says why no draft does"
        keys.report(keys.span, "bad-item", f"{keys.what} has to have either 'parts' or 'outside'", hint)
    return item


def _part(node: Node, keys: Fields) -> tuple[Located, ...]:
    """The clauses of one part: one id, or a list of ids any of which carries it."""
    nodes = node.items if isinstance(node, Sequence) else (node,)
    found = tuple(item.located for item in nodes if isinstance(item, Scalar) and not item.is_null)
    if len(found) != len(nodes) or not found:
        keys.report(node.span, "wrong-type", f"each part of {keys.what} is a clause id or a list of them")
    return found


def _day(keys: Fields, date: Located) -> Located:
    if not DAY.fullmatch(date):
        keys.report(date.span, "bad-date", f"'{date}' is not a date", "write it as 2026-11-21")
    return date


def _address(keys: Fields, url: Located) -> Located:
    if not url.startswith("https://"):
        keys.report(url.span, "bad-url", f"'{url}' is not an https address", "give the official page, https://...")
    return url
