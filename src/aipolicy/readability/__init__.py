"""How hard a document is to read, with what the district answered left out of account."""

from aipolicy.readability.measure import Measured, Worst, measure, too_hard

__all__ = ["Measured", "Worst", "measure", "too_hard"]
