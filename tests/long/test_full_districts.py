"""Five hundred random districts, some seven thousand documents: every law, in Markdown and Word, in all profiles."""

from __future__ import annotations

from collections import Counter

import pytest

from aipolicy.document import Clause, walk
from aipolicy.library import Library
from tests.districts import build
from tests.random_districts import random_answers
from tests.test_random_districts import assert_laws, assert_word_file

DISTRICTS = 500
A_TIME = 50
FIRST = 10_000

seen: Counter[str] = Counter()


@pytest.mark.parametrize("first", range(FIRST, FIRST + DISTRICTS, A_TIME))
def test_sound_drafts_and_the_same_text_in_every_format(first: int, real_library: Library) -> None:
    for seed in range(first, first + A_TIME):
        values = random_answers(seed, real_library)
        built = build(values, real_library)
        try:
            assert_laws(built, values, real_library)
            for document in built.documents:
                assert_word_file(document)
                seen.update(node.id for node in walk(document) if isinstance(node, Clause))
        except AssertionError as error:
            raise AssertionError(f"district {seed}: {error}") from error
        seen.update(("districts", *(["documents"] * len(built.documents))))
        seen[f"profile {values.get('manual.profile')}"] += 1


def test_every_clause_was_seen(real_library: Library) -> None:
    print({name: count for name, count in seen.items() if name not in real_library.blocks})
    assert seen["districts"] == DISTRICTS
    missing = sorted(set(real_library.blocks) - set(seen))
    assert missing == []
