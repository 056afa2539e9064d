"""What a working draft tells counsel of the district's state: what of its law the library does not hold."""

from __future__ import annotations

from aipolicy.answers import Answers
from aipolicy.assemble.select import Generated, Selected
from aipolicy.document import Note, Paragraph, Sentence, Text
from aipolicy.library import Library

KINDS = ("decision-register", "authorities")
"""The documents with one of these blocks are where counsel looks; once in each is enough for the whole set."""


def state_law_note(selected: Selected, library: Library, answers: Answers) -> tuple[Note, ...]:
    """The note at the law of a document that counsel reads first; () in any other, and while no state is answered."""
    kinds = {entry.kind for part in selected.sections for entry in part.entries if isinstance(entry, Generated)}
    state = answers.value("district.state")
    entry = library.jurisdictions.get(state) if isinstance(state, str) else None
    if entry is None or kinds.isdisjoint(KINDS):
        return ()
    held = entry.holds or any(law.jurisdiction == state for law in library.citations.values())
    if held:
        first = f"The library does not hold the whole law of {entry.name}."
        words = [first, str(entry.lacks)]
    else:
        first = f"The library holds no law of {entry.name}, and the drafts rest on federal law alone."
        words = [first, "Counsel must say which law of the state applies."]
    return (Note("draft", (Paragraph(tuple(Sentence((Text(text),)) for text in words)),)),)
