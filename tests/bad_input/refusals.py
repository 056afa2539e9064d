"""What every refusal must look like."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner, Result

from aipolicy.cli.app import app
from tests.projects import contents


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert "Traceback" not in result.output
    assert "mistake in aipolicy" not in result.output
    return result


def everything(folder: Path) -> dict[str, bytes]:
    """Every file, temporary and hidden ones too."""
    return contents(folder)


BUILD = (("build", "--format", "md"),)


def refused(folder: Path, code: int, *said: str, commands: tuple[tuple[str, ...], ...] = BUILD) -> None:
    """Check and `commands` end with this code, say this at a place, and leave every file as it was."""
    before = everything(folder)
    for command in (("check",), *commands):
        result = run(*command)
        assert result.exit_code == code, (command, result.output)
        for words in said:
            assert re.search(words, result.output), (command, words, result.output)
        assert re.search(r"^\S[^\n]*:\d+:\d+: error\[[a-z-]+\]: .", result.output, re.M), result.output
        assert "hint: " in result.output, (command, result.output)
        assert everything(folder) == before, command


SET = (("set", "district.unions", "true"),)
