"""`aipolicy init` in a real pseudo-terminal: both faces, one script."""
