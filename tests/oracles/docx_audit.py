"""Faults of a Word file that schema validators miss; one line each, "" where there are none.

Bookmarks that share a name or an id, or do not close; ids of changes that are not unique; text that
counts although it is deleted; fields that do not close, or that point at a bookmark that is not there.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHANGES = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")


def audit(data: bytes) -> list[str]:
    """Every fault found, in the order of the parts."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        found += [f"zip: {name} is there twice" for name, count in Counter(names).items() if count > 1]
        stories = [n for n in names if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", n)]
        roots = {name: ET.fromstring(package.read(name)) for name in stories}
        for name, root in roots.items():
            found += [f"{name}: {fault}" for fault in [*_bookmarks(root), *_deleted(root), *_fields(root)]]
            found += [f"{name}: {fault}" for fault in _relations(package, name, root)]
    found += _shared(list(roots.values()))
    return found


def _bookmarks(root: ET.Element) -> list[str]:
    open_, found = set(), []
    for element in root.iter():
        id = element.get(W + "id", "")
        if element.tag == W + "bookmarkStart":
            open_.add(id)
            name = element.get(W + "name", "")
            if not re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII):
                found.append(f"bookmark {name!r} has a name that Word refuses")
        elif element.tag == W + "bookmarkEnd":
            if id not in open_:
                found.append(f"bookmark {id} ends before it starts")
            open_.discard(id)
    return found + [f"bookmark {id} does not end" for id in sorted(open_)]


def _deleted(root: ET.Element) -> list[str]:
    found = []
    for deleted in root.iter(W + "del"):
        found += ["w:t inside w:del" for _ in deleted.iter(W + "t")]
        found += ["w:instrText inside w:del" for _ in deleted.iter(W + "instrText")]
    kept = {id(text) for deleted in root.iter(W + "del") for text in deleted.iter(W + "delText")}
    return found + ["w:delText outside w:del" for text in root.iter(W + "delText") if id(text) not in kept]


def _fields(root: ET.Element) -> list[str]:
    depth, found = 0, []
    for char in root.iter(W + "fldChar"):
        kind = char.get(W + "fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth < 0 or (kind == "separate" and depth < 1):
            found.append(f"field character {kind} without a field")
    return found + (["a field does not end"] if depth > 0 else [])


def _relations(package: zipfile.ZipFile, name: str, root: ET.Element) -> list[str]:
    folder, _, file = name.rpartition("/")
    path = f"{folder}/_rels/{file}.rels"
    known = set()
    if path in package.namelist():
        known = {relation.get("Id") for relation in ET.fromstring(package.read(path))}
    used = {value for element in root.iter() for key, value in element.attrib.items() if key.startswith(R)}
    return [f"relationship {id} is not there" for id in sorted(used - known)]


def _shared(roots: list[ET.Element]) -> list[str]:
    starts = [mark for root in roots for mark in root.iter(W + "bookmarkStart")]
    names = Counter(mark.get(W + "name", "").lower() for mark in starts)
    ids = Counter(mark.get(W + "id") for mark in starts)
    changes = Counter(mark.get(W + "id") for root in roots for tag in CHANGES for mark in root.iter(W + tag))
    found = [f"two bookmarks are named {name}" for name, count in names.items() if count > 1]
    found += [f"two bookmarks have the id {id}" for id, count in ids.items() if count > 1]
    found += [f"two changes have the id {id}" for id, count in changes.items() if count > 1]
    targets = {mark.get(W + "anchor", "").lower() for root in roots for mark in root.iter(W + "hyperlink")} - {""}
    for root in roots:
        for code in root.iter(W + "instrText"):
            words = (code.text or "").split()
            if words[:1] == ["REF"]:
                targets.add(words[1].lower())
    return found + [f"no bookmark is named {name}" for name in sorted(targets - set(names))]
