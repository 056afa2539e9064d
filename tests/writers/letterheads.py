"""Letterheads made for tests, each the way some district's Word would have left it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import docx
from docx.enum.section import WD_SECTION
from docx.shared import Inches, Pt, RGBColor


def picture(width: int = 240, height: int = 80) -> bytes:
    """A small PNG: a green field with a white band."""
    rows = b""
    for y in range(height):
        band = height // 3 < y < height // 2
        rows += b"\0" + (b"\xff\xff\xff" if band else b"\x1d\x6b\x4f") * width

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def letterhead(*, first_page: bool = False, even_pages: bool = False, sections: int = 1) -> bytes:
    """A letterhead from Word's usual template: a logo in the first header paragraph, an address in the footer."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x1D, 0x6B, 0x4F)
    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(1.25)
    section.different_first_page_header_footer = first_page
    document.settings.odd_and_even_pages_header_footer = even_pages
    header = section.first_page_header if first_page else section.header
    logo = header.paragraphs[0]
    logo.add_run().add_picture(io.BytesIO(picture()), width=Inches(1.5))
    logo.add_run("  Maple Grove City School District")
    footer = section.first_page_footer if first_page else section.footer
    footer.paragraphs[0].text = "100 Main Street, Maple Grove, Ohio"
    document.add_paragraph("Type the letter here.")
    for _ in range(sections - 1):
        document.add_section(WD_SECTION.CONTINUOUS)
    document.core_properties.last_modified_by = "Someone Private"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def edited(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """A package with parts replaced, added, or (None) removed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in changes:
                target.writestr(name, source.read(name))
        for name, content in changes.items():
            if content is not None:
                target.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
