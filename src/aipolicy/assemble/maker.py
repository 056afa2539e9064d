"""One document after the other: clauses filled and boxed, then generated blocks put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from aipolicy.answers import Answers
from aipolicy.answers.cleaning import clean
from aipolicy.assemble import blocks
from aipolicy.assemble.body import Filler
from aipolicy.assemble.context import context_of
from aipolicy.assemble.decisions import BOXED, OpenDecision, box, open_decision
from aipolicy.assemble.fingerprints import LISTS
from aipolicy.assemble.places import Collector
from aipolicy.assemble.publication import privileged
from aipolicy.assemble.select import Chosen, Generated, Selected, SelectedSection, Waiting, waiting_for
from aipolicy.assemble.state_law import state_law_note
from aipolicy.assemble.totals import KIND as TOTALS
from aipolicy.assemble.totals import plan_of, totals
from aipolicy.assemble.values import Group, Records, blank
from aipolicy.assemble.wording import terms_in
from aipolicy.conditions import Answered, Facts, evaluate
from aipolicy.document import Blank, Block, Citation, Clause, Content, Document, Filled, Reference, Section, walk
from aipolicy.library import Library
from aipolicy.library.law import LawEntry
from aipolicy.library.model import Manual
from aipolicy.problems import InvalidContent, Problem

BLOCK_TITLES = {
    "definitions": "Definitions",
    "legal-references": "Legal references",
    "cross-references": "Cross references",
    "adoption": "Adoption",
    "totals": "Totals",
    "decision-register": "Decisions",
    "duties": "Duties",
    "crosswalk": "Clauses by document",
    "authorities": "Authorities",
    "counsel-questions": "Questions for counsel",
    "law-dates": "Dates that law sets",
}


class Maker:
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
        self.shown = Collector()
        self.kept = Collector()
        """What `shown` is, of privileged documents: a public register must not tell what stands in them."""
        self.defined: dict[str, tuple[str, ...]] = {}
        self.totals = 0

    def document(self, selected: Selected) -> Document:
        """The document with its clauses and decision boxes; generated blocks are still empty."""
        outline = selected.outline
        self.filler.speak_to(str(outline.audience))
        self.totals = 0
        upper = self.manual.headings == "upper"
        boxed: dict[str, None] = self.open_in.setdefault(str(outline.id), {})
        waits = _titles(selected)
        kinds = {e.kind for part in selected.sections for e in part.entries if isinstance(e, Generated)}
        # The register of decisions says in full what a box would say, and about each decision; a paper for counsel
        # leads to it.
        boxes = not self.final and "decision-register" not in kinds and not privileged(outline)
        sections = []
        for part in selected.sections:
            children = _Part(self, str(outline.id), part, boxed, waits, boxes).children()
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

    def opened(self, id: str, told: bool = True) -> OpenDecision | None:
        """The open decision on a question, if it is open; remembered for the whole set where `told`."""
        found = open_decision(id, self.library, self.answers, self.facts)
        if found is not None and told:
            self.open[id] = found
        return found

    def generated(
        self,
        selected: Selected,
        draft: Document,
        drafts: list[Document],
        registers: Mapping[str, tuple[Block, ...]] = {},
    ) -> Document:
        """`draft` with its generated blocks filled; blocks with nothing in them and empty sections are left out.

        `registers` are the blocks that stand for a register.
        """
        sections = []
        made = [child for section in draft.sections for child in section.children]
        clauses = [child for child in made if isinstance(child, Clause)]
        self.filler.speak_to(str(selected.outline.audience))
        defined = any(isinstance(child, Block) and child.kind == "definitions" for child in made)
        terms = self.filler.definitions(terms_in(clauses)) if defined else {}
        self.defined[draft.id] = tuple(terms)
        for section in draft.sections:
            children: list[Clause | Block] = []
            for child in section.children:
                if isinstance(child, Block) and child.kind in LISTS:
                    children += registers.get(child.kind, ())
                    continue
                if isinstance(child, Block) and child.kind in BLOCK_TITLES:
                    content = child.content or self.content(child.kind, selected, draft, clauses, terms, drafts)
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
        # Whoever reads a privileged paper has to know how sure each law is, in every copy of it.
        working = not self.final or privileged(selected.outline)
        if kind == "definitions":
            return tuple(part for parts in terms.values() for part in parts)
        if kind == "adoption":
            return blocks.adoption(selected.outline, self.manual, self.library, self.answers, self.facts, working)
        if kind == "legal-references":
            note = () if self.final else state_law_note(selected, self.library, self.answers)
            return (*blocks.legal_references(self.citations(clauses, terms), working), *note)
        topics = self.filler.topics
        nodes = [node for clause in clauses for node in walk(clause)]
        labels = {node.label for node in nodes if isinstance(node, Blank)}
        missing = [topic for topic in topics if self.filler.topic_blank(topic) in labels]
        group = self.context.get("manual")
        codes = group.get("cross_references") if isinstance(group, Group) else None
        rows = codes if isinstance(codes, Records) else None
        # The policy leads into the whole manual; a form or a contract only to what it speaks of.
        cited = {n.row for n in nodes if isinstance(n, Filled) and n.question == "manual.cross_references"}
        if selected.outline.kind == "policy":
            told = [other for other in drafts if not privileged(self.library.outlines[other.id])]
            return blocks.cross_references(draft, told, rows, missing, topics, None)
        targets = {node.target for node in nodes if isinstance(node, Reference)}
        targets |= {self.groups[target] for target in targets if target in self.groups}
        near = [other for other in drafts if self.leading(other) or not targets.isdisjoint(_names(other))]
        return blocks.cross_references(draft, near, rows, missing, topics, cited)

    def leading(self, document: Document) -> bool:
        """Whether every document of the set refers to this one: the policy does not need to be named in the text."""
        return self.library.outlines[document.id].kind == "policy"

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


def _names(document: Document) -> Iterator[str]:
    """What a reference to the document or to a part of it may name."""
    yield document.id
    for section in document.sections:
        yield f"{document.id}/{section.id}"
        yield from (child.id for child in section.children)


class _Part:
    """One section of a document in the making."""

    def __init__(
        self,
        maker: Maker,
        document: str,
        part: SelectedSection,
        boxed: dict[str, None],
        waits: Mapping[str, list[str]],
        boxes: bool,
    ) -> None:
        self.maker = maker
        self.part = part
        self.place = (document, str(part.outline.id), str(part.outline.title))
        self.boxed = boxed
        self.waits = waits
        self.prints_boxes = boxes
        self.shown = maker.kept if privileged(maker.library.outlines[document]) else maker.shown

    def children(self) -> tuple[Clause | Block, ...]:
        """The clauses that stand, the boxes of those that wait, and the places of generated blocks."""
        made: list[Clause | Block] = []
        shown, maker = self.shown, self.maker
        for entry in self.part.entries:
            match entry:
                case Chosen(block, group):
                    if group:
                        maker.groups[group] = str(block.id)
                    clause, missing = maker.filler.clause(block)
                    if clause is not None:
                        made.append(clause)
                        shown.blank(missing, *self.place, clause.id)
                    made += self.boxes(missing)
                case Waiting(block, questions):
                    shown.left_out(questions, *self.place, str(block.title))
                    made += self.boxes(questions)
                case Generated(kind) if kind == TOTALS:
                    made += self.totals(entry)
                case Generated(kind):
                    made.append(blocks.block(kind, BLOCK_TITLES[kind], ()))
        return tuple(made)

    def boxes(self, questions: Iterable[str]) -> list[Block]:
        """A box for each open question that has none in this document yet."""
        made = []
        for id in questions:
            found = self.maker.opened(id, told=self.shown is self.maker.shown)
            if found is None or id in self.boxed:
                continue
            if found.question.type in BOXED or self.waits.get(id) or found.decision is not None:
                self.boxed[id] = None
                if self.prints_boxes:
                    self.shown.boxed(id, *self.place)
                    made.append(box(found, self.waits.get(id, ()), self.maker.facts))
        return made

    def totals(self, entry: Generated) -> list[Block]:
        """The table of sums; its decision box while the rows are open, nothing where nobody is asked for them."""
        maker, title = self.maker, BLOCK_TITLES[TOTALS]
        try:
            plan = plan_of(entry.options, maker.library)
        except InvalidContent as error:
            maker.problems += error.problems
            return []
        answered = evaluate(Answered(plan.question), maker.facts)
        if answered is True:
            content = totals(plan, maker.answers, maker.facts)
            maker.totals += 1
            id = TOTALS if maker.totals == 1 else f"{TOTALS}-{maker.totals}"
            return [Block(id, TOTALS, title, "", content)]
        if answered is False:
            return []
        waiting = waiting_for(Answered(plan.question), maker.facts)
        self.shown.left_out(waiting, *self.place, title)
        return self.boxes(waiting)


def _titles(selected: Selected) -> dict[str, list[str]]:
    """For each open question, the titles of the clauses that wait for it."""
    found: dict[str, list[str]] = {}
    for section in selected.sections:
        for entry in section.entries:
            if isinstance(entry, Waiting):
                for question in entry.questions:
                    found.setdefault(question, []).append(str(entry.block.title))
    return found
