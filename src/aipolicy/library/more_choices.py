"""`more_choices:` of an interview file: choices that join a question of another file, so that an overlay can add some.

They join before anything is read, so that every later step sees one question with all its choices.
"""

from __future__ import annotations

from dataclasses import replace

from aipolicy.problems import Problem, did_you_mean
from aipolicy.source import Fields, Located, Mapping, Node, Sequence


def with_more_choices(sections: list[Mapping], problems: list[Problem]) -> list[Mapping]:
    """The parsed interview files, each question with the choices that any of them adds to it."""
    for section in sections:
        for item in Fields(section, "an interview file", []).items("more_choices"):
            keys = Fields(item, "the addition", problems)
            to, more = keys.text("to"), keys.items("choices", required=True)
            keys.finish()
            if to and not _joined(sections, to, more):
                known = [name for each in sections for name in _takers(each)]
                message = f"there is no question or field '{to}' with choices"
                problems.append(Problem(to.span, "unknown-question", message, did_you_mean(to, known, list_up_to=0)))
    return sections


def _joined(sections: list[Mapping], to: Located, more: tuple[Node, ...]) -> bool:
    for number, section in enumerate(sections):
        for question in _items(section, "questions"):
            id = _id(question)
            field = next((f for f in _items(question, "fields") if to == f"{id}.{_id(f)}"), None)
            if to == id and isinstance(question.get("choices"), Sequence):
                wider = _with(question, more)
            elif field is not None and isinstance(field.get("choices"), Sequence):
                wider = _put(question, "fields", field, _with(field, more))
            else:
                continue
            sections[number] = _put(section, "questions", question, wider)
            return True
    return False


def _takers(section: Mapping) -> list[str]:
    found = []
    for question in _items(section, "questions"):
        found += [_id(question)] if question.get("choices") else []
        found += [f"{_id(question)}.{_id(field)}" for field in _items(question, "fields") if field.get("choices")]
    return found


def _id(node: Mapping) -> str:
    return getattr(node.get("id"), "text", "")


def _items(node: Mapping, key: str) -> tuple[Mapping, ...]:
    value = node.get(key)
    return tuple(n for n in value.items if isinstance(n, Mapping)) if isinstance(value, Sequence) else ()


def _with(node: Mapping, more: tuple[Node, ...]) -> Mapping:
    entries = tuple(
        (key, replace(value, items=(*value.items, *more)))
        if key.text == "choices" and isinstance(value, Sequence)
        else (key, value)
        for key, value in node.entries
    )
    return replace(node, entries=entries)


def _put(node: Mapping, key: str, old: Mapping, new: Mapping) -> Mapping:
    entries = tuple(
        (name, replace(value, items=tuple(new if item is old else item for item in value.items)))
        if name.text == key and isinstance(value, Sequence)
        else (name, value)
        for name, value in node.entries
    )
    return replace(node, entries=entries)
