"""Texts inside XML."""

from xml.sax.saxutils import escape


def escaped(words: str) -> str:
    """A text for XML, without the two characters that XML cannot hold."""
    return escape(words.translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}), {'"': "&quot;"})
