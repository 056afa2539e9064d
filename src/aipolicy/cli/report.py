"""Problems for machines: JSON, GitHub annotations, SARIF."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from aipolicy import __version__
from aipolicy.problems import Problem, Span

_OURS = ("aipolicy.yaml", "aipolicy.lock", "policies/")


def placed(found: Iterable[Problem], folder: Path) -> list[Problem]:
    """The problems with paths as seen from the current folder, so that editors and CI can go there."""
    return [
        replace(
            problem,
            span=seen(problem.span, folder),
            related=tuple((seen(span, folder), why) for span, why in problem.related),
        )
        for problem in found
    ]


def seen(span: Span, folder: Path) -> Span:
    """The span with its path as seen from the current folder."""
    if folder == Path() or Path(span.path).is_absolute():
        return span
    path = folder / span.path
    inside = span.path.startswith(_OURS) or os.path.exists(path)
    return replace(span, path=path.as_posix()) if inside else span


def outside(path: Path, folder: Path) -> str:
    """A path from the command line as problems name it: in full where `seen` would take it for one in `folder`."""
    shown = path.as_posix()
    return shown if seen(Span(shown), folder).path == shown else path.resolve().as_posix()


def as_data(problem: Problem) -> dict[str, object]:
    """The problem as JSON has it."""
    return {
        "path": problem.span.path,
        "line": problem.span.line,
        "column": problem.span.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "related": [
            {"path": span.path, "line": span.line, "column": span.column, "message": why}
            for span, why in problem.related
        ],
    }


def as_json(data: object) -> str:
    """The text of any machine output."""
    return json.dumps(data, indent=2, ensure_ascii=False)


def as_github(problem: Problem) -> str:
    """One line of a GitHub workflow that marks the place in a pull request."""

    def value(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def key(text: str) -> str:
        return value(text).replace(":", "%3A").replace(",", "%2C")

    span = problem.span
    words = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    place = f"file={key(span.path)},line={span.line},col={span.column},title={key(problem.code)}"
    return f"::{problem.severity} {place}::{value(words)}"


def as_sarif(found: Iterable[Problem]) -> Mapping[str, object]:
    """A SARIF 2.1.0 log of the problems."""
    listed = list(found)
    rules = sorted({problem.code for problem in listed})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "aipolicy", "version": __version__, "rules": [{"id": rule} for rule in rules]}
                },
                "results": [_result(problem) for problem in listed],
            }
        ],
    }


def _result(problem: Problem) -> dict[str, object]:
    words = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": words},
        "locations": [_location(problem.span)],
        "relatedLocations": [{**_location(span), "message": {"text": why}} for span, why in problem.related],
    }


def _location(span: Span) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(span.path.replace("\\", "/"))},
            "region": {"startLine": span.line, "startColumn": span.column},
        }
    }
