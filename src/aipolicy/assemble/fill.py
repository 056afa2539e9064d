"""Filling a clause body: sandboxed Jinja that only inserts values. The only door to jinja2.

What a template prints is not text but a marker, U+E000 number U+E001; the inline that stands for the
marker waits in a table that the Markdown reader looks up, so an answer can never change a document's structure.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aipolicy.assemble import words
from aipolicy.assemble.values import Items, Missing, Named, Phrase, Records, Value
from aipolicy.document import Blank, Citation, Filled, Inline, Reference
from aipolicy.problems import Problem, Span

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

OPEN, CLOSE = "\ue000", "\ue001"
FILTERS = ("cap", "a", "and", "or", "plural", "date", "money", "where")
LOOP = re.compile(r"(\{%-? *for +\w+ +in +)(.+?) *-?%\}")
FUNCTIONS = ("ref", "doc", "cite", "manual_ref")


@dataclass(frozen=True, slots=True)
class FilledBody:
    """A filled body: text with markers, what each marker stands for, and whether a loop found nothing.

    `missing` are the questions whose answers it lacks, in reading order.
    """

    text: str
    inserts: tuple[Inline, ...]
    empty_loop: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Functions:
    """What `ref`, `doc`, `cite` and `manual_ref` print: inlines; the numbers come later."""

    cite: Callable[[str], Inline]
    doc: Callable[[str], Inline]
    manual_ref: Callable[[str], Inline]


class _Run:
    """One filling: the inserts so far, whether a loop found nothing, and which answers were not there."""

    def __init__(self) -> None:
        self.inserts: list[Inline] = []
        self.empty_loop = False
        self.missing: dict[str, None] = {}

    def marker(self, inline: Inline) -> str:
        self.inserts.append(inline)
        return f"{OPEN}{len(self.inserts) - 1}{CLOSE}"

    def printed(self, value: object) -> str:
        """The marker, or markers and words, for what a template prints."""
        match value:
            case Named(inner):
                return self.printed(inner)
            case Value(question, row, field, text):
                return self.marker(Filled(question, row, field, text)) if text else ""
            case Missing(question, label):
                self.missing[question] = None
                return self.marker(Blank(label))
            case Phrase(parts):
                return "".join(part if isinstance(part, str) else self.printed(part) for part in parts)
            case Items():
                return self.printed(value.joined("and"))
            case str():
                return value
            case Reference() | Citation() | Filled() | Blank():
                return self.marker(value)
            case _:
                str(value)  # an undefined name says here which one it is
                raise TypeError(f"a template may not print {type(value).__name__}")


class LoopItems:
    """A collection being looped over; tells the run when there was nothing in it."""

    def __init__(self, collection: Items | Records | Missing, run: _Run) -> None:
        self.collection = collection
        self.run = run

    def __iter__(self) -> Any:
        found = list(self.collection)
        unsettled = isinstance(self.collection, Records) and self.collection.unsettled
        if unsettled or isinstance(self.collection, Missing):
            self.run.missing[self.collection.question] = None
        self.run.empty_loop = self.run.empty_loop or not found
        return iter(found)


def fill(
    body: str, context: Mapping[str, object], functions: Functions, place: Span
) -> tuple[FilledBody | None, list[Problem]]:
    """`body` with its answers in place. Problems, not exceptions, for a template that cannot be filled.

    `place` is where the body begins in its file.
    """
    if OPEN in body or CLOSE in body:
        message = "the private-use characters U+E000 and U+E001 may not stand in a clause"
        return None, [Problem(place, "bad-character", message, "delete them; they are invisible")]
    if "{" not in body:
        return FilledBody(body, (), False), []
    import jinja2

    run = _Run()
    try:
        template = _compiled(body)
        named: dict[str, object] = {
            "ref": lambda target: Reference(target, "", ""),
            "cite": functions.cite,
            "doc": functions.doc,
            "manual_ref": functions.manual_ref,
        }
        text = template.render(**context, **named, __run__=run)
    except jinja2.TemplateSyntaxError as error:
        where = Span(place.path, place.line + (error.lineno or 1) - 1, 1)
        return None, [Problem(where, "template-syntax", f"cannot read this: {error.message}")]
    except (jinja2.TemplateError, TypeError) as error:
        return None, [Problem(place, "template-error", f"cannot fill this clause: {error}")]
    return FilledBody(text, tuple(run.inserts), run.empty_loop, tuple(run.missing)), []


@functools.lru_cache(maxsize=4096)
def _compiled(body: str) -> Any:
    tree = environment().parse(LOOP.sub(r"\1(\2) | __loop__ %}", body))
    _closed(tree)
    return environment().from_string(tree)


def _closed(tree: Any) -> None:
    """Refuse what no clause may hold even where nobody has run the checks: a build must not compute anything."""
    from jinja2 import TemplateSyntaxError, nodes

    known: tuple[type, ...] = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr)
    known += (nodes.Filter, nodes.Call, nodes.Const, nodes.For, nodes.Keyword, nodes.List)
    for node in tree.find_all(nodes.Node):
        call = isinstance(node, nodes.Call)
        if call and (len(node.args) != 1 or not isinstance(getattr(node.args[0], "value", None), str)):
            raise TemplateSyntaxError('a function takes one id in quotes, such as ref("clause.id")', node.lineno)
        if not isinstance(node, known):
            kind = type(node).__name__.lower()
            raise TemplateSyntaxError(f"'{kind}' may not stand in a clause", node.lineno)


@functools.cache
def environment() -> SandboxedEnvironment:
    """The sandbox: our values' own names and nothing of Python's."""
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    class Environment(SandboxedEnvironment):
        def getattr(self, obj: Any, attribute: str) -> Any:
            found = obj.get(attribute) if hasattr(type(obj), "get") and not isinstance(obj, dict) else None
            return self.undefined(obj=obj, name=attribute) if found is None else found

        def getitem(self, obj: Any, argument: Any) -> Any:
            return self.undefined(obj=obj, name=str(argument))

    @jinja2.pass_context
    def finalize(context: Any, value: object) -> str:
        return str(context["__run__"].printed(value))

    made = Environment(
        finalize=finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    made.filters |= {
        "cap": _text_filter(words.capitalized),
        "a": _text_filter(words.with_article),
        "plural": _text_filter(words.plural),
        "date": _text_filter(words.long_date),
        "money": _text_filter(lambda text: text if text.startswith("$") else f"${text}"),
        "and": lambda value: _joined(value, "and"),
        "or": lambda value: _joined(value, "or"),
        "where": _where,
        "__loop__": jinja2.pass_context(lambda context, value: LoopItems(value, context["__run__"])),
    }
    return made


def _text_filter(change: Callable[[str], str]) -> Callable[[object], object]:
    def apply(value: object) -> object:
        match value:
            case Named(inner):
                return inner.changed(change)
            case Value():
                return value.changed(change)
            case Phrase(parts) if parts:
                first = parts[0]
                return Phrase((change(first) if isinstance(first, str) else first.changed(change), *parts[1:]))
            case Items() if value.items:
                return apply(value.joined("and"))
            case Citation() | Reference() | Filled():
                return value
        return value

    return apply


def _joined(value: object, word: str) -> object:
    return value.joined(word) if isinstance(value, Items) else value


def _where(value: object, **tests: object) -> object:
    if not isinstance(value, Records):
        return value
    wanted = {name: [t] if isinstance(t, str) else [str(x) for x in t] for name, t in tests.items()}  # type: ignore[attr-defined]
    return value.where(wanted)
