"""A base or a letterhead, opened and stripped to what is kept of it: the same for every document of a build."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.spec import default_content_types
from lxml import etree

from aipolicy.writers.docx.markup import Element, R, W, e, every, find, get, node, w

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


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of the main part; `target` as its file of relationships writes it."""

    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What is kept of a file. It is shared, so its elements are never changed, only copied.

    Names of parts are those of the package ("/word/styles.xml"). `spare` are the ids of the relationships that
    only the body had, and `files` the written form of every part and of every other file of relationships.
    """

    main: str
    roots: dict[str, Element]
    files: dict[str, bytes]
    defaults: dict[str, str]
    overrides: dict[str, str]
    relations: dict[str, Relation]
    related: dict[str, str]
    spare: frozenset[str]
    styles_name: str
    numbering_name: str
    core_name: str
    even_pages: bool
    highest_id: int

    @property
    def styles(self) -> Element:
        """The root of the styles part, to read."""
        return self.roots[self.styles_name]


@lru_cache(maxsize=4)
def opened(data: bytes) -> Frame:
    """The frame of `data`, a DOCX that `check_letterhead` finds nothing wrong with."""
    file = docx.Document(io.BytesIO(data))
    part = file.part
    _empty(file.element.body)
    _drop(part.package.rels, _DROPPED)
    _drop(part.rels, _DROPPED)
    styles = _made_sure(part, RELATIONSHIP_TYPE.STYLES, "styles", CONTENT_TYPE.WML_STYLES)
    numbering = _made_sure(part, RELATIONSHIP_TYPE.NUMBERING, "numbering", CONTENT_TYPE.WML_NUMBERING)
    even_pages = find(file.settings.element, "evenAndOddHeaders") is not None
    core = part.package._core_properties_part
    relations = {
        id: Relation(str(found.reltype), str(found.target_ref), found.is_external) for id, found in part.rels.items()
    }
    related = {id: str(found.partname) for id, found in part.related_parts.items() if id in part.rels}
    _drop(part.rels, _OF_THE_BODY)
    parts = list(part.package.iter_parts())
    roots: dict[str, Element] = {str(one.partname): one.element for one in parts if isinstance(one, XmlPart)}
    roots[str(part.partname)] = _with_prefixes(file.element)
    files = {str(one.partname): one.blob for one in parts}
    files |= {str(one.partname.rels_uri): one.rels.xml for one in parts if len(one.rels) and one is not part}
    files["/_rels/.rels"] = part.package.rels.xml
    defaults, overrides = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}, {}
    for one in parts:
        ending = one.partname.ext.lower()
        if (ending, one.content_type) in default_content_types:
            defaults[ending] = one.content_type
        else:
            overrides[str(one.partname)] = one.content_type
    return Frame(
        main=str(part.partname),
        roots=roots,
        files=files,
        defaults=defaults,
        overrides=overrides,
        relations=relations,
        related=related,
        spare=frozenset(relations) - frozenset(part.rels),
        styles_name=str(styles.partname),
        numbering_name=str(numbering.partname),
        core_name=str(core.partname),
        even_pages=even_pages,
        highest_id=_highest_id(parts),
    )


def _empty(body: Element) -> None:
    """Leaves of the body its one section."""
    sections = list(every(body, "sectPr"))
    last = find(body, "sectPr")
    if last is None:
        last = node(e("sectPr"))
        body.append(last)
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
    for child in list(body):
        if child is not last:
            body.remove(child)


def _drop(relationships: dict[str, Any], kinds: frozenset[str]) -> None:
    for id, relationship in list(relationships.items()):
        if str(relationship.reltype).rpartition("/")[2] in kinds:
            del relationships[id]


def _made_sure(part: Any, kind: str, name: str, content_type: str) -> XmlPart:
    """The part that `part` has a relationship of this `kind` to, made if there is none."""
    for relationship in part.rels.values():
        if relationship.reltype == kind and not relationship.is_external:
            there: XmlPart = relationship.target_part
            return there
    root: Any = etree.Element(w(name), nsmap={"w": W, "r": R})
    made = XmlPart(PackURI(f"/word/{name}.xml"), content_type, root, part.package)
    part.relate_to(made, kind)
    return made


def _with_prefixes(root: Element) -> Element:
    """`root`, or the same in a new root, with our two prefixes declared: our markup is put into its text."""
    if root.nsmap.get("w") == W and root.nsmap.get("r") == R:
        return root
    prefixes: Any = root.nsmap
    prefixes.update(w=W, r=R)
    made: Element = etree.Element(root.tag, nsmap=prefixes)
    for name, value in root.attrib.items():
        made.set(name, value)
    made.extend(list(root))
    return made


def _highest_id(parts: list[Any]) -> int:
    """The highest id of a bookmark or change in what is kept."""
    found = [0]
    for part in parts:
        if isinstance(part, XmlPart) and "wordprocessingml" in part.content_type:
            for mark in part.element.iter(w("bookmarkStart"), w("ins"), w("del")):
                value = get(mark, "id")
                found += [int(value)] if value.isdigit() else []
    return max(found)
