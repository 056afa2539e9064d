"""Where library files come from: the built-in content, then overlays in order, then the district's overrides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aipolicy.problems import Problem, Span, UnreadableFile


def _at_once() -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One source of files. `shown` begins every path in messages, so that they are the same on any machine.

    `rest` is called before each file: whoever reads beside something more urgent waits there.
    """

    name: str
    blocks: Path
    templates: Path
    shown: str = ""
    rest: Callable[[], None] = field(default=_at_once, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file of a layer: its path on disk, and as shown to people."""

    layer: Layer
    path: Path
    relative: str
    shown: str


def built_in() -> Layer:
    """The content that ships with the package: inside the wheel, or at the root of a checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "content"
    root = shipped if shipped.is_dir() else package.parent.parent
    return Layer("built-in", root / "policy_blocks", root / "templates")


def base_docx() -> Path:
    """The base Word file of the built-in content."""
    return built_in().templates / "docx" / "base.docx"


def overlay(folder: Path, shown: str) -> Layer:
    """The layer of an overlay folder. Raises UnreadableFile when it is not one."""
    layer = Layer(shown, folder / "policy_blocks", folder / "templates", shown)
    if not layer.blocks.is_dir() and not layer.templates.is_dir():
        message = f"the overlay '{shown}' has neither policy_blocks/ nor templates/"
        raise UnreadableFile([Problem(Span(shown), "no-overlay", message, "check the path under 'overlays:'")])
    return layer


def files(layer: Layer, kind: str, pattern: str) -> Iterator[LibraryFile]:
    """The files of `kind` ("policy_blocks" or "templates") that fit the glob, in an order no machine changes."""
    root = layer.blocks if kind == "policy_blocks" else layer.templates
    folder = "" if root.name == layer.name else kind
    prefix = "/".join(part for part in (layer.shown.rstrip("/"), folder) if part)
    found = [(path.relative_to(root).as_posix(), path) for path in root.glob(pattern) if path.is_file()]
    kept = sorted((r, p) for r, p in found if not any(part.startswith(".") for part in r.split("/")))
    for relative, path in kept:
        layer.rest()
        yield LibraryFile(layer, path, sys.intern(relative), f"{prefix}/{relative}")


def layers_for(overlays: Iterable[tuple[Path, str]] = (), overrides: Path | None = None) -> tuple[Layer, ...]:
    """The layers of a district: built-in, its overlays in order, its overrides. Raises UnreadableFile."""
    found = [built_in(), *(overlay(folder, shown) for folder, shown in overlays)]
    if overrides is not None and overrides.is_dir():
        found.append(Layer("overrides", overrides, overrides / "templates", "overrides"))
    return tuple(found)
