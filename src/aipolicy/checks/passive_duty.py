"""passive-duty: a duty in the passive that does not say whose it is.

"The form must be signed" leaves open by whom. Write who must do it ("The principal must sign the form"), or name the
person with "by".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aipolicy.checks.sentences import lines
from aipolicy.library import Library
from aipolicy.problems import Problem

IRREGULAR = (
    "begun built chosen done drawn found given held kept known left made met paid put read seen sent set shown sold "
    "taken taught told understood worn written"
)
PASSIVE = re.compile(rf"\bmust (?:not )?(?:also )?be (?:\w+ly )?(\w+ed|{'|'.join(IRREGULAR.split())})\b", re.I)


def check(library: Library) -> Iterator[Problem]:
    for line in lines(library):
        for match in PASSIVE.finditer(line.text):
            rest = re.split(r"[.;:]", line.text[match.end() :])[0]
            if not re.search(r"\bby\b", rest):
                message = f"'{match[0]}' does not say who must do it"
                hint = "make the person the subject, such as 'The principal must sign ...'"
                yield Problem(line.span(match.start()), "passive-duty", message, hint)
