"""The shipped list of school agencies: finding one by a few letters, and the facts it suggests.

Nothing is fetched. The list is of one school year, is never complete, and every fact from it is confirmed by a person.
"""

from aipolicy.directory.agency import Agency
from aipolicy.directory.facts import Facts, suggestions
from aipolicy.directory.find import find
from aipolicy.directory.shelf import agencies_of, school_year, states

__all__ = ["Agency", "Facts", "agencies_of", "find", "school_year", "states", "suggestions"]
