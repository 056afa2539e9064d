"""foreign-law: a text that rests on one state's law, or names the state, and can stand in another state's documents.

A citation whose `jurisdiction` is a state may be listed or cited only where the condition of the clause, with
those of its section and document, proves that `district.state` is that state. The same holds for the literal name of a
state, and of an agency that `offices.yaml` gives to one state, in the title, text or duties of a clause, in a term, and
in the titles of documents and sections. A district's own overrides may name what they like: they reach nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from aipolicy.checks.study import both, either, study
from aipolicy.conditions import All, Is, Predicate
from aipolicy.library import Library, PolicyBlock
from aipolicy.library.law import FEDERAL
from aipolicy.problems import Problem, Span
from aipolicy.source import Located

STATE = "district.state"
AGENCY = "agency"
OWN = "overrides"
Text = tuple[str, Span]


def check(library: Library) -> Iterator[Problem]:
    if STATE not in library.vocabulary:
        return
    known = study(library)
    names = _Names(library)
    for id, block in library.blocks.items():
        cited = {str(c): c.span for c in block.citations}
        for found in known.block_uses[id]:
            for use in found.cites:
                cited.setdefault(use.path, use.span)
        places = [place.when for place in known.places if place.id == id] or [known.condition(id)]
        when = either(places)
        yield from _foreign(library, f"the clause '{id}'", cited.items(), when)
        if block.layer != OWN:
            yield from names.foreign(f"the clause '{id}'", _texts(block), when)
    for id, term in library.terms.items():
        cited = {str(c): c.span for c in term.citations}
        for use in known.term_uses[id].cites:
            cited.setdefault(use.path, use.span)
        when = known.term_condition(term)
        yield from _foreign(library, f"the term '{id}'", cited.items(), when)
        yield from names.foreign(f"the term '{id}'", [_text(term.term), _text(term.definition)], when)
    for id, outline in library.outlines.items():
        yield from names.foreign(f"the title of '{id}'", [_text(outline.title)], outline.when)
        for section in outline.sections:
            what = f"the title of '{id}/{section.id}'"
            yield from names.foreign(what, [_text(section.title)], both(outline.when, section.when))


def _foreign(library: Library, what: str, cited: Iterable[tuple[str, Span]], when: Predicate) -> Iterator[Problem]:
    for id, span in cited:
        law = library.citations.get(id)
        # A jurisdiction that is none is told by the rule on jurisdictions.
        if law is None or law.jurisdiction not in library.vocabulary[STATE].values or law.jurisdiction == FEDERAL:
            continue
        witness = study(library).analysis.implies(when, Is(STATE, (str(law.jurisdiction),)))
        if witness is not None:
            message = f"{what} cites '{id}', law of {law.jurisdiction.upper()}, and also stands when {witness}"
            hint = f"add {{{STATE}: {law.jurisdiction}}} to its condition, or cite law that applies everywhere"
            yield Problem(span, "foreign-law", message, hint, related=((law.span, "the citation"),))


class _Names:
    """The names of states and of their agencies, each with the state that it means."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.states = _states(library)
        longest = sorted(self.states, key=len, reverse=True)
        words = "|".join(map(re.escape, longest)) or "(?!)"
        # "Washington, DC" is the seat of federal agencies, and their streets have the names of states.
        self.pattern = re.compile(rf"\b(?:{words})\b(?!,? D\.?C\b| (?:Avenue|Street)\b)")

    def foreign(self, what: str, texts: Iterable[Text], when: Predicate) -> Iterator[Problem]:
        """A problem for the first place of each name that can stand outside its state."""
        told: set[str] = set()
        for text, span in texts:
            for found in self.pattern.finditer(text):
                name = found[0]
                if name in told:
                    continue
                told.add(name)
                witness = study(self.library).analysis.implies(when, Is(STATE, (self.states[name],)))
                if witness is not None:
                    line = span.line + text.count("\n", 0, found.start())
                    message = f"{what} names '{name}', and also stands when {witness}"
                    hint = f"add {{{STATE}: {self.states[name]}}} to its condition, or use {{{{ the.agency }}}}"
                    place = span if line == span.line else Span(span.path, line)
                    yield Problem(place, "foreign-law", message, hint)


def _states(library: Library) -> Mapping[str, str]:
    question = library.interview.questions.get(STATE)
    names = {str(choice.label): str(choice.id) for choice in question.choices} if question else {}
    agency = library.offices.get(AGENCY)
    for named in agency.by if agency else ():
        states = _only(named.when)
        if len(states) == 1:
            names[str(named.name)] = states[0]
    return names


def _only(when: Predicate) -> tuple[str, ...]:
    """The states that a condition asks for, () where it asks for none."""
    if isinstance(when, All):
        return next((found for part in when.parts if (found := _only(part))), ())
    return when.values if isinstance(when, Is) and when.question == STATE else ()


def _texts(block: PolicyBlock) -> Iterator[Text]:
    yield _text(block.title)
    yield block.body, Span(block.path, block.body_line)
    yield _text(block.none)
    for duty in block.obliges:
        yield from map(_text, (duty.does, duty.when, duty.record))


def _text(text: Located) -> Text:
    return str(text), text.span
