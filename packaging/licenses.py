"""The licences of what a single file holds: `python licenses.py FILE`, with the Python that it is built from."""

from __future__ import annotations

import re
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LINE = "=" * 100


def needed(name: str) -> list[Distribution]:
    """The package and all that it needs to run, by name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        try:
            package = distribution(waiting.pop())
        except PackageNotFoundError:
            # A requirement of another system.
            continue
        if package.name in found:
            continue
        found[package.name] = package
        for requirement in package.requires or []:
            begin = re.match(r"[\w.-]+", requirement)
            if begin and "extra ==" not in requirement:
                waiting.append(begin[0])
    return [found[name] for name in sorted(found, key=str.lower)]


def texts(package: Distribution) -> list[str]:
    """The licence files of a package; where it has none, what it says of its licence."""
    files = [file for file in package.files or [] if re.search("licen|copying|notice|authors", file.name.lower())]
    inside = [file.read_text(encoding="utf-8") for file in files if ".dist-info" in str(file)]
    said = (package.metadata[field] for field in ("License-Expression", "License") if field in package.metadata)
    return inside or [next(said, "It names no licence.")]


def pythons_own() -> str:
    """The licence of Python."""
    for folder in (sysconfig.get_path("stdlib"), sys.base_prefix):
        file = Path(folder) / "LICENSE.txt"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return "Python Software Foundation License Version 2"


def main() -> None:
    """Write the file that the command line names."""
    parts = [(f"Python {sys.version.split()[0]}", pythons_own())]
    for package in needed("aipolicy"):
        parts.extend((f"{package.name} {package.version}", text) for text in texts(package))
    whole = "\n".join(f"{LINE}\n{head}\n{LINE}\n\n{text.strip()}\n" for head, text in parts)
    Path(sys.argv[1]).write_text(whole, encoding="utf-8", newline="\n")


main()
