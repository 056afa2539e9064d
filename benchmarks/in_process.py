"""In process: assembly and Markdown against plain Jinja2, and reading the library against plain PyYAML."""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml
from paired import Pair
from variables import Variables, with_variables

from aipolicy.assemble import assemble
from aipolicy.document import Document
from aipolicy.library import layers_for, load
from aipolicy.project import Project
from aipolicy.writers import markdown
from aipolicy.writers.markdown_inline import escape


@dataclass(frozen=True, slots=True)
class Templates:
    """For each document a Jinja2 template that gives the same Markdown from the answers that stand in it."""

    sources: tuple[str, ...]
    answers: dict[str, str]


def templates(documents: tuple[Document, ...]) -> Templates:
    """The built Markdown with every answer in it turned back into a variable.

    Raises AssertionError where the templates would not give our very text.
    """
    variables = Variables()
    plain = [markdown.write(with_variables(document, variables)) for document in documents]
    assert not any(mark in text for text in plain for mark in ("{{", "{%", "{#")), "the text holds Jinja's own marks"
    made = Templates(tuple(map(variables.as_jinja, plain)), {n: escape(v) for n, v in variables.values.items()})
    assert rendered(compiled(made), made) == [markdown.write(d) for d in documents], "Jinja2 gives another text"
    return made


def compiled(made: Templates) -> list[jinja2.Template]:
    """A new environment and its compiled templates."""
    environment = jinja2.Environment(keep_trailing_newline=True)
    return [environment.from_string(source) for source in made.sources]


def rendered(ready: list[jinja2.Template], made: Templates) -> list[str]:
    """The text of every document."""
    return [template.render(made.answers) for template in ready]


def pairs(project: Project, documents: tuple[Document, ...]) -> Iterator[Pair]:
    """The pairs of this group."""
    made = templates(documents)
    ready = compiled(made)

    def ours() -> list[str]:
        return [markdown.write(document) for document in assemble(project.library, project.answers).documents]

    emptied = _emptied()

    def ours_cold() -> list[str]:
        for clear in emptied:
            clear()
        return ours()

    yield Pair(
        "jinja",
        "assemble and write the Markdown of the whole set, warm",
        "Jinja2 renders the same text, compiled before",
        ours,
        lambda: rendered(ready, made),
        3,
    )
    yield Pair(
        "jinja",
        "the same with every cache of ours emptied",
        "Jinja2 compiles and renders the same text",
        ours_cold,
        lambda: rendered(compiled(made), made),
        3,
    )
    texts = _yaml_texts()
    yield Pair(
        "library",
        "read the library: files, places, types, conditions",
        "PyYAML (C loader) loads the same YAML from memory",
        lambda: load(layers_for()),
        lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts],
    )
    yield Pair(
        "library",
        "read the library",
        "assemble and write the Markdown of the whole set, warm",
        lambda: load(layers_for()),
        ours,
    )


def _emptied() -> list[Callable[[], None]]:
    """What empties every cached function of the engine, wherever it stands."""
    caches: list[Any] = [found for found in gc.get_objects() if isinstance(found, functools._lru_cache_wrapper)]
    return [cache.cache_clear for cache in caches if str(cache.__module__).startswith("aipolicy")]


def _yaml_texts() -> list[str]:
    """All YAML of the built-in library: whole files, and the front matter of each clause."""
    layer = layers_for()[0]
    files: list[Path] = [*layer.blocks.rglob("*.yaml"), *layer.templates.rglob("*.yaml")]
    front = [path.read_text(encoding="utf-8").split("---\n", 2)[1] for path in layer.blocks.rglob("*.md")]
    return [path.read_text(encoding="utf-8") for path in files] + front
