"""Reading `policy_blocks/rules.yaml`: the closed vocabulary of `rules:`. A later layer's entries join, or replace."""

from __future__ import annotations

from collections.abc import Iterable

from aipolicy.library.model import Act, Actor, RuleBook, Subject
from aipolicy.problems import Problem, did_you_mean
from aipolicy.source import Fields, Located, Node


def read_rules(nodes: Iterable[Node], problems: list[Problem]) -> RuleBook:
    """The rule book of these files, lowest layer first; ids that name nothing are problems."""
    actors: dict[str, Actor] = {}
    acts: dict[str, Act] = {}
    subjects: dict[str, Subject] = {}
    for node in nodes:
        keys = Fields(node, "the rules", problems)
        for item in keys.items("actors"):
            entry = Fields(item, "the actor", problems)
            actor = Actor(entry.text("id"), entry.texts("covers"))
            entry.finish()
            actors[str(actor.id)] = actor
        for item in keys.items("acts"):
            entry = Fields(item, "the act", problems)
            act = Act(entry.text("id"), entry.text("says"), entry.texts("part_of"))
            entry.finish()
            acts[str(act.id)] = act
        for item in keys.items("subjects"):
            entry = Fields(item, "the subject", problems)
            subject = Subject(entry.text("id"), entry.texts("values", required=True))
            entry.finish()
            subjects[str(subject.id)] = subject
        keys.finish()
    _known((id for actor in actors.values() for id in actor.covers), actors, "actor", problems)
    _known((id for act in acts.values() for id in act.part_of), acts, "act", problems)
    return RuleBook(actors, acts, subjects)


def _known(ids: Iterable[Located], known: Iterable[str], what: str, problems: list[Problem]) -> None:
    names = sorted(known)
    problems += [
        Problem(id.span, "unknown-id", f"there is no {what} '{id}'", did_you_mean(id, names))
        for id in ids
        if id not in names
    ]
