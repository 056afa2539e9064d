"""One agency of the shipped list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """A school district, charter agency or service agency, as the list has it.

    `name` is put right; `listed` is the name as the source prints it. `city` is where most of its schools are, not the
    address of its office: it tells two agencies of one name apart and is no fact to suggest. `shown` is the name, with
    the city, and with the number of the agency, where the name alone, or with the city, is not alone in the state.
    """

    leaid: str
    name: str
    city: str
    state: str
    lowest_grade: str
    highest_grade: str
    listed: str
    shown: str
