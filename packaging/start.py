"""Where the single file begins."""

from __future__ import annotations

import contextlib
import sys

from aipolicy.cli import main


def alone_in_its_window() -> bool:
    """Whether Windows opened a window for this program alone, as it does for a double click."""
    if sys.platform != "win32":
        return False
    import ctypes

    # The single file is two processes: the one that unpacks, and this one. A shell would be a third.
    attached = (ctypes.c_uint32 * 8)()
    return 0 < ctypes.windll.kernel32.GetConsoleProcessList(attached, len(attached)) <= 2


try:
    main()
finally:
    if alone_in_its_window():
        print("\nTo give a command, open this program in PowerShell; docs/install.md says how.")
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            input("Press Enter to close this window. ")
