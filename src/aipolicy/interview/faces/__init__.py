"""The two faces of the interview: `plain` writes lines, `cards` draws inline with prompt_toolkit."""
