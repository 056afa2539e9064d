"""Reading a policy block: front matter and body."""

from __future__ import annotations

import re

from aipolicy.conditions import Vocabulary, parse
from aipolicy.library.fingerprint import fingerprint
from aipolicy.library.layers import LibraryFile
from aipolicy.library.model import Obligation, PolicyBlock, Rule, Settled
from aipolicy.problems import Problem, Span
from aipolicy.source import Fields, Mapping, read_text, split_front_matter

LOCKS = ("required", "recommended", "free")
PUBLICATIONS = ("public", "internal", "confidential", "privileged")
VERBS = ("must", "must_not", "may")
MONTH = re.compile(r"[1-9]|1[0-2]")
CLAUSE_ID = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+")


def read_clause(file: LibraryFile, vocabulary: Vocabulary, problems: list[Problem]) -> PolicyBlock | None:
    """The clause in `file`, or None when its front matter cannot be read. Raises UnreadableFile."""
    text = read_text(file.path, file.shown)
    parts, found = split_front_matter(text, file.shown)
    problems += found
    if parts is None:
        return None
    keys = Fields(parts.head, "the clause", problems)
    id = keys.text("id")
    expected = file.relative.removesuffix(".md").replace("/", ".")
    keys.what = f"the clause '{id}'"
    if not CLAUSE_ID.fullmatch(id):
        hint = "lower-case words joined by dots, such as consent.opt-in"
        keys.report(id.span, "bad-id", f"'{id}' is not a clause id", hint)
    elif file.layer.name != "overrides" and id != expected:
        keys.report(id.span, "bad-id", f"the file's place says '{expected}', its id says '{id}'", "rename one of them")
    title = keys.text("title")
    when = parse(keys.node("when"), vocabulary, problems)
    framework, citations = keys.texts("framework"), keys.texts("citations")
    obliges = _obligations(keys, problems)
    rules, settles = _rules(keys, problems)
    lock, publication = keys.word("lock", LOCKS, "recommended"), keys.word("publication", PUBLICATIONS, "public")
    rationale, none = keys.text("rationale"), keys.text("none", "")
    replaces, status, review_by = keys.text("replaces", ""), keys.text("status", ""), keys.text("review_by", "")
    approved_by, approved_on = keys.text("approved_by", ""), keys.text("approved_on", "")
    license = keys.text("license", "")
    keys.finish()
    if not parts.body.strip():
        place, message = Span(file.shown, min(parts.body_line, text.count("\n") + 1)), f"the clause '{id}' has no text"
        problems.append(Problem(place, "empty-clause", message, "write it below the second line '---'"))
    return PolicyBlock(
        id=id,
        title=title,
        when=when,
        framework=framework,
        citations=citations,
        obliges=obliges,
        rules=rules,
        settles=settles,
        lock=lock,
        publication=publication,
        rationale=rationale,
        none=none,
        body=parts.body,
        body_line=parts.body_line,
        path=file.shown,
        layer=file.layer.name,
        fingerprint=fingerprint(text),
        replaces=replaces,
        status=status,
        approved_by=approved_by,
        approved_on=approved_on,
        review_by=review_by,
        license=license,
        span=keys.span,
    )


def _obligations(keys: Fields, problems: list[Problem]) -> tuple[Obligation, ...]:
    node = keys.node("obliges")
    if node is None:
        return ()
    found = []
    for item in (node,) if isinstance(node, Mapping) else keys.items("obliges"):
        duty = Fields(item, "the duty", problems)
        who, does, when, record = duty.text("who"), duty.text("does"), duty.text("when"), duty.text("record")
        months, due, law = _months(duty), duty.text("due", ""), duty.texts("law")
        if months and due:
            duty.report(due.span, "bad-duty", "a duty has either 'months' or 'due'", "delete one of them")
        duty.finish()
        found.append(Obligation(who, does, when, record, months, due, law))
    return tuple(found)


def _months(duty: Fields) -> tuple[int, ...]:
    found: list[int] = []
    for month in duty.texts("months"):
        if MONTH.fullmatch(month) and int(month) not in found:
            found.append(int(month))
        else:
            duty.report(
                month.span, "bad-duty", f"'{month}' is not a month, or stands twice", "write 1 to 12, each once"
            )
    return tuple(sorted(found))


def _rules(keys: Fields, problems: list[Problem]) -> tuple[tuple[Rule, ...], tuple[Settled, ...]]:
    rules: list[Rule] = []
    settles: list[Settled] = []
    for item in keys.items("rules"):
        rule = Fields(item, "the rule", problems)
        if rule.map is not None and rule.map.get("settles") is not None:
            settles.append(Settled(rule.text("settles"), rule.text("as")))
            rule.finish()
            continue
        who = rule.text("who")
        said = [(verb, rule.text(verb, "")) for verb in VERBS]
        rule.finish()
        stated = [(verb, what) for verb, what in said if what]
        if len(stated) != 1:
            hint = "write {who: staff, must: ...}, and a second rule for a second verb"
            rule.report(rule.span, "bad-rule", "a rule has exactly one of must, must_not and may", hint)
        for verb, what in stated[:1]:
            rules.append(Rule(who, verb, what))
    return tuple(rules), tuple(settles)
