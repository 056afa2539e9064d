"""Text files from disk, read strictly: YAML and front matter with a span on every value, CSV tables."""

from aipolicy.source.fields import Fields
from aipolicy.source.files import read_bytes, read_text, write_atomically
from aipolicy.source.front_matter import split_front_matter
from aipolicy.source.nodes import Located, Mapping, Node, Scalar, Sequence
from aipolicy.source.yaml_reader import parse_yaml, read_yaml

__all__ = [
    "Fields",
    "Located",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "parse_yaml",
    "read_bytes",
    "read_text",
    "read_yaml",
    "split_front_matter",
    "write_atomically",
]
