"""Reading the data files of `policy_blocks/`: terms, offices, manual profiles, framework, changes."""

from __future__ import annotations

import re
from collections.abc import Callable

from aipolicy.conditions import Vocabulary, parse
from aipolicy.library.model import (
    Change,
    DocumentType,
    Element,
    Manual,
    Office,
    OfficeName,
    TermEntry,
)
from aipolicy.problems import Problem
from aipolicy.source import Fields, Located, Mapping, Node, Scalar

ELEMENT_KINDS = ("duty", "choice", "framing", "column")
SOURCES = (
    "ILO framework",
    "AI Strategy & Leadership Network",
    "ILO webinar",
    "MGT convening",
    "Stop Piloting and Start Leading",
    "ours",
)

Reader = Callable[[Node, Vocabulary, list[Problem]], object]


def read_term(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> TermEntry:
    keys = Fields(node, "the term", problems)
    id = keys.text("id")
    keys.what = f"the term '{id}'"
    entry = TermEntry(
        id,
        keys.text("term"),
        keys.texts("also"),
        keys.text("definition"),
        parse(keys.node("when"), vocabulary, problems),
        keys.texts("citations"),
        keys.span,
    )
    keys.finish()
    return entry


def read_office(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> Office:
    keys = Fields(node, "the office", problems)
    id = keys.text("id")
    keys.what = f"the office '{id}'"
    name = keys.text("name")
    article = keys.word("article", ("the", ""), "the")
    default = OfficeName(parse(None, vocabulary, problems), name, keys.text("plural", f"{name}s"), article)
    by = []
    for item in keys.items("by"):
        inner = Fields(item, f"a name of the office '{id}'", problems)
        when, other = parse(inner.node("when", required=True), vocabulary, problems), inner.text("name")
        by.append(OfficeName(when, other, inner.text("plural", f"{other}s"), inner.text("article", str(article))))
        inner.finish()
    office = Office(id, default, tuple(by), keys.text("answer", ""), keys.span)
    keys.finish()
    return office


def read_manual(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> Manual:
    keys = Fields(node, "the manual profile", problems)
    id = keys.text("id")
    keys.what = f"the manual profile '{id}'"
    types: dict[str, DocumentType] = {}
    documents = Fields(keys.node("documents", required=True), "documents", problems, keys.span)
    for kind in ("policy", "regulation", "exhibit"):
        inner = Fields(documents.node(kind, required=True), f"the document type '{kind}'", problems, documents.span)
        types[kind] = DocumentType(inner.text("type"), inner.text("short"))
        inner.finish()
    documents.finish()
    offices: dict[str, Located] = {}
    named = keys.node("offices")
    for key, value in named.entries if isinstance(named, Mapping) else ():
        if isinstance(value, Scalar):
            offices[key.text] = value.located
    label = keys.text("label", "{type} {code}")
    if re.search(r"\{(?!(type|short|code)\})|(?<!type)(?<!short)(?<!code)\}", label):
        keys.report(label.span, "bad-label", f"'{label}' may hold only {{type}}, {{short}} and {{code}}")
        label = Located("{type} {code}", label.span)
    manual = Manual(
        id=id,
        name=keys.text("name"),
        about=keys.text("about"),
        documents=types,
        label=label,
        numbering=keys.word("numbering", ("decimal", "outline", "none")),
        headings=keys.word("headings", ("title", "upper")),
        duty_verb=keys.word("duty_verb", ("must", "shall", "will")),
        offices=offices,
        sources=keys.texts("sources"),
        span=keys.span,
    )
    keys.finish()
    return manual


def read_element(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> Element:
    keys = Fields(node, "the framework element", problems)
    id = keys.text("id")
    keys.what = f"the framework element '{id}'"
    element = Element(
        id=id,
        source=keys.word("source", SOURCES),
        where=keys.text("where", ""),
        element=keys.text("element"),
        choice=keys.text("choice", ""),
        kind=keys.word("kind", ELEMENT_KINDS),
        ours=keys.flag("ours"),
        when=parse(keys.node("when"), vocabulary, problems),
        applies=keys.text("applies", ""),
        documents=keys.texts("documents"),
        span=keys.span,
    )
    keys.finish()
    return element


def read_change(node: Node, vocabulary: Vocabulary, problems: list[Problem]) -> Change:
    keys = Fields(node, "the change", problems)
    renamed: dict[str, Located] = {}
    version, added, pairs = keys.text("version"), keys.texts("added"), keys.node("renamed")
    for key, value in pairs.entries if isinstance(pairs, Mapping) else ():
        if isinstance(value, Scalar):
            renamed[key.text] = value.located
    change = Change(version, added, renamed, keys.texts("reworded"), keys.span)
    keys.finish()
    return change
