"""One Word file being written into a frame, saved the same way every time."""

from __future__ import annotations

import copy
import datetime
import io
import posixpath
import zipfile
from collections.abc import Iterable
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.oxml import serialize_part_xml
from lxml import etree

from aipolicy.document import Document
from aipolicy.writers.docx.frame import Frame, Relation
from aipolicy.writers.docx.markup import Element, R, W, Xml, e, escaped, every, find, get, node, shortened, w
from aipolicy.writers.docx.styles import language

_LONGEST_PROPERTY = 255
_DATE = datetime.datetime(2000, 1, 1)
_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
_AFTER_TITLE_PAGE = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NEW = {
    "header": ("hdr", RELATIONSHIP_TYPE.HEADER, CONTENT_TYPE.WML_HEADER),
    "footer": ("ftr", RELATIONSHIP_TYPE.FOOTER, CONTENT_TYPE.WML_FOOTER),
}


class Package:
    """A Word file being written: copies of the parts of a frame that change, and parts of its own."""

    def __init__(self, frame: Frame) -> None:
        """Begins a file in `frame`."""
        self._frame = frame
        self._roots: dict[str, Element] = {}
        self._added: dict[str, str] = {}
        self._relations = dict(frame.relations)
        self._related = dict(frame.related)
        self._linked: dict[str, str] = {}
        self.highest_id = frame.highest_id
        section = find(self._root(frame.main), "body/sectPr")
        assert section is not None, "a frame keeps one section"
        self.section: Element = section

    def _root(self, name: str) -> Element:
        """The root of the part `name`, to be changed."""
        if name not in self._roots:
            self._roots[name] = copy.deepcopy(self._frame.roots[name])
        return self._roots[name]

    def styles(self) -> Element:
        """The root of the styles part."""
        return self._root(self._frame.styles_name)

    def numbering(self) -> Element:
        """The root of the numbering part."""
        return self._root(self._frame.numbering_name)

    def _relate(self, relation: Relation) -> str:
        for id, there in self._relations.items():
            if there == relation:
                return id
        id = next(id for n in range(1, len(self._relations) + 2) if (id := f"rId{n}") not in self._relations)
        self._relations[id] = relation
        return id

    def relate(self, url: str) -> str:
        """The id of the relationship to the external address `url`."""
        if url not in self._linked:
            self._linked[url] = self._relate(Relation(RELATIONSHIP_TYPE.HYPERLINK, url, external=True))
        return self._linked[url]

    def running(self, kind: str, type: str) -> Element:
        """The root of the section's header or footer (`kind`) of this `type`, made if there is none."""
        for reference in every(self.section, f"{kind}Reference"):
            if get(reference, "type") == type:
                return self._root(self._related[str(reference.get(f"{{{R}}}id"))])
        taken = self._frame.files.keys() | self._added.keys()
        name = next(name for n in range(1, 1000) if (name := f"/word/{kind}{n}.xml") not in taken)
        tag, relation, self._added[name] = _NEW[kind]
        id = self._relate(Relation(relation, posixpath.relpath(name, posixpath.dirname(self._frame.main))))
        self._related[id] = name
        self._roots[name] = etree.Element(w(tag), nsmap={"w": W, "r": R})
        there = sum(1 for child in self.section if child.tag in (w("headerReference"), w("footerReference")))
        self.section.insert(there, node(e(f"{kind}Reference", type=type, r_id=id)))
        return self._roots[name]

    def types(self, kind: str, *, letterhead: bool) -> list[str]:
        """Which types of header or footer (`kind`) must be there: default, first, even."""
        present = {get(reference, "type") for reference in every(self.section, f"{kind}Reference")}
        wanted = {"default"} | present
        if not letterhead or find(self.section, "titlePg") is not None:
            wanted.add("first")
        if self._frame.even_pages:
            wanted.add("even")
        return sorted(wanted)

    def title_page(self) -> None:
        """Gives the first page a header and footer of its own."""
        if find(self.section, "titlePg") is not None:
            return
        after = next((child for child in self.section if child.tag in map(w, _AFTER_TITLE_PAGE)), None)
        if after is None:
            self.section.append(node(e("titlePg")))
        else:
            after.addprevious(node(e("titlePg")))

    def text_width(self) -> int:
        """The width between the margins, in twentieths of a point."""
        size, margin = find(self.section, "pgSz"), find(self.section, "pgMar")
        sides = sum(
            _number(margin, side, default) for side, default in (("left", 1440), ("right", 1440), ("gutter", 0))
        )
        width = _number(size, "w", 12240) - sides
        return width if width >= 1440 else 9360

    def describe(self, document: Document) -> None:
        """Sets the core properties: title, subject, creator, language, and dates that never change."""
        element: Any = self._root(self._frame.core_name)
        for child in list(element):
            element.remove(child)
        properties = CoreProperties(element)
        properties.title = shortened(document.title, _LONGEST_PROPERTY)
        properties.subject = shortened(document.label, _LONGEST_PROPERTY)
        properties.author = shortened(document.district, _LONGEST_PROPERTY)
        properties.language = language(document.language)
        properties.created = properties.modified = _DATE

    def save(self, body: Xml) -> bytes:
        """The bytes with `body` before the section: entries in order of name, one date.

        They are stored, because another zlib may compress otherwise.
        """
        files = self._frame.files | {name: serialize_part_xml(root) for name, root in self._roots.items()}
        files[self._frame.main] = self._main(body)
        folder, file = posixpath.split(self._frame.main)
        files[f"{folder}/_rels/{file}.rels"] = self._relations_file()
        files["/[Content_Types].xml"] = self._types_file()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name[1:], _ENTRY_DATE)
                entry.create_system = 0
                target.writestr(entry, files[name])
        return out.getvalue()

    def _main(self, body: Xml) -> bytes:
        place = etree.ProcessingInstruction("body")
        self.section.addprevious(place)
        before, _, after = serialize_part_xml(self._root(self._frame.main)).partition(etree.tostring(place))
        return b"".join((before, body.encode(), after))

    def _relations_file(self) -> bytes:
        linked = set(self._linked.values())
        return _file(
            f'<Relationships xmlns="{_RELATIONS}">',
            (
                f'<Relationship Id="{escaped(id)}" Type="{escaped(relation.kind)}" Target="{escaped(relation.target)}"'
                + (' TargetMode="External"/>' if relation.external else "/>")
                for id, relation in self._relations.items()
                if id in linked or id not in self._frame.spare
            ),
            "</Relationships>",
        )

    def _types_file(self) -> bytes:
        defaults = sorted(self._frame.defaults.items())
        overrides = sorted((self._frame.overrides | self._added).items())
        return _file(
            f'<Types xmlns="{_TYPES}">',
            (
                *(f'<Default Extension="{escaped(end)}" ContentType="{escaped(type)}"/>' for end, type in defaults),
                *(f'<Override PartName="{escaped(name)}" ContentType="{escaped(type)}"/>' for name, type in overrides),
            ),
            "</Types>",
        )


def _file(start: str, elements: Iterable[str], end: str) -> bytes:
    return "".join((_DECLARATION, start, *elements, end)).encode()


def _number(element: Element | None, name: str, default: int) -> int:
    value = get(element, name)
    return int(value) if value.isdigit() else default
