"""What the Word file holds beside its text."""

from __future__ import annotations

import importlib.util
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings

from aipolicy.document import (
    Clause,
    Deleted,
    Document,
    Filled,
    Inline,
    Inserted,
    Link,
    Paragraph,
    Reference,
    Section,
    Sentence,
    Table,
    Text,
)
from aipolicy.library.layers import base_docx
from aipolicy.writers.docx import END, bookmark_name, write
from aipolicy.writers.docx.inlines import safe_url
from aipolicy.writers.docx.numbering import headings
from aipolicy.writers.docx.tables import column_widths
from tests.oracles.docx_audit import W
from tests.strategies import documents, gapped, numbered, outlined
from tests.writers.sample_policy import form, para, policy, row, sentence


def story(data: bytes, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ET.fromstring(package.read(name))


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def of_one_clause(*inlines: Inline | str, title: str = "Clause") -> Document:
    clause = Clause("a.b", title, "1.1", (para(sentence(*inlines)),))
    return Document("d", "Title", "District", "Label", "", "v1", "en", (Section("s", "Section", "1", (clause,)),))


def styled(data: bytes, style: str) -> list[str]:
    """The words of every run of a character style."""
    runs = story(data).iter(W + "r")
    found = [run for run in runs if (s := run.find(f"{W}rPr/{W}rStyle")) is not None and s.get(W + "val") == style]
    return list(filter(None, ("".join(part.text or "" for part in run.iter(W + "t")) for run in found)))


def test_base_is_what_its_script_makes() -> None:
    script = base_docx().with_name("make_base.py")
    spec = importlib.util.spec_from_file_location("make_base", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert base_docx().read_bytes() == module.base()


def test_same_document_same_bytes() -> None:
    assert write(policy()) == write(policy())
    with zipfile.ZipFile(io.BytesIO(write(policy()))) as package:
        assert package.namelist() == sorted(package.namelist())
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}


def test_properties_are_fixed_and_say_what_it_is() -> None:
    properties = docx.Document(io.BytesIO(write(policy()))).core_properties
    assert properties.title == "Artificial Intelligence"
    assert properties.subject == "Board Policy 0441"
    assert properties.author == "Maple Grove City School District"
    assert properties.language == "en-US"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 2000
    lang = story(write(replace(policy(), language="es")), "word/styles.xml").find(f".//{W}lang")
    assert lang is not None
    assert lang.get(W + "val") == "es"


def test_every_document_ends_with_one_bookmarked_paragraph() -> None:
    for document in (policy(), form(), replace(form(), sections=())):
        body = story(write(document)).find(W + "body")
        assert body is not None
        last = body[-2]
        assert [mark.get(W + "name") for mark in last.iter(W + "bookmarkStart")] == [END]
        assert "".join(part.text or "" for part in last.iter(W + "t")) == "End of document"


def test_clause_bookmark_stands_around_the_words_of_the_heading() -> None:
    for paragraph in story(write(policy())).iter(W + "p"):
        marks = [mark.get(W + "name") for mark in paragraph.iter(W + "bookmarkStart")]
        if marks == ["c_policy_reserved__decisions"]:
            tags = [child.tag.removeprefix(W) for child in paragraph]
            assert tags == ["pPr", "bookmarkStart", "r", "bookmarkEnd"]
            break
    else:
        pytest.fail("no such bookmark")


def test_bookmark_names_are_short_and_of_one_id_each() -> None:
    ids = [
        "a.b",
        "a-b",
        "ab",
        "a.b-c",
        "a-b.c",
        "x" * 38,
        "x" * 39,
        "x" * 60 + "a",
        "x" * 60 + "b",
        "A.b",
        "a b",
        "\u00e9",
    ]
    made = [bookmark_name(id) for id in ids]
    assert len(set(made)) == len(ids)
    assert all(re.fullmatch(r"c_[a-z0-9_]{1,38}", name) for name in made)
    assert bookmark_name("a.b", "section") == "s_a_b"


def test_headings_are_numbered_by_word_where_it_would_print_the_same() -> None:
    scheme = headings(policy())
    assert scheme.section is not None
    assert scheme.clause is not None
    assert (scheme.section.text, scheme.clause.text) == ("%1", "%1.%2")
    assert scheme.numbers((2, 1))
    assert not scheme.numbers((4, 0)), "an unnumbered heading"
    outline = headings(outlined(policy()))
    assert outline.section is not None
    assert outline.clause is not None
    assert (outline.section.format, outline.clause.format) == ("upperRoman", "upperLetter")
    assert not headings(form()).automatic


def test_a_number_that_word_would_not_print_stands_as_words() -> None:
    data = write(gapped(policy()))
    assert "1.2" in styled(data, "HeadingNumber")
    assert styled(write(numbered(policy())), "HeadingNumber") == []


@settings(deadline=None, max_examples=30)
@given(documents())
def test_every_number_is_printed_once(document: Document) -> None:
    scheme = headings(document)
    wanted = [
        child.number
        for at, section in enumerate(document.sections)
        for place, child in [((at, -1), section), *(((at, n), c) for n, c in enumerate(section.children))]
        if child.number and child.title.strip() and not scheme.numbers(place)
    ]
    assert len(styled(write(document), "HeadingNumber")) <= len(wanted)


def test_references_are_fields_with_their_result() -> None:
    codes = ["".join(code.text or "").split() for code in story(write(policy())).iter(W + "instrText")]
    assert ["REF", "c_policy_tools", "\\r", "\\h"] in codes
    assert "3.1" in styled(write(policy()), "Reference")
    assert "Exhibit 0441-E1" in styled(write(policy()), "Reference"), "another document's: words, no field"


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        (Reference("a.b", "", "section 1.1"), "REF c_a_b \\r \\h"),
        (Reference("group-of-a.b", "", "section 1.1"), "REF c_a_b \\r \\h"),
        (Reference("s", "", "section 1"), "REF s_s \\r \\h"),
        (Reference("d/s", "", "Section 1"), "REF s_s \\r \\h"),
        (Reference("a.b", "", 'the section "Clause"'), "REF c_a_b \\h"),
        (Reference("a.b", "", "section 11.1"), ""),
        (Reference("a.b", "other", "Exhibit 1, section 1.1"), ""),
        (Reference("gone", "", "section 9"), ""),
    ],
)
def test_a_reference_is_a_field_only_where_word_would_compute_its_words(reference: Reference, code: str) -> None:
    data = write(of_one_clause("See ", reference, "."))
    codes = [" ".join((found.text or "").split()) for found in story(data).iter(W + "instrText")]
    assert codes == ([code] if code else [])
    assert "".join(styled(data, "Reference")) == reference.text


def test_outline_references_carry_the_number_above() -> None:
    data = write(outlined(of_one_clause("See ", Reference("a.b", "", "section I.A"), ".")))
    assert [" ".join((c.text or "").split()) for c in story(data).iter(W + "instrText")] == ["REF c_a_b \\w \\h"]


def test_tables_repeat_their_header_and_keep_rows_whole() -> None:
    for table in story(write(policy())).iter(W + "tbl"):
        first, *rest = table.findall(W + "tr")
        header = first.find(f"{W}trPr/{W}tblHeader")
        assert header is not None
        assert not header.attrib
        assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in (first, *rest))
        assert all(r.find(f"{W}trPr/{W}tblHeader") is None for r in rest)
        grid = [int(column.get(W + "w", "0")) for column in table.iter(W + "gridCol")]
        assert sum(grid) == 9640


def test_columns_fill_the_page_and_hold_their_words() -> None:
    widths = column_widths([["Date", "What happened"], ["2027", "word " * 60]], 9360)
    assert sum(widths) == 9360
    assert widths[0] < 1500
    assert sum(column_widths([["x" * 80] * 9], 9360)) == 9360


def test_answers_are_runs_of_their_own_and_never_structure() -> None:
    hostile = '</w:t></w:r><w:p/>&lt;\x00"\ud800'
    data = write(of_one_clause("By ", Filled("q", "", "", hostile), Filled("q2", "", "", "two"), "."))
    assert styled(data, "Filled") == ['</w:t></w:r><w:p/>&lt;"', "two"]


def test_right_to_left_words_are_marked_and_cut_from_the_rest() -> None:
    hebrew = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd"
    body = story(write(of_one_clause(f"Hello {hebrew} there")))
    runs = [run for run in body.iter(W + "r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert ["".join(part.text or "" for part in run.iter(W + "t")) for run in runs] == [hebrew]
    assert body.find(f".//{W}bidi") is None
    assert story(write(of_one_clause(hebrew))).find(f".//{W}bidi") is not None


def test_blanks_are_highlighted() -> None:
    data = write(policy())
    assert "[name of the record]" in styled(data, "Blank")
    assert len(list(story(data).iter(W + "highlight"))) == len(styled(data, "Blank"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "x", "", "https://", "http://a:b@c"]
)
def test_an_address_that_is_no_address_is_no_link(url: str) -> None:
    assert safe_url(url) == ""
    data = write(of_one_clause(Link(url, (Text("words"),))))
    assert story(data).find(f".//{W}hyperlink") is None


def test_tracked_changes_stand_inside_links_and_outside_bookmarks() -> None:
    link = Link("https://example.org/", (Text("kept"), Inserted((Text("new"),), "Counsel", "2027-01-12T00:00:00Z")))
    gone = Deleted((Text("old"), Reference("a.b", "", "section 1.1")), "", "no date")
    body = story(write(of_one_clause(link, gone)))
    inserted = body.find(f".//{W}hyperlink/{W}ins")
    assert inserted is not None
    assert inserted.get(W + "author") == "Counsel"
    deleted = body.find(f".//{W}del")
    assert deleted is not None
    assert deleted.get(W + "date") is None
    assert list(deleted.iter(W + "t")) == []


def test_a_wholly_inserted_paragraph_and_row_are_tracked_whole() -> None:
    new = Inserted((Text("new"),), "Counsel", "2027-01-12T00:00:00Z")
    body = story(write(of_one_clause(new)))
    assert body.find(f".//{W}pPr/{W}rPr/{W}ins") is not None
    table = Table(row("Head"), (row("kept"), row(new)))
    document = replace(form(), sections=(Section("s", "S", "", (Clause("a.b", "C", "", (table,)),)),))
    assert len(story(write(document)).findall(f".//{W}trPr/{W}ins")) == 1


def test_draft_line_is_on_every_page_of_a_draft_only() -> None:
    draft = write(policy())
    headers = [name for name in names(draft) if name.startswith("word/header")]
    shown = ["".join(part.text or "" for part in story(draft, name).iter(W + "t")) for name in headers]
    assert sum("DRAFT of January 12" in words for words in shown) == 1, "the first page has it under its title"
    assert "DRAFT" in "".join(part.text or "" for part in story(draft).iter(W + "t"))
    final = write(policy(draft=""))
    assert not any("DRAFT" in "".join(story(final, name).itertext()) for name in names(final) if name.endswith(".xml"))


def test_footer_has_the_version_in_its_own_run_and_page_numbers() -> None:
    data = write(policy())
    for name in (name for name in names(data) if name.startswith("word/footer")):
        footer = story(data, name)
        assert policy().version in [part.text for part in footer.iter(W + "t")]
        assert [(code.text or "").strip() for code in footer.iter(W + "instrText")] == ["PAGE", "NUMPAGES"]


def long_policy() -> Document:
    words = Paragraph(tuple(Sentence((Text("The principal must keep the form for one year."),)) for _ in range(45)))
    sections = tuple(
        Section(f"s{n}", f"Section {n}", str(n), (Clause(f"a.c{n}", "Clause", f"{n}.1", (words,)),))
        for n in range(1, 11)
    )
    return replace(policy(), sections=sections)


def test_only_a_long_document_has_contents() -> None:
    assert story(write(policy())).find(f".//{W}hyperlink[@{W}anchor]") is None
    body = story(write(long_policy()))
    anchors = [link.get(W + "anchor") for link in body.iter(W + "hyperlink")]
    assert anchors == [f"s_s{n}" for n in range(1, 11)]


def test_importing_the_writer_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import sys, aipolicy.writers.docx; assert not {'docx', 'lxml'} & set(sys.modules)"
    source = Path(__file__).resolve().parents[2] / "src"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(source)})
