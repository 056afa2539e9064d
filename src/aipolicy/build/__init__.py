"""Building a project: drafts in memory, held against the lock and the disk, then written together.

Who only looks imports `inspection`.
"""

from aipolicy.build.commit import carry_out
from aipolicy.build.final import DecisionsOpen, reasons, since_review
from aipolicy.build.planning import FORMATS, Options, Place, Plan, plan, read_lock

__all__ = [
    "FORMATS",
    "DecisionsOpen",
    "Options",
    "Place",
    "Plan",
    "carry_out",
    "plan",
    "read_lock",
    "reasons",
    "since_review",
]
