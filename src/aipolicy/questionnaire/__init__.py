"""A Word form of one person's questions, and its answers read back.

Light to import: what writes and reads Word files is loaded when a form is made or read.
"""
