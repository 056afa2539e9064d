"""Which face the interview gets: cards where the terminal takes them, plain lines anywhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aipolicy.interview.screens import Face

OFF = ("", "0", "false", "no", "off")


def wants_plain(asked: bool, environ: Mapping[str, str]) -> bool:
    """Whether plain lines were asked for: by the flag or by ACCESSIBLE (0 and false are off)."""
    return asked or environ.get("ACCESSIBLE", "").strip().lower() not in OFF


def face_for(plain: bool) -> Face:
    """The face for this terminal; the plain one where the other cannot start."""
    if not wants_plain(plain, os.environ):
        from aipolicy.interview.faces.cards import CannotStart, open_cards

        try:
            return open_cards(sys.stdin, sys.stdout, os.environ)
        except CannotStart:
            pass
    from aipolicy.interview.faces.plain import PlainFace

    return PlainFace(sys.stdin, sys.stdout)
