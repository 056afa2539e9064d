"""Random districts: valid, complete answers to the interview as it is asked, from a seed.

Every question that a district is asked has an answer that fits; questions of facts that are optional are answered
or left out; rows, own words and dates vary; no two answers contradict each other. The same seed and library give the
same district.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Literal

from aipolicy.conditions import Facts, evaluate
from aipolicy.conditions.evaluate import Fact
from aipolicy.conditions.predicate import Predicate, questions_of
from aipolicy.library import Library
from aipolicy.library.questions import Choice, Field, Question

FIRST_DAY = date(2026, 1, 2)
# As people write: capitals or none, with an article or without, plural, with a comma, with other letters.
TEXTS = (
    "clear work for students",
    "Goal 4",
    "the yearly survey of families",
    "Director of Learning",
    "Office of Student Services",
    "answers to questions, in plain words",
    "Écoles et élèves",
    "records that leave the district",
)
TITLES = {
    "district.name": ("Ash Creek Schools", "Unified District 7", "The Birch School", "Cañon Rim Public Schools"),
    "contact.email": ("ai@schools.example", "office@ash-creek.example"),
    "contact.phone": ("555-0100", "(555) 555-0142"),
    "state.ut_metadata_link": ("www.schools.example/metadata",),
    "district.website": ("www.schools.example", "https://ash-creek.example/policies"),
    "policy.vision": (
        "Every student asks good questions of every tool.",
        "Écoles et élèves d'abord. Tools come second.",
    ),
    "stance.prohibition_reason": ("No tool has been checked yet.",),
    "committee.existing_name": ("Technology Council", "the Curriculum Committee"),
    "budget.fiscal_year": ("2026-2027", "July 2026 to June 2027"),
    "technology.help_hours": ("7 a.m. to 4 p.m. on school days",),
    "district.nondiscrimination_statement": (
        "The district admits and employs people of every origin. Complaints go to the office named in policy 4.",
    ),
}
OFFICES = ("Director of Technology", "the Assistant Superintendent", "Chief Academic Officer", "privacy officer")
TITLED = re.compile(
    r"roles\.|contact\.office$|incident\.(commander|alternate_|legal|police)"
    r"|(readiness\.assessor|technology\.(incident_contact|help_partner)|.*\bowner)$"
)
"""The questions and fields of rows that a title or an office answers."""
NAMES = ("Reader", "Number Path", "Essay Help", "Word Bridge", "Plan Maker", "Schedule Aid")


@dataclass(frozen=True, slots=True)
class Way:
    """How a question is to be answered: left_out, answered, least or most (choices), or alike (every row `choice`)."""

    how: Literal["left_out", "answered", "least", "most", "alike"]
    choice: str = ""


def random_answers(seed: int, library: Library, fixed: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answers of the district with this seed, by question id, as `tests.districts` takes them.

    `fixed` are answers, or ways to answer, that it follows wherever they are asked and contradict none before.
    """
    return draw(seed, library, fixed or {})[0]


def draw(seed: int, library: Library, fixed: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The answers of `random_answers`, and the questions that were answered as `fixed` says."""
    random = Random(seed)
    values: dict[str, Any] = {}
    followed: set[str] = set()
    known: dict[str, Fact] = {}
    waiting = list(library.interview.questions.values())
    conflicts = [(set(questions_of(c.when)), c.when) for c in library.interview.conflicts]
    left = {str(question.id) for question in waiting}
    while waiting:
        later = []
        for question in waiting:
            id = str(question.id)
            facts = Facts(library.vocabulary, known, frozenset(left))
            asked = facts.visible(id)
            if asked is None or (question.rows_from and question.rows_from in left):
                later.append(question)
                continue
            left.discard(id)
            if not asked:
                continue
            wish = fixed.get(id)
            value = _wished(question, wish, facts, random)
            rests = [when for named, when in conflicts if id in named]
            if wish is not None and not _contradicts(question, value, facts, rests):
                followed.add(id)
            else:
                value = _drawn(question, facts, rests, random)
            if value is None:
                continue
            values[id] = value
            known[id] = _fact(question, value)
        # What waits in vain is asked of nobody.
        if len(later) == len(waiting):
            break
        waiting = later
    if random.random() < 0.5:
        values["draft_date"] = _date(random)
    return values, followed


def _wished(question: Question, wish: Any, facts: Facts, random: Random) -> Any:
    """The answer that is wished; None: left out, or not to be had."""
    match wish:
        case None | Way("left_out"):
            return None
        case Way("answered"):
            return _value(question, facts, random)
        case Way("least" | "most"):
            return _choices(question, facts, random, wish.how)
        case Way("alike"):
            return _grid(question, facts, random, wish.choice)
        case _:
            return wish


def _drawn(question: Question, facts: Facts, rests: Sequence[Predicate], random: Random) -> Any:
    if question.optional and random.random() < 0.4:
        return None
    for _ in range(40):
        value = _value(question, facts, random)
        if not _contradicts(question, value, facts, rests):
            return value
    return None if question.optional else [] if question.type == "rows" else value


def _contradicts(question: Question, value: Any, facts: Facts, rests: Sequence[Predicate]) -> bool:
    """Whether the answer is not to be had, or makes one of the conditions true."""
    if value is None:
        return not question.optional
    if question.type == "choice" and value not in _offered(question.choices, facts):
        return True
    if not rests:
        return False
    known = {**facts.known, str(question.id): _fact(question, value)}
    after = Facts(facts.vocabulary, known, facts.undecided)
    return any(evaluate(when, after) is True for when in rests)


def _fact(question: Question, value: Any) -> Fact:
    """What conditions see of a value, made here so that the generator rests on nothing that it is to test."""
    match question.type:
        case "yes_no":
            return "true" if value else "false"
        case "number" | "money":
            return Decimal(value)
        case "choices":
            return frozenset("other" if isinstance(item, dict) else item for item in value)
        case "rows":
            return tuple({k: frozenset(v) if isinstance(v, list) else v for k, v in row.items()} for row in value)
        case _:
            return value  # type: ignore[no-any-return]


def _value(question: Question, facts: Facts, random: Random) -> Any:
    match question.type:
        case "text":
            return _text(question, random)
        case "number" | "money":
            low = question.minimum or 0
            high = min(question.maximum or 10**7, 10**7)
            return str(random.choice((low, low + 1, random.randint(low, high), min(high, low + 60_000))))
        case "date":
            return _date(random)
        case "yes_no":
            return random.random() < 0.5
        case "choice":
            return random.choice(_offered(question.choices, facts))
        case "choices":
            return _choices(question, facts, random)
        case "rows":
            return _rows(question, random)
        case "grid":
            return _grid(question, facts, random)


def _text(question: Question, random: Random) -> str:
    id = str(question.id)
    names = TITLES.get(id) or (OFFICES if TITLED.match(id) else TEXTS)
    text = random.choice(names)
    while len(text) < (question.minimum or 0):
        text += f" {text}"
    return text[: question.maximum].rstrip(" ,")


def _date(random: Random) -> str:
    return (FIRST_DAY + timedelta(days=random.randrange(2_000))).isoformat()


def _offered(choices: Sequence[Choice], facts: Facts) -> list[str]:
    return [str(choice.id) for choice in choices if evaluate(choice.when, facts) is True]


def _choices(question: Question, facts: Facts, random: Random, how: str = "") -> list[Any]:
    offered = _offered(question.choices, facts)
    own = [{"other": random.choice(TEXTS)}] if question.other and not how and random.random() < 0.3 else []
    low = question.minimum or 0
    high = min(question.maximum or len(offered), len(offered))
    # Mostly few or all: those are the ends of what a sentence must bear.
    ends = {"least": max(low, 1), "most": high}
    wanted = ends.get(how) or random.choice((*ends.values(), random.randint(max(low, min(1, high)), high)))
    found: list[str] = []
    barred: set[str] = set()
    for id in random.sample(offered, len(offered)):
        choice = question.choice(id)
        assert choice is not None
        if len(found) < wanted and id not in barred and not any(str(o) in found for o in choice.not_with):
            found.append(id)
            barred |= {str(other) for other in choice.not_with}
    found.sort(key=offered.index)
    room = question.maximum is None or len(found) + len(own) <= question.maximum
    return [*found, *(own if room else [])]


def _rows(question: Question, random: Random) -> list[dict[str, Any]]:
    low = question.minimum or 0
    count = min(question.maximum or 99, max(low, random.choice((0, 1, 1, 2, 3, 6))))
    rows = []
    # Rows about things of a closed list (a document, a topic) name each once.
    once = next((f for f in question.fields if f.type == "choice"), None)
    keyed = once is not None and question.csv == ""
    if keyed and once is not None:
        count = random.choice((min(count, len(once.choices)), len(once.choices), len(once.choices)))
    keys = random.sample([str(c.id) for c in once.choices], count) if keyed and once is not None else []
    for number in range(count):
        row: dict[str, Any] = {"id": f"row_{number + 1}"}
        for field in question.fields:
            if field.optional and random.random() < 0.4:
                continue
            row[str(field.id)] = keys[number] if keyed and field is once else _field(field, number, random)
        rows.append(row)
    return rows


def _field(field: Field, number: int, random: Random) -> Any:
    ids = [str(choice.id) for choice in field.choices]
    match field.type:
        case "text":
            if field.id == "name":
                return NAMES[number % len(NAMES)]
            return random.choice(OFFICES if TITLED.match(str(field.id)) else TEXTS)
        case "number" | "money":
            return str(random.randint(1, 90_000))
        case "date":
            return _date(random)
        case "yes_no":
            return random.random() < 0.5
        case "choice":
            return random.choice(ids)
        case _:
            chosen = set(random.sample(ids, random.randint(1, len(ids))))
            # "none" beside others would contradict itself.
            if chosen == {"none"} or ("none" in chosen and random.random() < 0.5):
                return ["none"]
            return [i for i in ids if i in chosen - {"none"}]


def _grid(question: Question, facts: Facts, random: Random, everywhere: str = "") -> dict[str, Any]:
    variable = facts.vocabulary[str(question.id)]
    rows = [row for row, asked in facts.grid_rows(variable) if asked is True]

    def cells() -> dict[str, str]:
        if everywhere:
            return {"": everywhere}
        return {str(column.id): random.choice(_offered(column.choices, facts)) for column in question.columns}

    same = cells()
    alike = random.random() < 0.3
    found: dict[str, Any] = {}
    for row in rows:
        held = dict(same) if alike or everywhere else cells()
        asked = {str(column.id): held[str(column.id)] for column in question.columns if column.asked(held)}
        found[row] = asked[""] if set(asked) == {""} else asked
    return found
