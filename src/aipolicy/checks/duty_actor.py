"""duty-actor: a duty whose subject cannot act.

The subject of "must" is a person, an office or a body: an inserted office, staff, teachers, students, a parent, a
provider, whoever. A document or a tool cannot do anything; of these the text may only say what they must state, hold,
meet or be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aipolicy.checks.sentences import ANSWER, OFFICE, lines
from aipolicy.library import Library
from aipolicy.problems import Problem

ACTORS = (
    "administrator administrators adult adults alternate alternates anyone assessor author authority authors "
    "board caller chair child children coach coaches commander committee companies company contractor contractors "
    "coordinator council counselor counselors department departments each educator educators employee employees "
    "evaluator evaluators everyone facilitator families family group guardian guest guests he head holder holders "
    "i it keeper leader leaders maker makers manager member members nobody office officer offices official "
    "officials one owner owners parent parents participant participants parties partner partners party people "
    "person pilot presenter president principal principals provider providers reader reporter requester school "
    "schools secretary she signer signers someone staff student students supervisor supervisors teacher teachers "
    "team teams tester testers they trainer translator user users volunteer volunteers voter we website websites "
    "who whoever witness you"
)
STATES = (
    "accompany agree allow answer apply be begin belong bind carry come comply contain control cover depend "
    "describe end exceed expire explain fit follow give go have help hold identify include keep last leave let "
    "list match meet name need offer pass permit precede print protect prove provide reach read remain replace "
    "require rest say serve set show specify stand state stay stop support tell treat use wait work"
)
DUTY = re.compile(r"\bmust\b")
BREAK = re.compile(
    r"[.;:!?|]|,(?=\s+(?:and|but|or)\s)|\b(?:and|but|if|when|that|until|before|after|because|so)\b", re.I
)
VERB = re.compile(r"(?:\s+(?:not|also|then|first|always|never|at once|each\s+\w+))*\s+(\w+)", re.I)


def check(library: Library) -> Iterator[Problem]:
    actors, states = frozenset(ACTORS.split()), frozenset(STATES.split())
    for line in lines(library):
        for match in DUTY.finditer(line.text):
            before = line.text[: match.start()]
            verb = VERB.match(line.text, match.end())
            if acting(before, actors) or (verb and verb[1].lower() in states):
                continue
            subject = " ".join(BREAK.split(before)[-1].split()[-6:]) or "nobody"
            message = f"'{subject} must ...' gives a duty to nobody who can act"
            hint = "make a person, an office or a body the subject of 'must'"
            yield Problem(line.span(match.start()), "duty-actor", message, hint)


def acting(before: str, actors: frozenset[str]) -> bool:
    """Whether the words before "must", back to the beginning of the sentence, name somebody who can act."""
    sentence = re.split(r"[.;!?|]\s", before)[-1]
    return OFFICE in sentence or ANSWER in sentence or any(w in actors for w in re.findall(r"[a-z]+", sentence.lower()))
