"""Names of the bookmarks by which a Word file's clauses are found again."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

END = "aipolicy_end"

Kind = Literal["clause", "section", "block"]

_PREFIX = {"clause": "c_", "section": "s_", "block": "b_"}
_LONGEST = 40
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def bookmark_name(id: str, kind: Kind = "clause") -> str:
    """The bookmark of the clause, section or block `id`: at most 40 letters, digits and underscores.

    "." becomes "_" and "-" becomes "__", so that two ids never share a name; an id that is longer or has
    other characters gets a shortened name that ends in its hash.
    """
    name = _PREFIX[kind] + id.replace(".", "_").replace("-", "__")
    if _ID.fullmatch(id) and len(name) <= _LONGEST:
        return name
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{_PREFIX[kind]}{re.sub('[^a-z0-9]+', '_', id.lower())[:25]}_{digest}"
