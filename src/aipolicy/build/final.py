"""What keeps an adoption copy from being made, and what changed since counsel's review."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from aipolicy.answers.validate import span_of
from aipolicy.assemble import Assembled
from aipolicy.assemble.draft import why_unconfirmed
from aipolicy.document import Blank, walk
from aipolicy.law.staleness import dead
from aipolicy.law.use import law_in_use
from aipolicy.lock import Lock
from aipolicy.problems import Problem, Span, in_order
from aipolicy.project import Project

_SHOWN_BLANKS = 8


class DecisionsOpen(Exception):
    """An adoption copy was asked for and may not be made (exit code 3); carries every reason."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def reasons(
    project: Project, draft: Assembled, final: Assembled, lock: Lock | None, documents: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Every reason why these documents cannot be adopted yet; () if there is none.

    `draft` is what counsel reads and a review is bound to, `final` what would be printed. Where `documents` is empty
    all count but the privileged: nobody adopts those.
    """
    assembled = draft
    chosen = [d for d in final.documents if (d.id in documents if documents else d.id not in final.privileged)]
    found = [
        *_undecided(project, assembled, {d.id for d in chosen}, whole=not documents),
        *_unconfirmed(project, assembled),
        *_not_reviewed(project, assembled, lock, [d.id for d in chosen]),
        *dead(law_in_use(chosen, project.library)),
    ]
    for document in chosen:
        labels = dict.fromkeys(node.label for node in walk(document) if isinstance(node, Blank))
        if labels:
            listed = "; ".join(list(labels)[:_SHOWN_BLANKS])
            more = f"; and {len(labels) - _SHOWN_BLANKS} more" if len(labels) > _SHOWN_BLANKS else ""
            message = f"'{document.id}' has blanks: {listed}{more}"
            hint = (
                "answer these questions ('aipolicy list questions --open'); policies stand in manual.cross_references"
            )
            found.append(Problem(Span(project.answers.path), "blank", message, hint))
    return in_order(found)


def _undecided(project: Project, assembled: Assembled, chosen: set[str], whole: bool) -> list[Problem]:
    found = []
    standing = {question for id in chosen for question in assembled.open_in.get(id, ())}
    for decision in assembled.open:
        id = str(decision.question.id)
        if not whole and id not in standing:
            continue
        who = decision.decision.decides if decision.decision else ""
        by = decision.decision.by if decision.decision else ""
        owner = f" ({who or 'nobody is named'}{f', by {by}' if by else ''})" if who or by else ""
        cells = f" for {', '.join(decision.cells)}" if decision.cells else ""
        message = f"{id} is not decided{cells}{owner}: {decision.question.ask}"
        found.append(Problem(span_of(project.file, id), "undecided", message, f"aipolicy set {id} VALUE"))
    for document, questions in assembled.waiting.items() if whole else ():
        message = f"whether there is a '{document}' at all waits for {', '.join(questions)}"
        found.append(Problem(Span(project.answers.path), "undecided", message, f"aipolicy set {questions[0]} VALUE"))
    return found


def _unconfirmed(project: Project, assembled: Assembled) -> list[Problem]:
    return [
        Problem(
            project.answers.decisions[id].span,
            "unconfirmed",
            f"the answer to {id} {why_unconfirmed(basis)}",
            f"aipolicy set decisions.{id}.basis confirmed",
        )
        for id, basis in assembled.unconfirmed.items()
    ]


def _not_reviewed(project: Project, assembled: Assembled, lock: Lock | None, documents: list[str]) -> list[Problem]:
    left = [id for id in documents if id not in assembled.privileged and not assembled.review.covers(id)]
    if not left:
        return []
    review = assembled.review.review
    hint = "after counsel has read the drafts: aipolicy set reviewed.fingerprint current"
    if review is None:
        message = "no review by counsel is recorded"
        hint = f"{hint[: hint.index('reviewed.')]}reviewed.by NAME reviewed.on DATE reviewed.fingerprint current"
        return [Problem(Span(project.answers.path), "not-reviewed", message, hint)]
    if assembled.review.valid:
        message = f"the review by {review.by} does not cover {', '.join(left)}"
        return [Problem(review.span, "not-reviewed", message, "add them to 'scope:' once counsel has read them")]
    changes = since_review(assembled, lock)
    what = "; ".join(f"{kind} {', '.join(ids)}" for kind, ids in changes.items() if ids) if changes else ""
    message = f"the text was changed after the review by {review.by} on {review.on}{': ' if what else ''}{what}"
    return [Problem(review.span, "not-reviewed", message, hint)]


def since_review(assembled: Assembled, lock: Lock | None) -> Mapping[str, tuple[str, ...]] | None:
    """The clauses added, dropped and changed since the recorded review, as "document/clause".

    None where there is no review, where it still holds, or where no build kept the reviewed text.
    """
    review = assembled.review.review
    if review is None or assembled.review.valid or lock is None or lock.reviewed is None:
        return None
    before = lock.reviewed.clauses
    if lock.reviewed.fingerprint != review.fingerprint:
        return None
    now = in_scope(assembled.reviewable, review.scope)
    return {
        "added": tuple(id for id in now if id not in before),
        "dropped": tuple(id for id in before if id not in now),
        "changed": tuple(id for id in now if id in before and now[id] != before[id]),
    }


def in_scope(clauses: Mapping[str, str], scope: Collection[str]) -> dict[str, str]:
    """The clauses of the documents that a review covers (all where the scope is empty)."""
    return {id: mark for id, mark in clauses.items() if not scope or id.split("/")[0] in scope}
