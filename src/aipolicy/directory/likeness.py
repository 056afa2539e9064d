"""How many typing mistakes lie between what was typed and the beginning of a word."""

from __future__ import annotations


def mistakes_allowed(typed: str, alone: bool) -> int:
    """Numbers and short words must be typed right, above all alone: with a mistake they would be anything."""
    if len(typed) < (4 if alone else 3) or typed.isdigit():
        return 0
    return 1 if len(typed) < 7 else 2


def mistakes(typed: str, word: str, most: int) -> int:
    """The fewest letters left out, added, changed or swapped that turn what was typed into a beginning of the word.

    Args:
        typed: what was typed, of at least one letter.
        word: a word of a name.
        most: more mistakes than this are not told apart.

    Returns:
        The number of mistakes, or `most` + 1.
    """
    if len(word) + most < len(typed) or (typed[0] != word[0] and typed[:2] != word[1::-1] and typed[0] != word[1:2]):
        return most + 1
    word = word[: len(typed) + most]
    before: list[int] = []
    row = list(range(len(word) + 1))
    for down, letter in enumerate(typed, start=1):
        under = [down]
        for across, other in enumerate(word, start=1):
            least = min(row[across] + 1, under[across - 1] + 1, row[across - 1] + (letter != other))
            if across > 1 and before and letter == word[across - 2] and other == typed[down - 2]:
                least = min(least, before[across - 2] + 1)
            under.append(least)
        if min(under) > most:
            return most + 1
        before, row = row, under
    return min(*row[max(1, len(typed) - most) :], most + 1)
