"""Damaged files: real ones with bytes turned, lines lost or doubled, words swapped, and random YAML."""

from __future__ import annotations

import re
from random import Random

WORD = re.compile(rb"[A-Za-z0-9_.-]+")
PIECES = (
    *(b"[", b"]", b"{", b"}", b":", b": ", b"-", b"- ", b"\n", b"\n\n", b"  ", b"\t", b"#", b"'", b'"', b"|", b">"),
    *(b"&a ", b"*a", b"!!str ", b"? ", b"---\n", b"...", b"%", b"@", b"`", b",", b";", b"\r\n", b"\r", b"\xef\xbb\xbf"),
    *(
        b"\x00",
        b"\x07",
        b"\x1b[31m",
        b"\x7f",
        b"\xff\xfe",
        b"\xc3",
        b"\xed\xa0\x80",
        "\ue000".encode(),
        "\u2028".encode(),
    ),
    *("é".encode(), "\u202e".encode(), "😀".encode(), b"\\", b"\\u0000", b"\\uD800", b"\\x41"),
    *(
        b"{{",
        b"}}",
        b"{{ the.board }}",
        b"{% for x in tools.register %}",
        b"{% endfor %}",
        b"{% if a %}",
        b"{#",
        b'{{ ref("x") }}',
    ),
    *(
        b"{{ x | where(a=[1]) }}",
        b"{{ a.b.c.d.e }}",
        b"{{ 1 + 1 }}",
        b"{{ ''.__class__ }}",
        b"[____ x]",
        b"[ ] ",
        b"[signature: a | b]",
    ),
    *(b"true", b"false", b"null", b"~", b"undecided", b"NO", b"1e9", b"-1", b"1.10", b"NaN", b"2026-02-30", b"9" * 400),
    *(b"format", b"other", b"any", b"all", b"not", b"some", b"no", b"includes", b"answered", b"id", b"when", b"file"),
    *(
        b"# x\n",
        b"> ",
        b"| a | b |\n",
        b"| --- |",
        b"1. ",
        b"<b>",
        b"![a](b)",
        b"**",
        b"*",
        b"[a](http://x)",
        b"\n\n\n",
    ),
)


def damaged(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    """`data` with one to six things wrong with it."""
    if random.random() < 0.05:
        return noise(random)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        data = random.choice(CHANGES)(random, data, donors)
    return data[:200_000]


def noise(random: Random) -> bytes:
    """Random pieces of YAML, templates and words, now and then random bytes."""
    if random.random() < 0.2:
        return random.randbytes(random.randrange(300))
    return b"".join(random.choice(PIECES) for _ in range(random.randrange(40)))


def _flip(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def _insert(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(PIECES) + data[at:]


def _insert_at_word(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    words = list(WORD.finditer(data))
    if not words:
        return data
    word = random.choice(words)
    return data[: word.start()] + random.choice(PIECES) + data[random.choice((word.start(), word.end())) :]


def _swap_words(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    words = list(WORD.finditer(data))
    others = WORD.findall(random.choice([data, *donors]))
    if not words or not others:
        return data
    word = random.choice(words)
    return data[: word.start()] + random.choice(others) + data[word.end() :]


def _drop_line(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    del lines[random.randrange(len(lines))]
    return b"\n".join(lines)


def _double_line(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    lines.insert(random.randrange(len(lines) + 1), lines[at])
    return b"\n".join(lines)


def _swap_lines(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


def _indent(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    lines[at] = b"  " + lines[at] if random.random() < 0.5 else lines[at].lstrip()
    return b"\n".join(lines)


def _cut(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    if random.random() < 0.3:
        return data[: random.randrange(len(data) + 1)]
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randrange(30) :]


def _graft(random: Random, data: bytes, donors: list[bytes]) -> bytes:
    other = random.choice([data, *donors])
    start = random.randrange(len(other) + 1)
    at = random.randrange(len(data) + 1)
    return data[:at] + other[start : start + random.randrange(80)] + data[at:]


CHANGES = (
    *(_flip, _insert, _insert_at_word, _insert_at_word, _swap_words, _swap_words),
    *(_drop_line, _double_line, _swap_lines, _indent, _cut, _graft),
)
