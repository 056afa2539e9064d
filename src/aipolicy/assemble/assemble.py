"""The pipeline: select, fill, read, word, number, refer. A library and answers in, documents out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from aipolicy import __version__
from aipolicy.answers import Answers, facts_of
from aipolicy.assemble import blocks
from aipolicy.assemble.body import Filler
from aipolicy.assemble.context import context_of
from aipolicy.assemble.decisions import BOXED, OpenDecision, box, open_decision
from aipolicy.assemble.draft import ReviewState, draft_line, unconfirmed
from aipolicy.assemble.fingerprints import clause_fingerprints, review_fingerprint
from aipolicy.assemble.number import Places, numbered, resolved
from aipolicy.assemble.select import Chosen, Generated, Selected, SelectedSection, Waiting, select, waiting_targets
from aipolicy.assemble.values import Group, Records, blank, clean
from aipolicy.assemble.wording import terms_in
from aipolicy.conditions import Facts
from aipolicy.document import Blank, Block, Citation, Clause, Content, Document, Filled, Section, walk
from aipolicy.library import Library
from aipolicy.library.model import LawEntry, Manual
from aipolicy.problems import InvalidContent, Problem, Span

BLOCK_TITLES = {
    "definitions": "Definitions",
    "legal-references": "Legal references",
    "cross-references": "Cross references",
    "adoption": "Adoption",
}


@dataclass(frozen=True, slots=True)
class Assembled:
    """A whole set: documents in the library's order, what is open, and the fingerprints of the text.

    `waiting` names the documents that wait for a decision themselves, with the questions.
    `problems` are warnings; errors are raised.
    """

    documents: tuple[Document, ...]
    selected: tuple[Selected, ...]
    open: tuple[OpenDecision, ...]
    open_in: Mapping[str, tuple[str, ...]]
    blanks: Mapping[str, int]
    unconfirmed: tuple[str, ...]
    waiting: Mapping[str, tuple[str, ...]]
    review: ReviewState
    clause_fingerprints: Mapping[str, str]
    problems: tuple[Problem, ...]


def manual_of(library: Library, answers: Answers) -> Manual:
    """The district's manual profile; plain until it has chosen one. Raises InvalidContent where there is none."""
    chosen = answers.value("manual.profile")
    found = library.manuals.get(chosen if isinstance(chosen, str) else "plain") or next(
        iter(library.manuals.values()), None
    )
    if found is None:
        message = "the library has no manual profile"
        span = Span("policy_blocks/manuals.yaml")
        raise InvalidContent([Problem(span, "no-manual", message, "add one with the id 'plain'")])
    return found


def assemble(library: Library, answers: Answers, *, final: bool = False) -> Assembled:
    """The documents of this district. `final` leaves out every mark of a working draft.

    Raises InvalidContent when a clause cannot be filled or read.
    """
    facts = facts_of(answers, library.interview)
    manual = manual_of(library, answers)
    problems: list[Problem] = []
    selection = select(library, facts)
    chosen = [s for s in selection if s.truth is True]
    waiting = {str(s.outline.id): s.waits_for for s in selection if s.truth is None}
    maker = _Maker(library, answers, facts, manual, final, problems)
    for question in dict.fromkeys(question for questions in waiting.values() for question in questions):
        maker.opened(question)
    drafts = [maker.document(selected) for selected in chosen]
    drafts = [maker.generated(selected, draft, drafts) for selected, draft in zip(chosen, drafts, strict=True)]
    drafts = [
        numbered(draft, str(selected.outline.numbering or manual.numbering), _unnumbered(selected))
        for selected, draft in zip(chosen, drafts, strict=True)
    ]
    bare = frozenset(str(type.type) for type in manual.documents.values())
    places = Places(drafts, maker.groups, waiting_targets(selection), bare)
    spans = {id: Span(block.path, block.body_line) for id, block in library.blocks.items()}
    drafts = [resolved(draft, places, spans, problems) for draft in drafts]
    marks = clause_fingerprints(drafts)
    scope = answers.reviewed.scope if answers.reviewed else ()
    review = ReviewState(answers.reviewed, review_fingerprint(marks, scope))
    errors = [p for p in problems if p.severity == "error"]
    if errors:
        raise InvalidContent(problems)
    documents = tuple(_marked(draft, answers, review, marks, final) for draft in drafts)
    order = list(library.interview.questions)
    return Assembled(
        documents=documents,
        selected=tuple(chosen),
        open=tuple(sorted(maker.open.values(), key=lambda o: order.index(o.question.id))),
        open_in={id: tuple(found) for id, found in maker.open_in.items()},
        blanks={d.id: sum(isinstance(node, Blank) for node in walk(d)) for d in documents},
        unconfirmed=unconfirmed(answers),
        waiting=waiting,
        review=review,
        clause_fingerprints=marks,
        problems=tuple(problems),
    )


def _unnumbered(selected: Selected) -> frozenset[str]:
    return frozenset(str(s.outline.id) for s in selected.sections if not s.outline.numbered)


def _marked(draft: Document, answers: Answers, review: ReviewState, marks: Mapping[str, str], final: bool) -> Document:
    own = review_fingerprint({k: v for k, v in marks.items() if k.startswith(f"{draft.id}/")}, ())
    version = f"Text {own[:8]}" if final else f"Library {__version__}, text {own[:8]}"
    return replace(draft, draft="" if final else draft_line(draft.id, answers, review), version=version)


class _Maker:
    """Makes documents one after the other; remembers groups and open decisions for the whole set."""

    def __init__(
        self, library: Library, answers: Answers, facts: Facts, manual: Manual, final: bool, problems: list[Problem]
    ) -> None:
        self.library = library
        self.answers = answers
        self.facts = facts
        self.manual = manual
        self.final = final
        self.problems = problems
        self.context = context_of(library, answers, facts, manual)
        self.filler = Filler(library, self.context, facts, str(manual.duty_verb), problems)
        self.groups: dict[str, str] = {}
        self.open: dict[str, OpenDecision] = {}
        self.open_in: dict[str, dict[str, None]] = {}

    def document(self, selected: Selected) -> Document:
        """The document with its clauses and decision boxes; generated blocks are still empty."""
        outline = selected.outline
        upper = self.manual.headings == "upper"
        boxed: dict[str, None] = self.open_in.setdefault(str(outline.id), {})
        waits = _titles(selected)
        sections = []
        for part in selected.sections:
            children = self.children(part, boxed, waits)
            if children:
                title = str(part.outline.title)
                sections.append(Section(str(part.outline.id), title.upper() if upper else title, "", children))
        type = self.manual.documents[outline.kind]
        code = blocks.manual_code(outline.id, self.answers)
        label = self.manual.label.format(type=type.type, short=type.short, code=code.text) if code else str(type.type)
        name = self.answers.value("district.name")
        district = clean(name) if isinstance(name, str) else ""
        district = "[blank: name of the district]" if blank(district) else district
        return Document(str(outline.id), str(outline.title), district, label, "", "", "en-US", tuple(sections))

    def children(
        self, part: SelectedSection, boxed: dict[str, None], waits: Mapping[str, list[str]]
    ) -> tuple[Clause | Block, ...]:
        made: list[Clause | Block] = []
        for entry in part.entries:
            match entry:
                case Chosen(block, group):
                    if group:
                        self.groups[group] = str(block.id)
                    clause, missing = self.filler.clause(block)
                    made += [clause] if clause is not None else []
                    made += self.boxes(missing, boxed, waits)
                case Waiting(questions=questions):
                    made += self.boxes(questions, boxed, waits)
                case Generated(kind):
                    made.append(blocks.block(kind, BLOCK_TITLES[kind], ()))
        return tuple(made)

    def boxes(self, questions: Iterable[str], boxed: dict[str, None], waits: Mapping[str, list[str]]) -> list[Block]:
        """A box for each open question that has none in this document yet."""
        made = []
        for id in questions:
            found = self.opened(id)
            if found is None or id in boxed:
                continue
            if found.question.type in BOXED or waits.get(id) or found.decision is not None:
                boxed[id] = None
                made += [] if self.final else [box(found, waits.get(id, ()), self.facts)]
        return made

    def opened(self, id: str) -> OpenDecision | None:
        """The open decision on a question, if it is open; remembered for the whole set."""
        found = open_decision(id, self.library, self.answers, self.facts)
        if found is not None:
            self.open[id] = found
        return found

    def generated(self, selected: Selected, draft: Document, drafts: list[Document]) -> Document:
        """`draft` with its generated blocks filled; blocks with nothing in them and empty sections are left out."""
        sections = []
        made = [child for section in draft.sections for child in section.children]
        clauses = [child for child in made if isinstance(child, Clause)]
        defined = any(isinstance(child, Block) and child.kind == "definitions" for child in made)
        terms = self.filler.definitions(terms_in(clauses)) if defined else {}
        for section in draft.sections:
            children: list[Clause | Block] = []
            for child in section.children:
                if isinstance(child, Block) and child.kind in BLOCK_TITLES:
                    content = self.content(child.kind, selected, draft, clauses, terms, drafts)
                    if not content:
                        continue
                    alone = child.title.lower() == section.title.lower() or len(section.children) == 1
                    child = replace(child, content=content, title="" if alone else child.title)
                children.append(child)
            if children:
                sections.append(replace(section, children=tuple(children)))
        return replace(draft, sections=tuple(sections))

    def content(
        self,
        kind: str,
        selected: Selected,
        draft: Document,
        clauses: list[Clause],
        terms: Mapping[str, tuple[Content, ...]],
        drafts: list[Document],
    ) -> tuple[Content, ...]:
        working = not self.final
        if kind == "definitions":
            return tuple(part for parts in terms.values() for part in parts)
        if kind == "adoption":
            return blocks.adoption(selected.outline, self.manual, self.library, self.answers, self.facts, working)
        if kind == "legal-references":
            return blocks.legal_references(self.citations(clauses, terms), working)
        topics = self.filler.topics
        nodes = [node for clause in clauses for node in walk(clause)]
        labels = {node.label for node in nodes if isinstance(node, Blank)}
        missing = [topic for topic in topics if self.filler.topic_blank(topic) in labels]
        group = self.context.get("manual")
        codes = group.get("cross_references") if isinstance(group, Group) else None
        rows = codes if isinstance(codes, Records) else None
        # The policy leads into the whole manual; a form or a contract only to what it speaks of.
        cited = {n.row for n in nodes if isinstance(n, Filled) and n.question == "manual.cross_references"}
        named = None if selected.outline.kind == "policy" else cited
        return blocks.cross_references(draft, drafts, rows, missing, topics, named)

    def citations(self, clauses: list[Clause], terms: Mapping[str, tuple[Content, ...]]) -> list[LawEntry]:
        """The law behind the clauses and the definitions."""
        ids: dict[str, None] = {}
        for clause in clauses:
            ids |= dict.fromkeys(map(str, self.library.blocks[clause.id].citations))
        for term in terms:
            ids |= dict.fromkeys(map(str, self.library.terms[term].citations))
        defined = [Clause(term, "", "", content) for term, content in terms.items()]
        for clause in (*clauses, *defined):
            ids |= {node.id: None for node in walk(clause) if isinstance(node, Citation)}
        return [self.library.citations[id] for id in ids if id in self.library.citations]


def _titles(selected: Selected) -> dict[str, list[str]]:
    """For each open question, the titles of the clauses that wait for it."""
    found: dict[str, list[str]] = {}
    for section in selected.sections:
        for entry in section.entries:
            if isinstance(entry, Waiting):
                for question in entry.questions:
                    found.setdefault(question, []).append(str(entry.block.title))
    return found
