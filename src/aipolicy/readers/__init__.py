"""Readers: text that people or Word wrote, into a Document."""
