"""Front matter: YAML between two `---` lines, then the body."""

from __future__ import annotations

from dataclasses import dataclass

from aipolicy.problems import Problem, Span
from aipolicy.source.nodes import Mapping
from aipolicy.source.yaml_reader import parse_yaml


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The mapping before the body, the body's text, and the line of the file where the body begins."""

    head: Mapping
    body: str
    body_line: int


def split_front_matter(text: str, path: str) -> tuple[FrontMatter | None, list[Problem]]:
    """The two parts of `text`, or None with the problem that hides them."""
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        hint = "begin the file with a line '---', the keys, and a second line '---'"
        return None, [Problem(Span(path), "no-front-matter", "the file does not begin with front matter", hint)]
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            node, problems = parse_yaml("\n".join(lines[1:number]), path, first_line=2)
            if isinstance(node, Mapping):
                return FrontMatter(node, "\n".join(lines[number + 1 :]), number + 2), problems
            if not problems:
                hint = "write 'id: folder.name' and the other keys between the two lines '---'"
                problems.append(Problem(Span(path, 2), "no-front-matter", "the front matter holds no keys", hint))
            return None, problems
    hint = "end the front matter with a line '---'"
    return None, [Problem(Span(path, len(lines)), "no-front-matter", "the front matter is never closed", hint)]
