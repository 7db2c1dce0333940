"""Texts inside XML."""

from xml.sax.saxutils import escape


def escaped(words: str) -> str:
    """A text for XML, without two characters that XML cannot hold but a file name can."""
    return escape(words.translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}), {'"': "&quot;"})
