"""defined-terms: another word for something that has a defined term.

Where two words are used for one thing a reader looks for a difference. The text of clauses says AI tool, provider,
student, parent or guardian (through the office), chatbot, and the other defined terms, and nothing else for them.
Titles are free, and so are clauses of one state, whose statutes have words of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aipolicy.checks.sentences import lines
from aipolicy.library import Library
from aipolicy.problems import Problem

INSTEAD = {
    r"AI (?:app|application|platform|product|program|service|software|solution|system|technology)s?": "AI tool",
    r"(?:software )?vendors?": "provider",
    r"pupils?": "student",
    r"parents?/guardians?": "{{ the.parent }}",
    r"caregivers?": "{{ the.parent }}, or 'family'",
    r"chat ?bots? app": "chatbot",
    r"PII": "student information or personal information",
    r"public tools?": "open tool",
    r"private tools?": "closed tool",
    r"authorized tools?|permitted tools?|allowed tools?": "approved tool",
}
OTHER = re.compile(r"(?<![\w/-])(?:" + "|".join(f"({words})" for words in INSTEAD) + r")(?![\w/-])", re.I)
STATES = "states."


def check(library: Library) -> Iterator[Problem]:
    terms = list(INSTEAD.values())
    for line in lines(library):
        if line.block.id.startswith(STATES):
            continue
        for match in OTHER.finditer(line.text):
            instead = terms[(match.lastindex or 1) - 1]
            message = f"'{match[0]}' is another word for a defined term"
            yield Problem(line.span(match.start()), "defined-terms", message, f"write {instead}")
