"""Writers: a Document in, a file out. The same text in every format."""
