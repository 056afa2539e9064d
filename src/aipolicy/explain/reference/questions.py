"""The page of questions: what is asked, which answers there are, and what they change; derived answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from aipolicy.conditions import Variable
from aipolicy.conditions.vocabulary import Band, Derivation
from aipolicy.explain.question import explain_question
from aipolicy.explain.reference.links import Links, anchor, cell
from aipolicy.library import Library, Question
from aipolicy.library.questions import Choice, Column, Suggestion


def questions_page(library: Library) -> list[str]:
    """The lines of the page, without its head."""
    links = Links(library)
    lines: list[str] = []
    for section in library.interview.sections:
        lines += [f"## {cell(str(section.title))}", ""]
        lines += [cell(str(section.intro)), ""] if section.intro else []
        for question in section.questions:
            lines += [*_question(question, library, links), ""]
    derived = [variable for variable in library.vocabulary.values() if variable.derivation]
    if derived:
        lines += ["## Derived answers", "", "These follow from other answers; nobody is asked for them.", ""]
    for variable in derived:
        lines += [*_derived(variable, links), ""]
    return lines[:-1]


def _question(question: Question, library: Library, links: Links) -> Iterator[str]:
    told = explain_question(str(question.id), library)
    yield f"### {anchor(str(question.id))}{question.id}"
    yield ""
    yield f"**{cell(str(question.ask))}**"
    yield ""
    yield cell(str(question.why))
    yield ""
    yield f"- Answer: {_kind(question, links)}{'; may be left out' if question.optional else ''}."
    yield f"- Asked: {_only(links.when(question.when))}."
    if question.who_knows:
        yield f"- Who knows: {', '.join(str(who).replace('_', ' ') for who in question.who_knows)}."
    if question.sources:
        yield f"- Sources: {', '.join(links.source(str(id)) for id in question.sources)}."
    if question.suggest is not None:
        yield f"- Suggested: {_suggested(question.suggest)}."
    if told.documents:
        yield f"- Decides whether these documents or parts of them are built: {_list(told.documents, links.document)}."
    if told.questions:
        yield f"- Decides whether these are asked: {_list(told.questions, links.question)}."
    if told.depend:
        yield from links.clauses("Decides whether these clauses stand", told.depend)
    if told.insert:
        yield from links.clauses("Its answer is printed by", told.insert)
    for conflict in library.interview.conflicts:
        if question.id in conflict.between:
            others = ", ".join(links.question(str(id)) for id in conflict.between if id != question.id)
            yield f"- Cannot stand with {others}: {cell(str(conflict.says))}. Then: {cell(str(conflict.fix))}."
    yield from _answers(question, links)


def _list(ids: Sequence[str], link: Callable[[str], str]) -> str:
    return ", ".join(link(id) for id in ids)


def _only(condition: str) -> str:
    return f"when {condition}" if condition else "always"


def _kind(question: Question, links: Links) -> str:
    kind = question.type.replace("_", " or ")
    if question.type == "grid":
        rows = f"each of {links.question(question.rows_from)}" if question.rows_from else "each row below"
        return f"grid, one line for {rows}"
    if question.type == "rows":
        return f"rows{f', here or in `{question.csv}`' if question.csv else ''}"
    unit = " characters" if question.type == "text" else ""
    limits = [
        f"at least {question.minimum}{unit}" if question.minimum is not None else "",
        f"at most {question.maximum}{unit}" if question.maximum is not None else "",
        "own words allowed" if question.other else "",
    ]
    return ", ".join([kind, *(limit for limit in limits if limit)])


def _suggested(suggestion: Suggestion) -> str:
    if isinstance(suggestion, Mapping):
        return ", ".join(f"{row}: `{choice}`" for row, choice in suggestion.items())
    values = (suggestion,) if isinstance(suggestion, str) else suggestion or ()
    return ", ".join(f"`{value}`" for value in values)


def _answers(question: Question, links: Links) -> Iterator[str]:
    if question.rows:
        yield from ("", "| row | |", "|---|---|")
        for row in question.rows:
            only = links.when(row.when)
            yield f"| `{row.id}` | {cell(str(row.label))}{f' (only when {only})' if only else ''} |"
    named = [column for column in question.columns if column.id]
    for column in named:
        yield from ("", _column(column), "")
        yield from _choices(column.choices, links)
    if question.choices and not named:
        yield ""
        yield from _choices(question.choices, links)
    if question.fields:
        yield from ("", "| column | | type | values |", "|---|---|---|---|")
        for field in question.fields:
            values = ", ".join(f"`{choice.id}`" for choice in field.choices) + (", own words" if field.other else "")
            kind = field.type.replace("_", " or ") + (", may be left out" if field.optional else "")
            kind += f", asked where {_where(field.only)}" if field.only else ""
            yield f"| `{field.id}` | {cell(str(field.label))} | {kind} | {values} |"


def _column(column: Column) -> str:
    only = _where(column.only)
    suggested = f"; suggested: {_suggested(column.suggest)}" if column.suggest is not None else ""
    return f"Column `{column.id}`: {cell(str(column.label))}{f'; asked where {only}' if only else ''}{suggested}."


def _where(only: Mapping[str, Sequence[str]]) -> str:
    return " and ".join(f"`{name}` is {' or '.join(choices)}" for name, choices in only.items())


def _choices(choices: Sequence[Choice], links: Links) -> Iterator[str]:
    yield from ("| answer | | means |", "|---|---|---|")
    for choice in choices:
        means = [cell(str(choice.means))] if choice.means else []
        if only := links.when(choice.when):
            means.append(f"Offered only when {only}.")
        if choice.not_with:
            means.append(f"Not together with {', '.join(f'`{id}`' for id in choice.not_with)}.")
        yield f"| `{choice.id}` | {cell(str(choice.label))} | {' '.join(means)} |"


def _derived(variable: Variable, links: Links) -> Iterator[str]:
    yield f"### {anchor(variable.id)}{variable.id}"
    yield ""
    yield from _cases(variable.derivation, links) if variable.derivation else ()


def _cases(derivation: Derivation, links: Links) -> Iterator[str]:
    for case in derivation.cases:
        yield f"- {_value(case.value)} when {links.when(case.when) or 'always'}"
    if derivation.cases:
        yield f"- otherwise {_value(derivation.otherwise)}"
    for band in derivation.bands:
        yield f"- {_value(band.value)} when {links.question(derivation.inputs[0])} is {_band(band)}"


def _value(value: str) -> str:
    return {"true": "yes", "false": "no"}.get(value, f"`{value}`")


def _band(band: Band) -> str:
    ends = (
        f"from {band.lowest}" if band.lowest is not None else "",
        f"below {band.below}" if band.below is not None else "",
    )
    return " and ".join(end for end in ends if end) or "anything"
