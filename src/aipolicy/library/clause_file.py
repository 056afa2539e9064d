"""Reading a policy block: front matter and body."""

from __future__ import annotations

import re

from aipolicy.conditions import Vocabulary, parse
from aipolicy.library.fingerprint import fingerprint
from aipolicy.library.layers import LibraryFile
from aipolicy.library.model import Obligation, PolicyBlock, Rule
from aipolicy.problems import Problem, Span
from aipolicy.source import Fields, Located, Mapping, read_text, split_front_matter

LOCKS = ("required", "recommended", "free")
PUBLICATIONS = ("public", "internal", "confidential", "privileged")
VERBS = ("must", "must_not", "may", "may_not")
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
    obliges, rules = _obligations(keys, problems), _rules(keys, problems)
    lock, publication = keys.word("lock", LOCKS, "recommended"), keys.word("publication", PUBLICATIONS, "public")
    rationale, none = keys.text("rationale"), keys.text("none", "")
    extra = {name: keys.text(name, "") for name in ("replaces", "status", "approved_by", "approved_on", "review_by")}
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
        lock=lock,
        publication=publication,
        rationale=rationale,
        none=none,
        body=parts.body,
        body_line=parts.body_line,
        path=file.shown,
        layer=file.layer.name,
        fingerprint=fingerprint(text),
        license=license,
        span=keys.span,
        **extra,
    )


def _obligations(keys: Fields, problems: list[Problem]) -> tuple[Obligation, ...]:
    node = keys.node("obliges")
    if node is None:
        return ()
    found = []
    for item in (node,) if isinstance(node, Mapping) else keys.items("obliges"):
        duty = Fields(item, "the duty", problems)
        found.append(Obligation(duty.text("who"), duty.text("does"), duty.text("when"), duty.text("record")))
        duty.finish()
    return tuple(found)


def _rules(keys: Fields, problems: list[Problem]) -> tuple[Rule, ...]:
    found = []
    for item in keys.items("rules"):
        rule = Fields(item, "the rule", problems)
        who = rule.text("who")
        said = [(verb, rule.text(verb, "")) for verb in VERBS]
        rule.finish()
        stated = [(verb, what) for verb, what in said if what]
        if len(stated) != 1:
            hint = "write {who: staff, must: ...}, and a second rule for a second verb"
            rule.report(rule.span, "bad-rule", "a rule has exactly one of must, must_not, may, may_not", hint)
        for verb, what in stated[:1]:
            found.append(Rule(who, verb, Located(what, what.span)))
    return tuple(found)
