"""A district's own Word file as the base: kept where it is sound, refused with a reason where it is not."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from aipolicy.problems import UnreadableFile
from aipolicy.writers import text
from aipolicy.writers.docx import check_letterhead, write
from tests.oracles.docx_audit import R, W, audit
from tests.oracles.docx_text import lines
from tests.writers.letterheads import edited, letterhead, part, picture
from tests.writers.sample_policy import policy
from tests.writers.test_docx import story
from tests.writers.test_docx_text import schema_faults

SHAPES = [{}, {"first_page": True}, {"even_pages": True}, {"sections": 2}]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_letterhead_keeps_its_logo_and_page_and_gets_our_text(shape: dict[str, bool]) -> None:
    source = letterhead(**shape)  # type: ignore[arg-type]
    assert check_letterhead(source, "letterhead.docx") == []
    data = write(policy(), letterhead=source)
    assert lines(data) == text.lines(policy())
    assert audit(data) == []
    assert schema_faults(data) == []
    made = docx.Document(io.BytesIO(data))
    section = made.sections[0]
    header = section.first_page_header if shape.get("first_page") else section.header
    first = header.paragraphs[0]
    assert first.text == "  Maple Grove City School District"
    embedded = [value for element in first._p.iter() for key, value in element.attrib.items() if key == R + "embed"]
    assert header.part.related_parts[embedded[0]].blob == picture()
    footer = section.first_page_footer if shape.get("first_page") else section.footer
    assert footer.paragraphs[0].text == "100 Main Street, Maple Grove, Ohio"
    assert policy().version in [run.text for paragraph in footer.paragraphs for run in paragraph.runs]
    assert section.left_margin is not None
    assert section.left_margin.inches == 1.25
    assert "Type the letter here" not in "".join(story(data).itertext())


def test_draft_line_is_in_every_running_header_of_a_letterhead() -> None:
    made = docx.Document(io.BytesIO(write(policy(), letterhead=letterhead(even_pages=True))))
    for header in (made.sections[0].header, made.sections[0].even_page_header):
        assert policy().draft in [paragraph.text for paragraph in header.paragraphs]


def test_a_letterhead_keeps_its_styles_and_gets_those_it_lacks() -> None:
    source = letterhead()
    data = write(policy(), letterhead=source)
    made = docx.Document(io.BytesIO(data))
    assert made.styles["Normal"].font.name == "Arial"
    assert str(made.styles["Heading 1"].font.color.rgb) == "1D6B4F"
    assert "Decision Box" in [style.name for style in made.styles]
    assert made.styles["Decision Box"].font.name is None, "the letterhead's own font stands"


def test_styles_are_found_by_name_where_word_wrote_a_localized_id() -> None:
    source = letterhead()
    styles = part(source, "word/styles.xml").replace(b'"Heading1"', b'"berschrift1"')
    data = write(policy(), letterhead=edited(source, {"word/styles.xml": styles}))
    used = {style.get(W + "val") for style in story(data).iter(W + "pStyle")}
    assert "berschrift1" in used
    assert "Heading1" not in used


def test_what_is_private_to_the_letterhead_is_left_out() -> None:
    data = write(policy(), letterhead=letterhead())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [
            name for name in package.namelist() if "thumbnail" in name or "comments" in name or "app.xml" in name
        ]
        assert b"Someone Private" not in b"".join(package.read(name) for name in package.namelist())


def test_the_prefixes_of_a_letterhead_may_be_any() -> None:
    source = letterhead()
    renamed = re.sub(rb"(</?|[\s:])w:", rb"\1x:", part(source, "word/document.xml")).replace(b"xmlns:w=", b"xmlns:x=")
    assert b"<x:body>" in renamed
    data = write(policy(), letterhead=edited(source, {"word/document.xml": renamed}))
    assert lines(data) == text.lines(policy())
    assert audit(data) == []
    assert schema_faults(data) == []


def test_what_only_the_body_of_a_letterhead_used_is_left_out() -> None:
    opened = docx.Document(io.BytesIO(letterhead()))
    opened.add_picture(io.BytesIO(picture(90, 90)))
    for url in ("https://example.org/private", "https://example.org/policy"):
        opened.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    source = io.BytesIO()
    opened.save(source)
    data = write(policy(), letterhead=source.getvalue())
    assert audit(data) == []
    relations = part(data, "word/_rels/document.xml.rels")
    assert b"example.org/private" not in relations
    assert b"/image" not in relations
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pictures = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
    assert pictures == [picture()]


def test_nothing_passes_from_one_document_to_the_next() -> None:
    other = replace(policy(), language="es", title="Another", district="Elsewhere", draft="")
    for source in (None, letterhead(first_page=True)):
        first = write(policy(), letterhead=source)
        assert write(other, letterhead=source) != first
        assert write(policy(), letterhead=source) == first


def test_a_letterhead_without_numbering_or_headers_will_do() -> None:
    plain = docx.Document()
    out = io.BytesIO()
    plain.save(out)
    source = out.getvalue()
    rels = re.sub(r"<Relationship [^>]*numbering.xml[^>]*/>", "", part(source, "word/_rels/document.xml.rels").decode())
    types = re.sub(r"<Override [^>]*numbering[^>]*/>", "", part(source, "[Content_Types].xml").decode())
    bare = edited(
        source,
        {
            "word/_rels/document.xml.rels": rels.encode(),
            "[Content_Types].xml": types.encode(),
            "word/numbering.xml": None,
        },
    )
    assert check_letterhead(bare, "x.docx") == []
    data = write(policy(), letterhead=bare)
    assert lines(data) == text.lines(policy())
    assert schema_faults(data) == []


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 40_000_000)
    return out.getvalue()


def encrypted() -> bytes:
    data = bytearray(letterhead())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def with_types(old: bytes, new: bytes) -> bytes:
    source = letterhead()
    return edited(source, {"[Content_Types].xml": part(source, "[Content_Types].xml").replace(old, new)})


MAIN = b"wordprocessingml.document.main+xml"
BAD = {
    "empty": (b"", "letterhead-not-docx"),
    "words": (b"Dear Board,", "letterhead-not-docx"),
    "old or with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "letterhead-not-docx"),
    "too large": (b"PK" + b"\0" * (21 * 1024 * 1024), "letterhead-too-large"),
    "cut short": (letterhead()[:9000], "letterhead-not-docx"),
    "bomb": (bomb(), "letterhead-bomb"),
    "encrypted": (encrypted(), "letterhead-encrypted"),
    "no document": (edited(letterhead(), {"word/document.xml": None}), "letterhead-not-docx"),
    "broken document": (edited(letterhead(), {"word/document.xml": b"<w:document"}), "letterhead-not-docx"),
    "broken styles": (edited(letterhead(), {"word/styles.xml": b"<nothing/>"}), ""),
    "no relationships": (edited(letterhead(), {"_rels/.rels": None}), "letterhead-not-docx"),
    "macros": (edited(letterhead(), {"word/vbaProject.bin": b"x"}), "letterhead-macros"),
    "macro type": (with_types(MAIN, b"ms-word.document.macroEnabled.main+xml"), "letterhead-macros"),
    "template": (with_types(MAIN, b"wordprocessingml.template.main+xml"), "letterhead-not-docx"),
    "entities": (
        edited(letterhead(), {"word/document.xml": b'<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'}),
        "letterhead-not-docx",
    ),
    "climbs out": (edited(letterhead(), {"../../x.xml": b"<x/>"}), "letterhead-not-docx"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_serve_is_refused_with_a_reason(name: str) -> None:
    data, code = BAD[name]
    problems = check_letterhead(data, "letterhead.docx")
    if not code:
        write(policy(), letterhead=data)
        return
    assert [problem.code for problem in problems] == [code]
    assert problems[0].span.path == "letterhead.docx"
    assert problems[0].hint
    with pytest.raises(UnreadableFile):
        write(policy(), letterhead=data)
