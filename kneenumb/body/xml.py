"""Text as XML and HTML hold it."""

from html import escape


def escaped(text: str) -> str:
    """A text for an element or an attribute, without two characters that no XML can hold."""
    return escape(text.translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}))
