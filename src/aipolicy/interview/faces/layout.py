"""Words laid out on lines of a given width; both faces use the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aipolicy.interview.screens import Command, Head, Option, Table

NARROWEST_TABLE = 60
NARROWEST = 12
"""Words are not set narrower than this: a smaller terminal wraps for itself."""
SHORT_WORD = 12
EMPTIED = ('""', "''")
"""What is typed into a text field to leave it empty."""
NAMES = {
    Command.WHY: "? why",
    Command.BACK: "< back",
    Command.UNDECIDED: "- not decided",
    Command.SKIP: "s skip",
    Command.ALL: "a all",
    Command.WORDING: "w full wording",
    Command.REVIEW: "r review",
    Command.QUIT: "q save and quit",
}
_COLUMNS = re.compile(r"( {2,}\S.*? {2,})(\S.*)")
_OPENING = re.compile(r"( *)((?:\d{1,3}[.)]|[-*|]) (?=\S))?")
_TYPOGRAPHIC = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bb\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u2033", '"'),
        **dict.fromkeys("\u2010\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2044": "/",
        "\u2022": "*",
        "\u00a7": "section ",
        "\u00d7": "x",
        "\u00a9": "(c)",
        "\u20ac": "EUR ",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00c6": "AE",
        "\u0153": "oe",
        "\u0152": "OE",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0142": "l",
        "\u0141": "L",
        "\u0111": "d",
        "\u0110": "D",
        "\u0131": "i",
    }
)


def tame(text: str) -> str:
    """`text` on one line, without anything that could steer a terminal."""
    return " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())


def ascii_only(text: str) -> str:
    """`text` in ASCII, for a terminal that shows nothing else: accents dropped, what is left as "?"."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return bare.translate(_TYPOGRAPHIC).encode("ascii", "replace").decode()


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes: the wide characters of East Asian scripts take two."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int, indent: str = "", hanging: str | None = None) -> list[str]:
    """The lines of one paragraph; "" gives one empty line. `hanging` indents the lines after the first.

    Lines break at spaces only, so that "opt-in" stays whole; a word longer than a line is cut.
    """
    if not text:
        return [""]
    return _filled(tame(text), max(width, NARROWEST), indent, indent if hanging is None else hanging)


def _filled(text: str, width: int, indent: str, later: str) -> list[str]:
    room = max(width - max(len(indent), len(later)), 2)
    lines: list[str] = []
    line = ""
    for word in text.split():
        for place, piece in enumerate(_pieces(word, room)):
            start = later if lines else indent
            if line and (place or cells(start) + cells(line) + 1 + cells(piece) > width):
                lines.append(start + line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    return [each.rstrip() for each in (*lines, (later if lines else indent) + line)]


def _pieces(word: str, room: int) -> list[str]:
    """The word, or the parts of it that fit into `room` columns."""
    if cells(word) <= room:
        return [word]
    pieces, piece, used = [], "", 0
    for character in word:
        wide = _cells_of(character)
        if used + wide > room:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + wide
    return [*pieces, piece]


def ended(text: str, mark: str, width: int) -> str:
    """`text` with a mark at its end; where both do not fit into `width`, words are left out before it."""
    if cells(text) + cells(mark) <= width:
        return text + mark
    while text and cells(text) + cells(mark) > width:
        text = text[:-1]
    start, space, cut = text.rpartition(" ")
    # A word that has lost its end is left out, but not a long one.
    return (start if space and start.strip() and len(cut) < SHORT_WORD else text).rstrip() + mark


def paragraphs(texts: Iterable[str], width: int) -> list[str]:
    """The lines of several paragraphs; the spaces a paragraph begins with indent all of its lines.

    Lines after the first stand under the words of "1. Words" and "- words", and "| words" has its bar on each. Of
    columns that somebody has set out, all but the first are wrapped beside it, where it leaves half of the width.
    """
    lines = []
    for text in texts:
        columns = _COLUMNS.fullmatch(text) if text.isprintable() else None
        if columns and cells(text) <= width:
            lines.append(text.rstrip())
            continue
        if columns and cells(columns[1]) <= width // 2:
            lines += wrapped(columns[2], width, columns[1], " " * cells(columns[1]))
            continue
        opening = _OPENING.match(text)
        indent, sign = (opening[1][: width // 3], opening[2] or "") if opening else ("", "")
        hanging = sign if sign.startswith("|") else " " * len(sign)
        lines += wrapped(text[len(opening[0]) :] if opening else text, width, indent + sign, indent + hanging)
    return lines


def head_line(head: Head, width: int) -> list[str]:
    """ "3 of 9 | Caregiver consent | 12 answered, about 20 left", with "saved" at the right where it fits.

    What is too long for a line breaks between its parts; "saved" then stands on the last one.
    """
    line = tame(" | ".join(part for part in (head.place, head.progress) if part))
    lines = _packed(line.split(" | "), width) or [""]
    if head.saved and cells(lines[-1]) + 7 <= width:
        lines[-1] += " " * (width - cells(lines[-1]) - 5) + "saved"
    return lines


def marked(option: Option) -> str:
    """An option's label with its marks: "Opt-in (suggested, current)"."""
    return f"{option.label} ({', '.join(option.marks)})" if option.marks else option.label


def option_lines(
    number: int, option: Option, width: int, mark: str = "  ", tick: str = "", full: bool = True
) -> list[str]:
    """An option: "> 2. [x] Label (suggested)", and below it what it means."""
    first = f"{mark}{number}. {tick}"
    lines = wrapped(marked(option), width, first, " " * len(first))
    if full and option.means:
        lines += wrapped(option.means, width, " " * len(first))
    return lines


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines of a heading, and of each row below it."""

    heading: list[str]
    rows: list[list[str]]

    def lines(self) -> list[str]:
        """All of them."""
        return [line for lines in (self.heading, *self.rows) for line in lines]


def table_lines(table: Table, width: int) -> list[str]:
    """The table in columns; where the width is too small for that, one block a column."""
    return [line for rows in table_rows(table, width) for line in rows.lines()]


def table_rows(table: Table, width: int) -> list[Rows]:
    """The lines of `table_lines`, row by row."""
    rows = [
        [tame(row[n]) if n < len(row) else "" for n in range(len(table.headings))]
        for row in (table.headings, *table.rows)
    ]
    widths = _widths(rows, width)
    if widths is None:
        return _blocks(rows, width)
    ruler = "  ".join("-" * w for w in widths)
    return [Rows([*_row(rows[0], widths), ruler], [_row(row, widths) for row in rows[1:]])]


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """How wide each column is; None where the words do not fit side by side.

    A column is at least as wide as its longest word, at most as wide as its longest cell; the narrowest grow first.
    """
    count = len(rows[0])
    if not count or width < NARROWEST_TABLE:
        return None
    widths = [max(1, *(cells(word) for row in rows for word in row[n].split() or [""])) for n in range(count)]
    most = [max(1, *(cells(row[n]) for row in rows)) for n in range(count)]
    room = width - 2 * (count - 1) - sum(widths)
    if room < 0:
        return None
    for _ in range(min(room, sum(most) - sum(widths))):
        widths[min((n for n in range(count) if widths[n] < most[n]), key=widths.__getitem__)] += 1
    return widths


def _row(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [_filled(cell, w, "", "") for cell, w in zip(row, widths, strict=True)]
    height = max(map(len, columns))
    return [
        "  ".join(
            _padded(lines[n] if n < len(lines) else "", w) for lines, w in zip(columns, widths, strict=True)
        ).rstrip()
        for n in range(height)
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _blocks(rows: Sequence[Sequence[str]], width: int) -> list[Rows]:
    """One block a column, with a blank line between them; a single column is a plain list."""
    count = len(rows[0])
    if count == 1:
        first, *others = (wrapped(row[0], width) for row in rows)
        return [Rows(first, others)]
    return [
        Rows(
            [*([""] if column > 1 else []), *wrapped(rows[0][column], width)],
            [wrapped(f"{row[0]}: {row[column]}", width, "  ", "    ") for row in rows[1:] if row[column]],
        )
        for column in range(1, count)
    ]


def column_lines(labels: Sequence[str], width: int) -> list[str]:
    """Short labels in columns, read along the line; one a line where no two fit."""
    widest = max(map(cells, labels), default=0)
    each = max(width // (widest + 2), 1)
    if each == 1:
        return [line for label in labels for line in wrapped(label, width, "  ", "      ")]
    lines = ["  ".join(_padded(label, widest) for label in labels[n : n + each]) for n in range(0, len(labels), each)]
    return ["  " + line.rstrip() for line in lines]


def command_lines(
    first: str, commands: Iterable[Command], width: int, names: Mapping[Command, str] = NAMES
) -> list[str]:
    """The cues at the foot of a screen, "|" between them, on as few lines as they take."""
    return _packed([first, *(names[command] for command in commands)], width)


def _packed(cues: Iterable[str], width: int) -> list[str]:
    lines: list[str] = []
    for cue in filter(None, cues):
        if lines and cells(lines[-1]) + 3 + cells(cue) <= width:
            lines[-1] += f" | {cue}"
        else:
            lines += wrapped(cue, width)
    return lines
