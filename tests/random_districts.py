"""Random districts: valid, complete answers to the interview as it is asked, from a seed.

Every question that a district is asked has an answer that fits; questions of facts that are optional are answered
or left out; rows, own words and dates vary. The same seed and library give the same district.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from aipolicy.conditions import Facts, evaluate
from aipolicy.conditions.evaluate import Fact
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
    "district.website": ("www.schools.example", "https://ash-creek.example/policies"),
    "policy.vision": (
        "Every student asks good questions of every tool.",
        "Écoles et élèves d'abord. Tools come second.",
    ),
    "stance.prohibition_reason": ("No tool has been checked yet.",),
    "committee.existing_name": ("Technology Council", "the Curriculum Committee"),
}
OFFICES = ("Director of Technology", "the Assistant Superintendent", "Chief Academic Officer", "privacy officer")
NAMES = ("Reader", "Number Path", "Essay Help", "Word Bridge", "Plan Maker", "Schedule Aid")


def random_answers(seed: int, library: Library, fixed: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answers of the district with this seed, by question id, as `tests.districts` takes them.

    `fixed` are answers that it gives where it is asked, whatever the seed.
    """
    fixed = fixed or {}
    random = Random(seed)
    values: dict[str, Any] = {}
    known: dict[str, Fact] = {}
    waiting = list(library.interview.questions.values())
    while waiting:
        later = []
        for question in waiting:
            id = str(question.id)
            facts = Facts(library.vocabulary, known, frozenset())
            asked = facts.visible(id)
            if asked is None or (question.rows_from and question.rows_from not in values):
                later.append(question)
            elif asked and (id in fixed or not (question.optional and random.random() < 0.4)):
                values[id] = fixed[id] if id in fixed else _value(question, facts, random)
                known[id] = _fact(question, values[id])
        # What waits in vain is asked of nobody.
        if len(later) == len(waiting):
            break
        waiting = later
    if random.random() < 0.5:
        values["draft_date"] = _date(random)
    return values


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
    names = TITLES.get(id) or (OFFICES if id.startswith("roles.") or id == "contact.office" else TEXTS)
    text = random.choice(names)
    while len(text) < (question.minimum or 0):
        text += f" {text}"
    return text[: question.maximum].rstrip(" ,")


def _date(random: Random) -> str:
    return (FIRST_DAY + timedelta(days=random.randrange(2_000))).isoformat()


def _offered(choices: Sequence[Choice], facts: Facts) -> list[str]:
    return [str(choice.id) for choice in choices if evaluate(choice.when, facts) is True]


def _choices(question: Question, facts: Facts, random: Random) -> list[Any]:
    offered = _offered(question.choices, facts)
    own = [{"other": random.choice(TEXTS)}] if question.other and random.random() < 0.3 else []
    low = question.minimum or 0
    high = min(question.maximum or len(offered), len(offered))
    # Mostly few or all: those are the ends of what a sentence must bear.
    wanted = random.choice((max(low, 1), high, random.randint(max(low, min(1, high)), high)))
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
            return f"{NAMES[number % len(NAMES)]}" if field.id == "name" else random.choice(TEXTS)
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
            return (
                ["none"] if "none" in chosen and random.random() < 0.5 else [i for i in ids if i in chosen - {"none"}]
            )


def _grid(question: Question, facts: Facts, random: Random) -> dict[str, Any]:
    variable = facts.vocabulary[str(question.id)]
    rows = [row for row, asked in facts.grid_rows(variable) if asked is True]
    same = {str(column.id): random.choice([str(c.id) for c in column.choices]) for column in question.columns}
    alike = random.random() < 0.3
    found: dict[str, Any] = {}
    for row in rows:
        cells = (
            same
            if alike
            else {str(column.id): random.choice([str(c.id) for c in column.choices]) for column in question.columns}
        )
        found[row] = cells[""] if set(cells) == {""} else dict(cells)
    return found
