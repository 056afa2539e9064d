"""aipolicy: a school district's decisions about AI, turned into its set of policy drafts."""

__version__ = "0.1.0"
