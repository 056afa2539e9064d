"""LibreOffice as a test client: `from tests.libreoffice import libreoffice_fixture  # noqa: F401` gives the fixture.

Where LibreOffice 24.8 or newer is missing the tests that use it are skipped with the reason; with CI=true in
the environment they fail instead, so that a broken installation cannot pass. `.ci/install-libreoffice` gets it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

NEEDED = (24, 8)
TIMEOUT = 180


@dataclass(frozen=True)
class LibreOffice:
    """One installation with a profile of its own, so that it runs beside any other."""

    soffice: str
    profile: Path

    def convert(self, data: bytes, ending: str) -> bytes:
        """A DOCX converted: `ending` is "pdf", "docx", "odt" or "txt"."""
        name = "txt:Text (encoded):UTF8" if ending == "txt" else ending
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "in.docx")
            source.write_bytes(data)
            out = Path(folder, "out")
            command = [
                self.soffice,
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation=file://{self.profile}",
            ]
            command += ["--convert-to", name, "--outdir", str(out), str(source)]
            run = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
            made = out / f"in.{ending}"
            assert made.is_file(), f"LibreOffice could not convert the file: {run.stdout}{run.stderr}"
            return made.read_bytes()

    def text(self, data: bytes) -> str:
        """What LibreOffice shows of a DOCX, as plain text with its numbers."""
        return self.convert(data, "txt").decode("utf-8-sig")

    def pdf(self, data: bytes) -> bytes:
        """The DOCX as LibreOffice prints it."""
        return self.convert(data, "pdf")

    def printed(self, data: bytes) -> list[str]:
        """The text of each printed page, headers and footers included (needs pdftotext)."""
        with tempfile.TemporaryDirectory() as folder:
            pdf = Path(folder, "in.pdf")
            pdf.write_bytes(self.pdf(data))
            run = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
            return run.stdout.rstrip("\f").split("\f")


def missing() -> str:
    """Why LibreOffice cannot be used here, or ""."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        return "LibreOffice is not installed (.ci/install-libreoffice installs it)"
    shown = subprocess.run([soffice, "--version"], capture_output=True, text=True, timeout=TIMEOUT, check=False).stdout
    found = re.search(r"LibreOffice (\d+)\.(\d+)", shown)
    if found is None or (int(found[1]), int(found[2])) < NEEDED:
        return f"LibreOffice 24.8 or newer is needed, found: {shown.strip() or 'no version'}"
    if shutil.which("pdftotext") is None:
        return "pdftotext is not installed (package poppler-utils)"
    return ""


@pytest.fixture(scope="session", name="libreoffice")
def libreoffice_fixture() -> Iterator[LibreOffice]:
    """LibreOffice, or a skip (in CI a failure) that says what is missing."""
    reason = missing()
    if reason:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    assert soffice is not None
    with tempfile.TemporaryDirectory(prefix="aipolicy-libreoffice-") as profile:
        yield LibreOffice(soffice, Path(profile))
