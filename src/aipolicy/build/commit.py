"""Writing a plan: every file is staged first, then all take their names, the lock last."""

from __future__ import annotations

from aipolicy.build.planning import Plan
from aipolicy.problems import Problem, Span, UnreadableFile
from aipolicy.source.files import write_together


def carry_out(plan: Plan) -> None:
    """Write what the plan says. Raises UnreadableFile when the disk refuses.

    A full disk or an interruption while files are staged leaves everything as it was; after that a file
    is the old one or the new one, never half of either. A build that finds no fitting lock still knows
    its own files by their content, so an interruption between files and lock costs nothing.
    """
    place = plan.place
    files = [(place.folder / name, data) for name, data in plan.write.items()]
    lock = (place.lock, plan.lock.encode())
    try:
        locked = place.lock.is_file() and place.lock.read_bytes() == lock[1]
    except OSError:
        locked = False
    if plan.remove:
        write_together(files, place.shown)
        for name in plan.remove:
            _remove(plan, name)
        files = []
    if not locked:
        files.append(lock)
    if files:
        write_together(files, place.shown)


def _remove(plan: Plan, name: str) -> None:
    try:
        (plan.place.folder / name).unlink(missing_ok=True)
    except OSError as error:
        message = f"the file cannot be removed: {error.strerror or error}"
        hint = "check its permissions, and that no other program has it open; then build again"
        raise UnreadableFile([Problem(Span(f"{plan.place.shown}/{name}"), "cannot-write", message, hint)]) from None
