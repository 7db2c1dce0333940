"""Texts for tables that somebody may open in a spreadsheet."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def harmless(text: str) -> str:
    """A text that no spreadsheet runs: ``'`` stands before what it would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
