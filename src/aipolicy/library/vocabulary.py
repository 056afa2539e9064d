"""From questions and derived answers to what conditions may speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from aipolicy.conditions import ALWAYS, Band, Case, Derivation, Predicate, Variable, questions_of
from aipolicy.library.questions import Choice, Question
from aipolicy.problems import Problem, did_you_mean
from aipolicy.source import Fields, Mapping, Node, Scalar

ReadCondition = Callable[[Node | None], Predicate]


def values_of(type: str, choices: Iterable[Choice]) -> tuple[str, ...]:
    """What an answer of this type can be compared with."""
    if type == "yes_no":
        return ("true", "false")
    return tuple(str(choice.id) for choice in choices)


def variable_of(question: Question) -> Variable:
    """The question as conditions see it."""
    fields: dict[str, tuple[str, ...]] = {}
    if question.type == "grid":
        fields = {str(column.id): values_of("choice", column.choices) for column in question.columns}
    elif question.type == "rows":
        comparable = ("yes_no", "choice", "choices")
        fields = {str(f.id): values_of(f.type, f.choices) for f in question.fields if f.type in comparable}
    pairs = {tuple(sorted((str(c.id), str(other)))) for c in question.choices for other in c.not_with}
    return Variable(
        id=str(question.id),
        kind=question.type,
        values=values_of(question.type, question.choices),
        when=question.when,
        optional=question.optional,
        fields=fields,
        only={str(column.id): column.only for column in question.columns if column.only},
        rows=tuple((str(row.id), row.when) for row in question.rows),
        rows_from=question.rows_from,
        exclusive=tuple(sorted((a, b) for a, b in pairs)),
        at_least=question.minimum or 0 if question.type == "choices" else 0,
    )


def read_derived(
    node: Mapping, condition: ReadCondition, known: dict[str, Variable], problems: list[Problem]
) -> Variable:
    """A derived answer, its inputs declared and its values closed."""
    keys = Fields(node, "the derived answer", problems)
    id = keys.text("id")
    keys.what = f"the derived answer '{id}'"
    inputs, values = keys.texts("from", required=True), tuple(str(v) for v in keys.texts("values", required=True))
    for name in inputs:
        if known and name not in known:
            hint = did_you_mean(name, sorted(known), list_up_to=0)
            keys.report(name.span, "unknown-question", f"there is no question '{name}'", hint)
    cases: list[Case] = []
    for item in keys.items("cases"):
        case = Fields(item, "the case", problems)
        value, when = case.text("value"), condition(case.node("when", required=True))
        case.finish()
        if value not in values:
            case.report(value.span, "unknown-choice", f"'{value}' is not among the values of '{id}'")
        for used in questions_of(when):
            if used not in inputs:
                hint = f"add it to 'from:' of {id}"
                case.report(case.span, "undeclared-input", f"the case compares '{used}', which is no input", hint)
        cases.append(Case(str(value), when))
    bands = tuple(_band(item, values, problems) for item in keys.items("bands"))
    otherwise = keys.text("else", "")
    if otherwise and otherwise not in values:
        keys.report(otherwise.span, "unknown-choice", f"'{otherwise}' is not among the values of '{id}'")
    if bool(cases) == bool(bands):
        keys.report(keys.span, "missing-key", f"{keys.what} needs either 'cases' or 'bands'")
    if bands and len(inputs) != 1:
        keys.report(keys.span, "bad-bands", "bands take exactly one question in 'from:'")
    if cases and not otherwise:
        keys.report(keys.span, "missing-key", f"{keys.what} has cases and no 'else'", "add 'else:' with a value")
    keys.finish()
    derivation = Derivation(tuple(map(str, inputs)), tuple(cases), str(otherwise), bands)
    return Variable(id=str(id), kind="derived", values=values, derivation=derivation)


def _band(node: Node, values: tuple[str, ...], problems: list[Problem]) -> Band:
    keys = Fields(node, "the band", problems)
    value = keys.text("value")
    if value not in values:
        keys.report(value.span, "unknown-choice", f"'{value}' is not among the declared values")
    lowest, below = _bound(keys.node("from"), problems), _bound(keys.node("below"), problems)
    keys.finish()
    return Band(str(value), lowest, below)


def _bound(node: Node | None, problems: list[Problem]) -> Decimal | str | None:
    if node is None:
        return None
    text = node.text if isinstance(node, Scalar) else ""
    if text.count("-") == 2:
        return text
    try:
        return Decimal(text)
    except InvalidOperation:
        problems.append(Problem(node.span, "bad-bands", "a bound is a number or a date such as 2027-07-01"))
        return None


def without_conditions(variable: Variable) -> Variable:
    """The variable waiting for no other, so that whoever goes on after a circle comes to an end."""
    always = tuple((row, ALWAYS) for row, _ in variable.rows)
    derivation = Derivation((), otherwise=variable.values[0]) if variable.derivation else None
    return replace(variable, when=ALWAYS, rows=always, rows_from="", derivation=derivation)


def cycle_in(vocabulary: dict[str, Variable]) -> tuple[str, ...]:
    """Ids that wait for each other in a circle, or nothing."""
    done: set[str] = set()

    def needs(variable: Variable) -> tuple[str, ...]:
        names = list(questions_of(variable.when))
        for _, when in variable.rows:
            names += questions_of(when)
        names += [variable.rows_from] if variable.rows_from else []
        if variable.derivation:
            names += variable.derivation.inputs
            for case in variable.derivation.cases:
                names += questions_of(case.when)
        return tuple(name for name in dict.fromkeys(names) if name in vocabulary)

    def visit(name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name in path:
            return (*path[path.index(name) :], name)
        if name in done:
            return ()
        for other in needs(vocabulary[name]):
            found = visit(other, (*path, name))
            if found:
                return found
        done.add(name)
        return ()

    for name in vocabulary:
        found = visit(name, ())
        if found:
            return found
    return ()
