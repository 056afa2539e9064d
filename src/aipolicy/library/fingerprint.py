"""Fingerprints: short names for texts, the same on every machine."""

from __future__ import annotations

import hashlib


def fingerprint(*texts: str) -> str:
    """Sixteen hexadecimal digits that change when any of the texts does."""
    digest = hashlib.sha256()
    for text in texts:
        data = text.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:16]
