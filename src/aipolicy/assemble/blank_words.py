"""What blanks say where a district has not entered its own policies and codes."""

from __future__ import annotations

from aipolicy.document import Blank, Document, walk

_POLICY = "policy on "
_REFERENCE = "code and title of the "
OWN_CODE = "code in the policy manual"
_WAITS = "section that waits for this decision: "


def present_policy(topic: str) -> str:
    """The blank for the district's policy on a topic, in a sentence."""
    return f"{_POLICY}{topic}"


def waiting_section(question: str) -> str:
    """The blank for a reference to a section that waits for a decision."""
    return f"{_WAITS}{question}"


def policy_reference(topic: str) -> str:
    """The blank for the same policy, in the list of cross references."""
    return f"{_REFERENCE}{_POLICY}{topic}"


def blank_labels(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The topics whose policies a document lacks, and the labels of its other blanks, each once.

    What is missing only because a decision is open is not counted, nor the document's own code.
    """
    blanks = [node.label for node in walk(document) if isinstance(node, Blank)]
    labels = dict.fromkeys(label for label in blanks if label != OWN_CODE and not label.startswith(_WAITS))
    topics = dict.fromkeys(topic for label in labels if (topic := _topic(label)))
    return tuple(topics), tuple(label for label in labels if not _topic(label))


def _topic(label: str) -> str:
    rest = label.removeprefix(_REFERENCE)
    return rest.removeprefix(_POLICY) if rest.startswith(_POLICY) else ""
