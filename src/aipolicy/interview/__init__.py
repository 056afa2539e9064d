"""The interview: what to ask next, what an answer changes, what is saved. No user interface stands in this engine;
`conversation` is the dialogue, `faces` draw it."""
