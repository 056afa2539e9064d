"""The tiny library, loaded once, and its district built with changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aipolicy.assemble import Assembled
from aipolicy.library import Library
from tests.districts import build
from tests.tiny import DISTRICT, tiny_library

Build = Callable[..., Assembled]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return tiny_library(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def made(tiny: Library) -> Build:
    """The tiny district built with other answers; an answer that is None is left out."""

    def run(changes: dict[str, Any] | None = None, *, final: bool = False, library: Library = tiny) -> Assembled:
        values = {**DISTRICT, **(changes or {})}
        return build({id: value for id, value in values.items() if value is not None}, library, final=final)

    return run
