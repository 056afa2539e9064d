"""Word files: our writer against a pandoc process and against docxtpl."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from paired import Pair, Skipped
from variables import Variables, with_variables

from aipolicy.document import Content, Document, Item, List, Note, Paragraph, Reference, Signature, Table, walk
from aipolicy.writers import docx as ours
from aipolicy.writers import markdown
from aipolicy.writers.text import inline_text


def pairs(document: Document, work: Path) -> Iterator[Pair | Skipped]:
    """The pairs of this group for one document; files go to `work`."""
    what = f"write {document.id}.docx from the Document, in process"
    source, target = work / f"{document.id}.md", work / "pandoc.docx"
    source.write_text(markdown.write(document), encoding="utf-8")
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        yield Skipped("docx", what, "a pandoc process", "not installed")
    else:
        command = [pandoc, "-f", "markdown", "-t", "docx", "-o", str(target), str(source)]
        yield Pair(
            "docx",
            what,
            "a pandoc process on its Markdown",
            lambda: ours.write(document),
            lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL),
            1 / 8,
        )
    template, answers = _template(document)

    def docxtpl() -> bytes:
        return _rendered(template, answers)

    _same_words(document, docxtpl())
    yield Pair("docx", what, "docxtpl renders a template of the same paragraphs", lambda: ours.write(document), docxtpl)


def _rendered(template: bytes, answers: dict[str, str]) -> bytes:
    # A template is spent once it is rendered, so opening it belongs to the work.
    opened = DocxTemplate(io.BytesIO(template))
    opened.render(answers, autoescape=True)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def _template(document: Document) -> tuple[bytes, dict[str, str]]:
    """A docxtpl template of the document, made with python-docx's own base file, and its answers."""
    variables = Variables()
    file: Any = docx.Document()
    for style, words in _paragraphs(with_variables(document, variables)):
        if isinstance(words, str):
            file.add_paragraph(variables.as_jinja(words), style=style)
            continue
        table = file.add_table(rows=len(words), cols=len(words[0]), style=style)
        cells = table._cells
        for cell, text in zip(cells, [text for row in words for text in row], strict=True):
            cell.text = variables.as_jinja(text)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue(), variables.values


Grid = list[list[str]]


def _paragraphs(document: Document) -> Iterator[tuple[str, str | Grid]]:
    """Each paragraph or table with the name of its style."""
    yield "Title", document.title
    for section in document.sections:
        yield "Heading 1", f"{section.number} {section.title}"
        for child in section.children:
            if child.number or child.title:
                yield "Heading 2", f"{child.number} {child.title}"
            for content in child.content:
                yield from _content(content)


def _content(content: Content) -> Iterator[tuple[str, str | Grid]]:
    match content:
        case Paragraph(sentences):
            yield "Normal", _words(sentences)
        case List(ordered, items):
            for item in items:
                yield from _item(item, "List Number" if ordered else "List Bullet")
        case Table(header, rows):
            yield "Table Grid", [[_words((cell,)) for cell in row.cells] for row in (header, *rows)]
        case Signature(labels):
            yield "Table Grid", [[label, ""] for label in labels]
        case Note(_, inner):
            for part in inner:
                yield from _content(part)


def _item(item: Item, style: str) -> Iterator[tuple[str, str]]:
    yield style, _words(item.sentences)
    for inner in item.nested.items if item.nested else ():
        yield from _item(inner, f"{style} 2")


def _words(parts: tuple[Any, ...]) -> str:
    return " ".join("".join(_inline(inline) for inline in part.inlines) for part in parts)


def _inline(inline: Any) -> str:
    return inline.text if isinstance(inline, Reference) else inline_text((inline,))


def _same_words(document: Document, data: bytes) -> None:
    """Raises AssertionError where docxtpl's file does not hold the document's words."""
    expected = [words for _, words in _paragraphs(document)]
    wanted = [" ".join(words.split()) for words in expected if isinstance(words, str)]
    opened = docx.Document(io.BytesIO(data))
    assert [" ".join(p.text.split()) for p in opened.paragraphs] == wanted, "docxtpl gives another text"
    tables = sum(isinstance(node, Table | Signature) for node in walk(document))
    assert len(opened.tables) == tables, "docxtpl gives other tables"
