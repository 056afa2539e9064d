"""Coverage in sentences that a superintendent can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aipolicy.assemble import words
from aipolicy.assemble.blocks import CONFIDENCE
from aipolicy.coverage.model import Carrier, Covered, CoveredList, Reason, Status, Verdict, Wait

STATUS: Mapping[Status, str] = {
    "covered": "covered",
    "in_part": "in part",
    "undecided": "undecided",
    "not_asked": "not asked for",
    "decided_against": "decided against",
    "not_applicable": "does not apply",
    "missing": "missing",
}
MOST = 4
"""More questions or documents than this are counted, not named."""
MOST_PLACES = 3
"""More clauses of one document than this are counted, not named."""


def sentence(verdict: Verdict, about: str = "") -> str:
    """Why something does not stand, "" where it does; `about` names a part of it ("another part", "the rest")."""
    match verdict.status:
        case "undecided":
            what = "a decision" if len(verdict.waits) == 1 else "decisions"
            named = [f'"{wait.ask}" ({wait.question})' for wait in verdict.waits]
            said = f"{about} waits for {what}: {_listed(named)}."
        case "not_asked":
            where = "documents" if len(verdict.homes) > 1 else "a document"
            titles = [f'"{home.title}"' for home in verdict.homes]
            said = f"{about} stands in {where} that the district has not asked for: {_listed(titles)}."
        case "decided_against":
            said = f"the district decided {f'against {about}' if about else 'otherwise'}: {_answers(verdict.reasons)}."
        case "not_applicable":
            said = f"nothing in this district calls for {about or 'it'}: {_answers(verdict.reasons)}."
        case "missing":
            said = f"{about or 'it'} applies to this district, and no clause carries it out."
        case _:
            said = ""
    return words.capitalized(said.strip())


def others_wait(waits: Sequence[Wait]) -> str:
    """What is said of an element some of whose clauses stand and others wait."""
    return f"Of the clauses that carry it out, others wait. {sentence(Verdict('undecided', waits=tuple(waits)))}"


def parts_stand(standing: int, needed: int) -> str:
    """How many of an item's parts stand."""
    return f"{standing} of {needed} parts {'stands' if standing == 1 else 'stand'}."


def where(carriers: Iterable[Carrier], *, titles: bool) -> str:
    """Where clauses stand, document by document: by label and title for a reader, by its id for the terminal."""
    found: dict[str, list[str]] = {}
    for carrier in carriers:
        place = carrier.number or f'"{carrier.title}"'
        name = f"{carrier.document_label} ({carrier.document_title}):" if titles else carrier.document
        found.setdefault(name.strip(), []).append(place)
    return "; ".join(f"{name} {_few(list(dict.fromkeys(places)))}" for name, places in found.items())


def _few(places: list[str]) -> str:
    more = len(places) - MOST_PLACES
    return ", ".join(places[:MOST_PLACES]) + (f", and {more} more" if more > 0 else "")


def where_or_why(item: Covered, *, titles: bool) -> str:
    """Where an item stands; for what does not stand whole, why not."""
    stands = where(item.carriers, titles=titles) if item.status in ("covered", "in_part") else ""
    known = f"How this item is known: {CONFIDENCE[item.confidence]}." if item.confidence else ""
    stands = f"{stands}." if stands and (item.why or known) else stands
    return " ".join(part for part in (stands, item.why, known) if part)


def standing(listed: CoveredList) -> str:
    """How a list binds."""
    if listed.standing == "must":
        return f"The law asks this of the district's policy: {listed.law}." if listed.law else "The law asks this."
    if listed.standing == "follow":
        return f"The district's policy must follow or fit this{f': {listed.law}' if listed.law else ''}."
    return "A yardstick: nobody must meet it."


def known(listed: CoveredList) -> str:
    """When and how the list was read, "" for the framework."""
    if not listed.checked:
        return ""
    how = CONFIDENCE.get(listed.confidence, listed.confidence)
    return f"Checked on {words.long_date(listed.checked)}: {how}."


def counted(counts: Mapping[Status, int]) -> str:
    """How many items there are, and how many have each status that there is."""
    total = sum(counts.values())
    named = ", ".join(f"{number} {STATUS[name]}" for name, number in counts.items() if number)
    return f"{total} {'item' if total == 1 else 'items'}{f': {named}' if named else ''}."


def _answers(reasons: Sequence[Reason]) -> str:
    return _listed([_answered(reason) for reason in reasons])


def _answered(reason: Reason) -> str:
    doubt = "" if reason.confirmed else ", a suggestion that nobody has confirmed"
    said = f'is answered "{reason.answer}"' if reason.answer else "was left without an answer"
    return f'"{reason.ask}" {said}{doubt}'


def _listed(named: Sequence[str]) -> str:
    more = f"; and {len(named) - MOST} more" if len(named) > MOST else ""
    return "; ".join(named[:MOST]) + more
