"""The crosswalk as generated blocks: for each document what stands behind its clauses, and what counsel decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aipolicy.assemble import words
from aipolicy.assemble.authorities import NAME as AUTHORITY
from aipolicy.assemble.behind import Behind, BehindClause, BehindDocument, Held
from aipolicy.assemble.blocks import CONFIDENCE, STATUS
from aipolicy.assemble.decisions import said
from aipolicy.assemble.law_words import begins, date_words
from aipolicy.conditions import Facts
from aipolicy.document import (
    Block,
    Cell,
    Content,
    FormField,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from aipolicy.library import Library, PolicyBlock, Question
from aipolicy.library.law import NOT_LAW, LawEntry

KIND = "crosswalk"
NONE = "none"

Remark = tuple[Inline, ...]
"""A sentence in a cell."""


def crosswalk_blocks(found: Behind, library: Library, facts: Facts, home: str) -> tuple[Block, ...]:
    """The list of documents, a block for each of them, then those that wait, and the elements that are named."""
    made = [_block("documents", "Documents of the set", [_overview(found, library, home)])]
    made += [_Part(document, library, facts, home).block() for document in found.documents]
    if found.later:
        made.append(_block("later", "Documents that wait for a decision", _later(found, library)))
    named = found.elements()
    elements = [element for id, element in library.elements.items() if id in named]
    if elements:
        rows = [((Text(str(e.id)),), (Text(f"{e.element} ({e.source}, {e.where})"),)) for e in elements]
        made.append(_block("elements", "Elements of the framework", [table(("Element", "What it asks"), rows)]))
    return tuple(made)


def table(header: tuple[str, ...], rows: Iterable[tuple[Sequence[Inline], ...]]) -> Table:
    """A table of inlines under words."""
    made = tuple(Row(tuple(Cell(tuple(cell)) for cell in row)) for row in rows)
    return Table(Row(tuple(Cell((Text(word),)) for word in header)), made)


def _block(id: str, title: str, content: Iterable[Content]) -> Block:
    return Block(f"{KIND}.{id}", KIND, title, "", tuple(content))


def _overview(found: Behind, library: Library, home: str) -> Table:
    """Where each document's part stands: the paper is long."""
    rows = [
        (
            (Text(str(library.outlines[document.id].title)),),
            (Reference(f"{KIND}.{document.id}", home, ""),),
            (Text(str(len(document.clauses))),),
            (FormField("", "check"),),
        )
        for document in found.documents
    ]
    return table(("Document", "Here", "Clauses", "Done"), rows)


def _later(found: Behind, library: Library) -> Iterator[Content]:
    rows = [((Text(str(library.outlines[id].title)),), _asks(asked)) for id, asked in found.later.items()]
    yield table(("Document", "Waits for"), rows)


class _Part:
    """The block of one document."""

    def __init__(self, document: BehindDocument, library: Library, facts: Facts, home: str) -> None:
        self.document = document
        self.outline = library.outlines[document.id]
        self.facts = facts
        self.home = home

    def block(self) -> Block:
        return _block(self.document.id, str(self.outline.title), self.content())

    def content(self) -> Iterator[Content]:
        """What the part is about; its law; clauses with law or something to decide; the others; those that wait."""
        document = self.document
        count = len(document.clauses)
        stand = "One clause stands" if count == 1 else f"{count or 'No'} clauses stand"
        wait = f"; {len(document.held)} more wait for a decision" if document.held else ""
        name = Reference(document.id, document.id, "")
        state = (said(Text("Clauses for the law of one state wait until the state is decided.")),)
        opening = said(name, Text(f": {self.outline.publication}. {stand}{wait}."))
        yield Paragraph((opening, *(state if document.stateless else ())))
        law = self.document.law()
        if law:
            yield table(("Law behind this document", "Status", "Checked", "Source"), map(self.standing, law))
        notes = {str(entry.block.id): self.notes(entry) for entry in document.clauses}
        marked = [e for e in document.clauses if e.law or notes[str(e.block.id)]]
        if marked or document.terms:
            header = ("Clause", "Elements", "Law", "For counsel to decide", "Read, initials")
            rows = [self.row(entry, notes[str(entry.block.id)]) for entry in marked]
            rows += [self.terms(law) for law in dict.fromkeys(document.terms.values())]
            yield table(header, rows)
        rest = [entry for entry in document.clauses if entry not in marked]
        if rest:
            first = "These clauses rest on no law that the library holds, and nothing in them is open:"
            yield Paragraph((said(Text(first if marked else first.replace("These", "Its"))),))
            yield List(False, tuple(self.item(entry) for entry in rest))
            yield Paragraph((said(FormField("Initials for this list")),))
        if document.held:
            yield Paragraph((said(Text("These clauses wait for a decision:")),))
            yield table(("Clause", "Rests on", "Waits for"), map(self.held, document.held))

    def named(self, entry: BehindClause) -> tuple[Inline, ...]:
        """Number, title and id; where there is no number the reference prints the title."""
        title = f", {entry.block.title}" if entry.numbered else ""
        return Reference(str(entry.block.id), self.document.id, ""), Text(f"{title} ({entry.block.id})")

    def row(self, entry: BehindClause, notes: list[Remark]) -> tuple[tuple[Inline, ...], ...]:
        return self.named(entry), _elements(entry.block), self.law(entry.law), _sentences(notes), _initials()

    def terms(self, law: tuple[LawEntry, ...]) -> tuple[tuple[Inline, ...], ...]:
        """The definitions that rest on the same law."""
        terms = [f'"{term}"' for term, found in self.document.terms.items() if found == law]
        what = Text(f"{'Definition' if len(terms) == 1 else 'Definitions'} of {words.joined(terms)}")
        return (what,), (Text(NONE),), self.law(law), _sentences(self.of_law(law)), _initials()

    def item(self, entry: BehindClause) -> Item:
        ids = ", ".join(map(str, entry.block.framework)) or "no element"
        return Item((said(FormField("", "check"), *self.named(entry), Text(f": {ids}.")),))

    def held(self, entry: Held) -> tuple[tuple[Inline, ...], ...]:
        ids = ", ".join(map(str, entry.block.framework))
        law = self.law(entry.law) if entry.law else ()
        behind = (*((Text(ids),) if ids else ()), *((Text("; "),) if ids and law else ()), *law) or (Text(NONE),)
        return (Text(f"{entry.block.title} ({entry.block.id})"),), behind, _asks(entry.questions)

    def law(self, laws: tuple[LawEntry, ...]) -> tuple[Inline, ...]:
        """Each law with its place in the authorities: a citation can hold a semicolon, so it needs an end."""
        made: list[Inline] = []
        for law in laws:
            before = f"{'; ' if made else ''}{law.citation} ("
            made += [Text(before), self.place(law), Text(")")]
        return tuple(made) or (Text(NONE),)

    def place(self, law: LawEntry) -> Reference:
        return Reference(f"{AUTHORITY}.{law.id}", self.home, "")

    def naming(self, before: str, laws: list[LawEntry], after: str) -> Remark:
        """A sentence that names laws by their places in the authorities; their citations stand beside it."""
        made: list[Inline] = [Text(before)]
        for separator, law in zip(words.list_separators(len(laws), "and"), laws, strict=True):
            made += [Text(separator), self.place(law)] if separator else [self.place(law)]
        return (*made, Text(after))

    def notes(self, entry: BehindClause) -> list[Remark]:
        """What counsel must decide about a clause, a sentence each; nothing where there is nothing."""
        made = self.of_law(entry.law)
        made += [(Text(f"A blank stands here until this is decided: {question.ask}"),) for question in entry.open]
        if entry.block.instead_of_required:
            text = f"The text is from {entry.block.layer} and replaces a required clause; approve or restore it."
            made.append((Text(text),))
        return made

    def of_law(self, laws: tuple[LawEntry, ...]) -> list[Remark]:
        """What the law behind a clause leaves for counsel."""
        made: list[Remark] = []
        gone = [law for law in laws if law.status in NOT_LAW]
        if gone:
            made.append(
                self.naming("Change the text: nothing may rest on ", gone, ", because that is no law in force.")
            )
        laws = tuple(law for law in laws if law not in gone)
        second_hand = [law for law in laws if law.confidence not in ("primary", "unverified")]
        if second_hand:
            every = f"Confirm {'this law' if len(laws) == 1 else 'each of these'} in the official text."
            some = self.naming("Confirm ", second_hand, " in the official text.")
            made.append((Text(every),) if len(second_hand) == len(laws) else some)
        unknown = [law for law in laws if law.confidence == "unverified"]
        if unknown:
            made.append(self.naming("Find out whether the law says this, for nobody has confirmed it: ", unknown, "."))
        for law in laws:
            if law.status == "effective_later":
                dates = begins(law, self.facts)
                when = f"on {words.joined([date_words(date) for date in dates])}" if dates else "later"
                made.append(self.naming("Duties of the law of ", [law], f" begin {when}."))
        guidance = [law for law in laws if law.status == "guidance"]
        if guidance:
            made.append(self.naming("Say whether to follow the guidance of ", guidance, "; it obliges nobody."))
        return made

    def standing(self, law: LawEntry) -> tuple[tuple[Inline, ...], ...]:
        """A law with its official page and its place in the authorities; its status, and how sure it is."""
        named = (Link(str(law.url), (Text(str(law.citation)),)), Text(f", {law.title} ("), self.place(law), Text(")"))
        checked = words.long_date(str(law.checked))
        return named, (Text(STATUS[str(law.status)]),), (Text(checked),), (Text(CONFIDENCE[str(law.confidence)]),)


def _elements(block: PolicyBlock) -> tuple[Inline, ...]:
    return (Text(", ".join(map(str, block.framework)) or NONE),)


def _sentences(notes: list[Remark]) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for note in notes:
        made += [Text(" "), *note] if made else note
    return tuple(made) or (Text("nothing"),)


def _initials() -> tuple[Inline, ...]:
    return FormField("", "check"), FormField("")


def _asks(questions: Iterable[Question]) -> tuple[Inline, ...]:
    return (Text("; ".join(f"{q.ask}{' (counsel)' if q.for_counsel else ''}" for q in questions)),)
