"""The face that draws one card at a time, in place, with the wording of what stands out.

prompt_toolkit takes a good part of a second to import on a small machine: it is imported when a face is opened.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from aipolicy.interview.faces.cards.face import CardFace

__all__ = ["CannotStart", "can_start", "open_cards"]

_NO_TERMINAL = ("dumb", "unknown", "emacs")


class CannotStart(Exception):
    """The terminal cannot show cards. Nothing was read and no card was drawn: another face can take over."""


def can_start(stdin: TextIO, stdout: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether cards can be drawn: two terminals that can move the cursor. Imports nothing where they cannot."""
    try:
        if not (stdin.isatty() and stdout.isatty()):
            return False
        stdin.fileno(), stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return False
    if environ.get("TERM", "").lower() in _NO_TERMINAL:
        return False
    if sys.platform == "win32":
        from prompt_toolkit.output.windows10 import is_win_vt100_enabled

        return is_win_vt100_enabled()
    return bool(environ.get("TERM"))


def open_cards(stdin: TextIO, stdout: TextIO, environ: Mapping[str, str]) -> CardFace:
    """The face on these streams. Raises CannotStart where prompt_toolkit is missing or does not start."""
    if not can_start(stdin, stdout, environ):
        raise CannotStart("this terminal cannot move the cursor")
    try:
        from aipolicy.interview.faces.cards.face import CardFace
        from aipolicy.interview.faces.cards.terminal import Terminal

        return CardFace(Terminal.on(stdin, stdout, environ))
    except (ImportError, OSError, ValueError, AssertionError, NotImplementedError) as error:
        raise CannotStart(str(error)) from error
