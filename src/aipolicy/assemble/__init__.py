"""From a library and answers to documents: select, fill, read, number."""

from aipolicy.assemble.assemble import Assembled, assemble
from aipolicy.assemble.decisions import OpenDecision

__all__ = ["Assembled", "OpenDecision", "assemble"]
