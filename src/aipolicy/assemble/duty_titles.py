"""How the offices and actors of duties are called in this district, and what it says of having them."""

from __future__ import annotations

from collections.abc import Callable

from aipolicy.answers import Answers
from aipolicy.answers.model import UNDECIDED
from aipolicy.assemble import words
from aipolicy.assemble.context import default_office, office_name
from aipolicy.assemble.values import Missing
from aipolicy.conditions import Facts
from aipolicy.duties import District, Title
from aipolicy.library import Library
from aipolicy.library.model import Manual, Office

HAS_NONE = {"counsel": ("district.counsel", "none"), "committee": ("committee.form", "none")}
"""Offices that a district says it does not have, and the answer by which it says so."""
PARENTS = "parents"


def district_of(library: Library, answers: Answers, facts: Facts, manual: Manual) -> District:
    """What the register of duties needs to know of a district's answers."""
    law = {id: str(entry.citation) for id, entry in library.citations.items()}
    offices = {}
    for id in ("board", "chief", "district"):
        if id in library.offices:
            name, _, article = default_office(library.offices[id], facts, manual)
            offices[id] = f"{article} {name}".strip()
    return District(_titles(library, answers, facts, manual), lambda id: _date(id, answers, facts), law, offices)


def _titles(library: Library, answers: Answers, facts: Facts, manual: Manual) -> Callable[[str], Title]:
    known: dict[str, Title] = {}

    def title(who: str) -> Title:
        if who not in known:
            office = library.offices.get("parent" if who == PARENTS else who)
            if office is None:
                known[who] = Title(words.capitalized(who), "fixed", "")
            elif who == PARENTS:
                known[who] = Title(words.capitalized(default_office(office, facts, manual)[1]), "fixed", "")
            else:
                known[who] = _title(office, library, answers, facts, manual)
        return known[who]

    return title


def _title(office: Office, library: Library, answers: Answers, facts: Facts, manual: Manual) -> Title:
    default = words.capitalized(default_office(office, facts, manual)[0])
    question, none = HAS_NONE.get(str(office.id), ("", ""))
    if question in library.interview.questions and facts.visible(question) is True and answers.value(question) == none:
        return Title(default, "absent", question)
    id = str(office.answer)
    if id not in library.interview.questions or facts.visible(id) is not True:
        return Title(default, "fixed", "")
    named = office_name(office, answers, library, facts, manual)
    if isinstance(named, Missing):
        return Title(default, "missing", id)
    if answers.value(id) is None:
        return Title(default, "default", id)
    form = named.get("name")
    return Title(words.capitalized(form.text) if form is not None else default, "named", id)


def _date(question: str, answers: Answers, facts: Facts) -> str | None:
    """The date, "" while it is open, None where it is not asked or was left out."""
    if facts.visible(question) is False:
        return None
    value = answers.value(question)
    if value is UNDECIDED:
        return ""
    if value is None:
        return None if facts.vocabulary[question].optional else ""
    return value if isinstance(value, str) and facts.visible(question) is True else ""
