"""Which style id of the file at hand stands for each of ours; adds the ones that a letterhead lacks.

Styles are found by name, not id, because Word writes localized ids ("berschrift1") for built-in styles.
"""

from __future__ import annotations

import copy
import re

from aipolicy.writers.docx.markup import Element, e, every, find, get, node, w

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})
_LINKS = ("basedOn", "next", "link")


class Styles:
    """The styles part: `styles[id of ours]` is the id to write."""

    def __init__(self, root: Element, ours: Element | None = None) -> None:
        """Maps our style ids to those of `root`; copies from `ours` (our base's styles) what `root` lacks."""
        self.root = root
        self._ids: dict[str, str] = {}
        named = {_key(style): get(style, "styleId") for style in every(root, "style")}
        if ours is None:
            self._ids = {get(style, "styleId"): get(style, "styleId") for style in every(root, "style")}
            return
        taken = {get(style, "styleId").lower() for style in every(root, "style")}
        missing: list[Element] = []
        for style in every(ours, "style"):
            id = get(style, "styleId")
            there = named.get(_key(style))
            if there is None:
                there = id
                while there.lower() in taken:
                    there += "x"
                taken.add(there.lower())
                missing.append(style)
            self._ids[id] = there
        for style in missing:
            root.append(self._adapted(style))

    def __getitem__(self, id: str) -> str:
        return self._ids[id]

    def element(self, id: str) -> Element:
        """The definition of the style that stands for our `id`."""
        return next(style for style in every(self.root, "style") if get(style, "styleId") == self._ids[id])

    def number(self, id: str, level: int, num: int) -> None:
        """Makes the style that stands for our `id` carry numbering `num` at `level`."""
        style = self.element(id)
        properties = find(style, "pPr")
        if properties is None:
            properties = node(e("pPr"))
            before = next((find(style, name) for name in ("rPr", "tblPr") if find(style, name) is not None), None)
            if before is None:
                style.append(properties)
            else:
                before.addprevious(properties)
        old = find(properties, "numPr")
        if old is not None:
            properties.remove(old)
        earlier = [
            child
            for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
            if (child := find(properties, name)) is not None
        ]
        numbering = node(e("numPr", e("ilvl", val=level) if level else None, e("numId", val=num)))
        if earlier:
            earlier[-1].addnext(numbering)
        else:
            properties.insert(0, numbering)

    def language(self, tag: str) -> None:
        """Makes `tag` (BCP 47) the language of all text that names no other."""
        tag = language(tag)
        defaults = find(self.root, "docDefaults")
        if defaults is None:
            defaults = node(e("docDefaults"))
            self.root.insert(0, defaults)
        of_runs = find(defaults, "rPrDefault")
        if of_runs is None:
            of_runs = node(e("rPrDefault"))
            defaults.insert(0, of_runs)
        properties = find(of_runs, "rPr")
        if properties is None:
            properties = node(e("rPr"))
            of_runs.append(properties)
        old = find(properties, "lang")
        if old is not None:
            properties.remove(old)
        right_to_left = tag.split("-")[0].lower() in _RTL_LANGUAGES
        properties.append(node(e("lang", val=tag, eastAsia=tag, bidi=tag if right_to_left else "ar-SA")))

    def _adapted(self, style: Element) -> Element:
        """A copy of one of our styles that takes its fonts and links from the letterhead."""
        made = copy.deepcopy(style)
        made.set(w("styleId"), self._ids[get(style, "styleId")])
        made.attrib.pop(w("default"), "")
        for name in _LINKS:
            link = find(made, name)
            if link is not None:
                link.set(w("val"), self._ids.get(get(link), get(link)))
        fonts = find(made, "rPr/rFonts")
        if fonts is not None and get(made, "type") == "paragraph":
            parent = fonts.getparent()
            if parent is not None:
                parent.remove(fonts)
        return made


def language(tag: str) -> str:
    """`tag` where it is well formed, else "en-US"; plain "en" becomes "en-US", which Word proofreads."""
    return "en-US" if tag == "en" or not _LANGUAGE.fullmatch(tag) else tag


def _key(style: Element) -> tuple[str, str]:
    return get(style, "type"), get(find(style, "name")).lower()
