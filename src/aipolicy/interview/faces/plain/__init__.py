"""The plain face: lines that are only ever added, typed numbers and commands, no terminal control at all."""

from aipolicy.interview.faces.plain.face import PlainFace

__all__ = ["PlainFace"]
