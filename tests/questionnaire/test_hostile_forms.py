"""Files that are no forms, damaged ones, and ones made to do harm: one sentence each, quickly."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile

import pytest

from aipolicy.problems import InvalidContent, UnreadableFile
from aipolicy.questionnaire import container
from tests.questionnaire.conftest import District
from tests.questionnaire.filling import Form

RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + BODY % "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY % "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"


def packed(document: bytes | str, **more: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", RELS)
        package.writestr("word/document.xml", document)
        for name, content in more.items():
            package.writestr(name, content)
    return out.getvalue()


def odt() -> bytes:
    return packed(BODY % "", mimetype="application/vnd.oasis.opendocument.text")


def encrypted() -> bytes:
    data = bytearray(packed(BODY % ""))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a Word file"),
        (b"hello", "not a Word file"),
        (b"PK\x03\x04" + b"\0" * 60, "not a Word file"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        (odt(), "OpenDocument"),
        (encrypted(), "encrypted"),
        (packed("<a/>"), "another kind"),
        (packed("<a"), "damaged"),
        (packed(""), "damaged"),
        (packed(b"\xff\xfe<\0a\0"), "damaged"),
        (packed('<?xml version="1.0" encoding="nonsense"?><a/>'), "damaged"),
        (packed(LAUGHS), "document type"),
        (packed(OUTSIDE), "document type"),
        (packed(LAUGHS.encode("utf-16")), "document type"),
        (packed('<?xml version="1.0" encoding="cp037"?>'.encode("cp037") + LAUGHS.encode("cp037")), ""),
        (packed("<a>" * 5000 + "</a>" * 5000), "parts within parts"),
    ],
)
def test_what_is_no_form(district: District, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        district.take(data)
    assert says in str(caught.value)
    assert "form1.docx" in str(caught.value)


def test_a_word_file_that_is_no_questionnaire(district: District) -> None:
    (problem,) = district.take(packed(BODY % "<w:p><w:r><w:t>Dear all</w:t></w:r></w:p>")).problems
    assert problem.code == "not-a-form"
    assert "aipolicy questionnaire" in problem.hint


def test_sizes(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableFile, match="20 MB"):
        district.take(b"\0" * 20_000_001)
    bomb = packed((BODY % ("<w:p/>" * 1000)).ljust(40_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        district.take(bomb)
    monkeypatch.setattr(container, "MOST_ELEMENTS", 100)
    with pytest.raises(UnreadableFile, match="parts within parts"):
        district.take(packed(BODY % ("<w:p/>" * 1000)))


def test_any_bytes_changed(district: District) -> None:
    """Whatever was done to a form: answers, problems or a refusal, never anything else."""
    form = Form(district.form())
    form.who()
    form.tick("district.kind", "Charter school")
    data = form.bytes()
    chance = random.Random(4)
    before = district.text
    for _ in range(60):
        district.text = before
        broken = bytearray(data)
        for _ in range(chance.choice((1, 5, 60))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with contextlib.suppress(UnreadableFile, InvalidContent):
            district.take(bytes(broken[: chance.choice((len(broken), len(broken) // 2))]))


def test_any_element_taken_out_or_doubled(district: District) -> None:
    import copy

    clean = Form(district.form())
    clean.who()
    clean.tick("district.kind", "Charter school")
    clean.text("district.schools", "7")
    data = clean.bytes()
    chance = random.Random(5)
    before = district.text
    for _ in range(60):
        district.text = before
        form = Form(data)
        for _ in range(chance.choice((1, 4, 30))):
            element = chance.choice([e for e in form.body.iter() if e is not form.body])
            if chance.random() < 0.5:
                element.addnext(copy.deepcopy(element))
            else:
                element.getparent().remove(element)
        district.take(form.bytes())
        assert district.answers.value("district.kind") in (None, "charter")
        assert str(district.answers.value("district.schools")) in ("None", "7", "77")
