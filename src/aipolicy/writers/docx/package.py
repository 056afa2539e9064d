"""The file around the body: opened from a base or a letterhead, saved the same way every time."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from lxml import etree

from aipolicy.document import Document
from aipolicy.writers.docx.markup import Element, R, W, e, every, find, get, w
from aipolicy.writers.docx.styles import language
from aipolicy.writers.text import normal

_LONGEST_PROPERTY = 255
_DATE = datetime.datetime(2000, 1, 1)
_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
# What a letterhead has that is about the letterhead, not the district: its history, its comments, its caches.
_DROPPED = frozenset(
    [
        "thumbnail",
        "extended-properties",
        "stylesWithEffects",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "glossaryDocument",
        "keyMapCustomizations",
        "attachedToolbars",
    ]
)
_OF_THE_BODY = frozenset(
    [
        "image",
        "hyperlink",
        "chart",
        "oleObject",
        "package",
        "diagramData",
        "diagramLayout",
        "diagramColors",
        "diagramQuickStyle",
        "diagramDrawing",
        "subDocument",
        "aFChunk",
    ]
)
_AFTER_TITLE_PAGE = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")


class Package:
    """A Word file being written: its parts, and the one section that is left of a letterhead."""

    def __init__(self, data: bytes) -> None:
        """Opens `data` (a DOCX that `check_letterhead` finds nothing wrong with) and empties its body."""
        self._docx = docx.Document(io.BytesIO(data))
        self._part = self._docx.part
        self.body: Element = self._docx.element.body
        self.section = self._only_section()
        self._drop(self._part.package.rels, _DROPPED)
        self._drop(self._part.rels, _DROPPED)
        for child in list(self.body):
            if child is not self.section:
                self.body.remove(child)

    def _only_section(self) -> Element:
        sections = list(every(self.body, "sectPr"))
        last = find(self.body, "sectPr")
        if last is None:
            last = e("sectPr")
            self.body.append(last)
        # A section without a header of its own has that of the section before it.
        for section in reversed(sections):
            if section is last:
                continue
            have = {(ref.tag, get(ref, "type")) for ref in last}
            for ref in list(section):
                if ref.tag in (w("headerReference"), w("footerReference")) and (ref.tag, get(ref, "type")) not in have:
                    last.insert(0, ref)
        for change in list(every(last, "sectPrChange")):
            last.remove(change)
        return last

    @staticmethod
    def _drop(relationships: dict[str, object], kinds: frozenset[str], used: str = "") -> None:
        for id, relationship in list(relationships.items()):
            kind = str(getattr(relationship, "reltype", "")).rpartition("/")[2]
            if kind in kinds and f'"{id}"' not in used:
                del relationships[id]

    def styles(self) -> Element:
        """The root of the styles part."""
        return self._root(RELATIONSHIP_TYPE.STYLES, "styles", CONTENT_TYPE.WML_STYLES)

    def numbering(self) -> Element:
        """The root of the numbering part, made if there is none."""
        return self._root(RELATIONSHIP_TYPE.NUMBERING, "numbering", CONTENT_TYPE.WML_NUMBERING)

    def _root(self, kind: str, name: str, content_type: str) -> Element:
        for relationship in self._part.rels.values():
            if relationship.reltype == kind and not relationship.is_external:
                element: Element = relationship.target_part.element
                return element
        return self._new_part(kind, f"/word/{name}.xml", content_type, name)[1]

    def _new_part(self, kind: str, path: str, content_type: str, root: str) -> tuple[str, Element]:
        element: Any = etree.Element(w(root), nsmap={"w": W, "r": R})
        part = XmlPart(PackURI(path), content_type, element, self._part.package)
        return self._part.relate_to(part, kind), element

    def relate(self, url: str) -> str:
        """The id of the relationship to the external address `url`."""
        return str(self._part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def running(self, kind: str, type: str) -> Element:
        """The root of the section's header or footer (`kind`) of this `type`, made if there is none."""
        for reference in every(self.section, f"{kind}Reference"):
            if get(reference, "type") == type:
                element: Element = self._part.related_parts[str(reference.get(f"{{{R}}}id"))].element
                return element
        taken = {str(part.partname) for part in self._part.package.iter_parts()}
        path = next(path for n in range(1, 1000) if (path := f"/word/{kind}{n}.xml") not in taken)
        relation, content = (
            (RELATIONSHIP_TYPE.HEADER, CONTENT_TYPE.WML_HEADER)
            if kind == "header"
            else (RELATIONSHIP_TYPE.FOOTER, CONTENT_TYPE.WML_FOOTER)
        )
        id, made = self._new_part(relation, path, content, "hdr" if kind == "header" else "ftr")
        there = sum(1 for child in self.section if child.tag in (w("headerReference"), w("footerReference")))
        self.section.insert(there, e(f"{kind}Reference", type=type, r_id=id))
        return made

    def types(self, kind: str, *, letterhead: bool) -> list[str]:
        """Which types of header or footer (`kind`) must be there: default, first, even."""
        present = {get(reference, "type") for reference in every(self.section, f"{kind}Reference")}
        wanted = {"default"} | present
        if not letterhead or find(self.section, "titlePg") is not None:
            wanted.add("first")
        if find(self._docx.settings.element, "evenAndOddHeaders") is not None:
            wanted.add("even")
        return sorted(wanted)

    def title_page(self) -> None:
        """Gives the first page a header and footer of its own."""
        if find(self.section, "titlePg") is not None:
            return
        after = next((child for child in self.section if child.tag in map(w, _AFTER_TITLE_PAGE)), None)
        if after is None:
            self.section.append(e("titlePg"))
        else:
            after.addprevious(e("titlePg"))

    def text_width(self) -> int:
        """The width between the margins, in twentieths of a point."""
        size, margin = find(self.section, "pgSz"), find(self.section, "pgMar")
        sides = sum(
            _number(margin, side, default) for side, default in (("left", 1440), ("right", 1440), ("gutter", 0))
        )
        width = _number(size, "w", 12240) - sides
        return width if width >= 1440 else 9360

    def highest_id(self) -> int:
        """The highest id of a bookmark or change in what the letterhead keeps."""
        found = [0]
        for part in self._part.package.iter_parts():
            if isinstance(part, XmlPart) and "wordprocessingml" in part.content_type:
                for mark in part.element.iter(w("bookmarkStart"), w("ins"), w("del")):
                    value = get(mark, "id")
                    found += [int(value)] if value.isdigit() else []
        return max(found)

    def describe(self, document: Document) -> None:
        """Sets the core properties: title, subject, creator, language, and dates that never change."""
        properties = self._docx.core_properties
        element: Element = self._part.package._core_properties_part.element
        for child in list(element):
            element.remove(child)
        properties.title = normal(document.title)[:_LONGEST_PROPERTY]
        properties.subject = normal(document.label)[:_LONGEST_PROPERTY]
        properties.author = normal(document.district)[:_LONGEST_PROPERTY]
        properties.language = language(document.language)
        properties.created = properties.modified = _DATE

    def save(self) -> bytes:
        """The bytes: entries in order of name, one date, stored (another zlib may compress otherwise)."""
        used = etree.tostring(self._docx.element, encoding="unicode")
        self._drop(self._part.rels, _OF_THE_BODY, used)
        saved, out = io.BytesIO(), io.BytesIO()
        self._docx.save(saved)
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
            for name in sorted(source.namelist()):
                entry = zipfile.ZipInfo(name, _ENTRY_DATE)
                entry.create_system = 0
                target.writestr(entry, source.read(name))
        return out.getvalue()


def _number(element: Element | None, name: str, default: int) -> int:
    value = get(element, name)
    return int(value) if value.isdigit() else default
