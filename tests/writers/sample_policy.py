"""A board policy made by hand, as long and as varied as a real one, and a form for families."""

from __future__ import annotations

from aipolicy.document import (
    Blank,
    Block,
    Cell,
    Citation,
    Clause,
    Document,
    Emphasis,
    Filled,
    FormField,
    Inline,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Reference,
    Row,
    Section,
    Sentence,
    Signature,
    Strong,
    Table,
    Term,
    Text,
)

TOOL = Term("ai-tool", "AI tool")
DISTRICT = Filled("district.name", "", "", "Maple Grove City School District")


def sentence(*inlines: Inline | str) -> Sentence:
    return Sentence(tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines))


def para(*sentences: Sentence | str) -> Paragraph:
    return Paragraph(tuple(sentence(s) if isinstance(s, str) else s for s in sentences))


def items(*rows: Sentence | str | Item, ordered: bool = False) -> List:
    made = (row if isinstance(row, Item) else Item((sentence(row) if isinstance(row, str) else row,)) for row in rows)
    return List(ordered, tuple(made))


def row(*cells: Inline | str | tuple[Inline, ...]) -> Row:
    made = (c if isinstance(c, tuple) else (Text(c) if isinstance(c, str) else c,) for c in cells)
    return Row(tuple(Cell(cell) for cell in made))


def ref(target: str, words: str, document: str = "") -> Reference:
    return Reference(target, document, words)


TOOLS = Table(
    row("Tool", "Purpose", "Who may use it", "Student information", "Agreement"),
    (
        row(
            Filled("tools.register", "writing-coach", "name", "Draftwise Writing Coach"),
            Filled(
                "tools.register", "writing-coach", "purpose", "Feedback on drafts of essays before a teacher reads them"
            ),
            "Students, grades 7 to 12",
            "Name, sign-in, and the student's own writing",
            "National agreement, signed",
        ),
        row("Lesson Planner", "Lesson outlines and practice questions", "Staff", "None", "Provider's terms, reviewed"),
        row(
            "Reading Tutor",
            "Reading practice aloud",
            "Students, grades 3 to 5",
            Blank("data the tool receives"),
            "Pilot",
        ),
    ),
)


def policy(draft: str = "DRAFT of January 12, 2027: not adopted, not yet reviewed by counsel") -> Document:
    """Every kind of node that assembly makes, in a policy of about five pages."""
    purpose = Clause(
        "policy.purpose",
        "Purpose",
        "1.1",
        (
            para(
                sentence("This policy states how ", DISTRICT, " uses artificial intelligence."),
                "It binds every employee, student, contractor, and volunteer of the District.",
                sentence("It carries out ", Citation("oh-ai-policy", "R.C. 3301.24"), "."),
            ),
            para(
                sentence("The Board adopts these goals: "),
            ),
            items(
                "Students learn to use an AI tool with care, and to judge what it produces.",
                Item(
                    (sentence("Staff save time on routine work without lowering its quality:"),),
                    items("lesson outlines and practice questions;", "translation of routine notices.", ordered=True),
                ),
                sentence(
                    "Families know which tools their children use, as ", ref("policy.tools", "section 3.1"), " says."
                ),
            ),
        ),
    )
    scope = Clause(
        "policy.scope",
        "Scope and other policies",
        "1.2",
        (
            para(
                sentence(
                    "This policy applies with ", Strong((Text("Acceptable Use, EDE"),)), " and does not replace it."
                ),
                sentence("Where two policies differ, ", Emphasis((Text("the stricter rule"),)), " controls."),
                sentence(
                    "The form for families is in ", ref("caregiver-notice", "Exhibit 0441-E1", "caregiver-notice"), "."
                ),
            ),
        ),
    )
    terms = Block(
        "definitions",
        "definitions",
        "Terms",
        "2.1",
        (
            para(
                sentence(
                    Strong((Text("AI tool"),)), " means software that produces text, images, or decisions from data."
                )
            ),
            para(
                sentence(
                    Strong((Text("Approved tool"),)),
                    " means an ",
                    TOOL,
                    " listed in ",
                    ref("policy.tools", "section 3.1"),
                    ".",
                )
            ),
            Note("note", (para("A calculator or a spelling checker is not an AI tool."),)),
        ),
    )
    tools = Clause(
        "policy.tools",
        "Approved tools",
        "3.1",
        (
            para(
                sentence(
                    "Staff and students must use only an ", Term("approved-tool", "approved tool"), " for school work."
                ),
                "The Director of Technology must keep this list and post it on the District's website:",
            ),
            TOOLS,
            para(
                sentence(
                    "The Director must review each tool once a year, on the date in ",
                    ref("policy.review", "section 4.1"),
                    ".",
                )
            ),
        ),
    )
    decisions = Clause(
        "policy.reserved-decisions",
        "Decisions reserved for people",
        "3.2",
        (
            para("These decisions belong to a person and must not be made by an AI tool:"),
            items("a student's grade or placement;", "discipline;", "special education eligibility;", ordered=True),
            para(sentence("A teacher must sign each one; the record is ", Blank("name of the record"), ".")),
        ),
    )
    box = Block(
        "decision-consent-model",
        "decision",
        "",
        "",
        (
            Note(
                "decision",
                (
                    para(sentence(Strong((Text("How will parents and guardians be asked?"),)))),
                    items(
                        "Opt-in: a signed form first. Strongest protection; most paperwork, and some students wait.",
                        "Opt-out: notice, then use unless a parent objects. Less paperwork; weaker protection.",
                    ),
                    para(
                        "The Superintendent decides after counsel's advice, by March 1, 2027.",
                        "One clause waits for it.",
                    ),
                ),
            ),
            Note("draft", (para("Counsel confirms that 34 CFR 99.30 applies to each tool."),)),
        ),
    )
    second = Block(
        "decision-age", "decision", "", "", (Note("decision", (para("From what age may a student use a chatbot?"),)),)
    )
    review = Clause(
        "policy.review",
        "Review",
        "4.1",
        (
            para(
                "The Superintendent must report to the Board by June 30 of each year.",
                sentence(
                    "The framework is at ", Link("https://example.org/framework?a=1&b=2", (Text("example.org"),)), "."
                ),
            ),
        ),
    )
    legal = Block(
        "legal-references",
        "legal-references",
        "Legal references",
        "",
        (
            items(
                sentence(Citation("ferpa-consent", "34 CFR 99.30"), " FERPA, written consent to disclose"),
                "R.C. 3301.24",
            ),
        ),
    )
    adoption = Block(
        "adoption",
        "adoption",
        "Adoption",
        "",
        (
            Table(
                row("Event", "Date"),
                (row("First reading", "February 9, 2027"), row("Adopted", Blank("date of adoption"))),
            ),
            Signature(("President of the Board of Education", "Date")),
        ),
    )
    return Document(
        "board-policy",
        "Artificial Intelligence",
        "Maple Grove City School District",
        "Board Policy 0441",
        draft,
        "Library 0.1.0, built from answers of January 12, 2027",
        "en",
        (
            Section("purpose", "Purpose and scope", "1", (purpose, scope)),
            Section("definitions", "Definitions", "2", (terms,)),
            Section("use", "Use of AI tools", "3", (tools, decisions, box, second)),
            Section("review", "Review and reports", "4", (review,)),
            Section("references", "References", "", (legal, adoption)),
        ),
    )


def form() -> Document:
    """An exhibit without numbers: boxes to tick, lines to fill in, signatures."""
    choices = items(
        sentence(FormField("I give consent for every tool in the list.", "check")),
        sentence(FormField("I give consent only for the tools that I name here.", "check")),
        sentence(FormField("I do not give consent.", "check")),
    )
    clause = Clause(
        "consent.form",
        "Your choice",
        "",
        (
            para("Return this form to the principal within 10 days.", "You may change your mind at any time."),
            choices,
            items(sentence(FormField("Student's name")), sentence(FormField("Grade and school"))),
            Table(
                row("Question", "Answer"),
                (row("Who asks for the tool?", FormField("Name and date")), row("Why?", FormField("In your words"))),
            ),
            para(sentence("I am the ", FormField("parent or guardian"), " of this student.")),
            Signature(("Signature of parent or guardian", "Printed name", "Date")),
        ),
    )
    return Document(
        "caregiver-notice",
        "Notice and Consent for Families",
        "Maple Grove City School District",
        "Exhibit 0441-E1",
        "",
        "Library 0.1.0",
        "en",
        (Section("choice", "What you can choose", "", (clause,)),),
    )
