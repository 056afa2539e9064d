"""The block `totals`: sums of money by two choices, computed from the rows of one answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aipolicy.answers import Answers, Row
from aipolicy.assemble import words
from aipolicy.conditions import Facts, evaluate
from aipolicy.document import Blank, Cell, Content, Filled, Inline, Paragraph, Sentence, Table, Text
from aipolicy.document import Row as TableRow
from aipolicy.library import Library
from aipolicy.library.questions import Field
from aipolicy.problems import InvalidContent, Problem, did_you_mean
from aipolicy.source import Located

KIND = "totals"
NO_ROW = "none"
NOT_ENTERED = "not entered"


@dataclass(frozen=True, slots=True)
class Amount:
    """One row: where it belongs and how much it is; None for what is open."""

    row: str
    down: str | None
    across: str | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a totals block adds up: the rows question and its fields."""

    question: str
    down: Field
    across: Field
    amount: Field


def plan_of(options: Mapping[str, Located], library: Library) -> Plan:
    """The question and fields that the outline names. Raises InvalidContent where they do not fit."""
    named = options["rows"]
    question = library.interview.questions.get(named)
    if question is None or question.type != "rows":
        known = [id for id, q in library.interview.questions.items() if q.type == "rows"]
        message = f"'{named}' is no question with rows, so there is nothing to add up"
        raise InvalidContent([Problem(named.span, "bad-totals", message, did_you_mean(named, known))])
    fields = {str(field.id): field for field in question.fields}
    problems = []
    for role, type in (("down", "choice"), ("across", "choice"), ("amount", "money")):
        name = options[role]
        if name not in fields or fields[name].type != type:
            hint = did_you_mean(name, [id for id, field in fields.items() if field.type == type])
            message = f"'{role}' must be a {type} field of {named}, and '{name}' is none"
            problems.append(Problem(name.span, "bad-totals", message, hint))
    if problems:
        raise InvalidContent(problems)
    return Plan(str(question.id), fields[options["down"]], fields[options["across"]], fields[options["amount"]])


def totals(plan: Plan, answers: Answers, facts: Facts) -> tuple[Content, ...]:
    """The table: every choice of `down` by every choice of `across`, a total column and a total row.

    A cell without a row says so; an open amount is a blank that names its line; a line without any row is a blank.
    Whatever lacks an amount is called not complete, with the number of open amounts.
    """
    given = answers.value(plan.question)
    amounts = [_amount(row, plan) for row in given if isinstance(row, Row)] if isinstance(given, tuple) else []
    across = _choices(plan.across, facts)
    lines = _choices(plan.down, facts)
    without = [label for id, label in lines if not any(a.down == id for a in amounts)]
    sums = _Sums(plan, without)
    header = [str(plan.down.label), *(label for _, label in across), "Total"]
    table = [sums.line(id, label, across, amounts) for id, label in lines]
    columns = [sums.column([a for a in amounts if a.across == year]) for year, _ in across]
    last = [(Text("Total"),), *columns, sums.column(amounts, whole=True)]
    rows = tuple(TableRow(tuple(Cell(tuple(cell)) for cell in row)) for row in (*table, last))
    content: list[Content] = [Table(TableRow(tuple(Cell((Text(word),)) for word in header)), rows)]
    homeless = [a for a in amounts if a.down is None or a.across is None]
    said = [Sentence((Blank(f"place in the table of the entry {a.row}"), Text("."))) for a in homeless]
    return (*content, Paragraph(tuple(said))) if said else tuple(content)


def _choices(field: Field, facts: Facts) -> list[tuple[str, str]]:
    return [(str(c.id), str(c.label)) for c in field.choices if evaluate(c.when, facts) is not False]


def _amount(row: Row, plan: Plan) -> Amount:
    down, across = (row.fields.get(str(field.id)) for field in (plan.down, plan.across))
    amount = row.fields.get(str(plan.amount.id))
    return Amount(
        row.id,
        down if isinstance(down, str) else None,
        across if isinstance(across, str) else None,
        amount if isinstance(amount, Decimal) else None,
    )


class _Sums:
    def __init__(self, plan: Plan, without: Sequence[str]) -> None:
        self.plan = plan
        self.without = without

    def line(
        self, id: str, label: str, across: Sequence[tuple[str, str]], amounts: Iterable[Amount]
    ) -> list[tuple[Inline, ...]]:
        here = [amount for amount in amounts if amount.down == id]
        if not here:
            gap: tuple[Inline, ...] = (Blank(f"amounts: {label}"),)
            return [(Text(label),), *([(Text(NOT_ENTERED),)] * len(across)), gap]
        cells = [self.cell([a for a in here if a.across == year], f"{label}, {named}") for year, named in across]
        return [(Text(label),), *cells, self.column(here)]

    def cell(self, here: list[Amount], named: str) -> tuple[Inline, ...]:
        """What is known of one cell, and a blank for each amount of it that is open."""
        if not here:
            return (Text(NO_ROW),)
        made: list[Inline] = []
        if any(a.amount is not None for a in here):
            made.append(self.sum(here))
        for amount in here:
            if amount.amount is None:
                more = f", {amount.row}" if len(here) > 1 else ""
                made += [Text(" ")] if made else []
                made.append(Blank(f"amount: {named}{more}"))
        return tuple(made)

    def column(self, here: list[Amount], whole: bool = False) -> tuple[Inline, ...]:
        """A sum of several cells; of the whole table, lines without any row are open too."""
        missing = sum(a.amount is None for a in here) + (len(self.without) if whole else 0)
        if not here and not missing:
            return (Text(NO_ROW),)
        if not missing:
            return (self.sum(here),)
        amounts = "amount" if missing == 1 else "amounts"
        return (self.sum(here), Text(f" (not complete: {missing} {amounts} open)"))

    def sum(self, here: list[Amount]) -> Filled:
        """Words computed from rows: of one row they are that row's, of several they name none."""
        known = [a for a in here if a.amount is not None]
        total = sum((a.amount for a in known if a.amount is not None), Decimal(0))
        row = known[0].row if len(known) == 1 else ""
        return Filled(self.plan.question, row, str(self.plan.amount.id) if row else "sum", words.money(total))
