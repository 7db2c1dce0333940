"""Writes any text in the characters that a stream knows, as near as they come."""

import codecs
import sys

_IN_ASCII = str.maketrans(
    {
        "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-",
        "•": "*", "●": "#", "○": ".", "›": ">", "→": "->", "≥": ">=", "≤": "<=", "×": "x",
        "↑": "up", "↓": "down", "°": " degrees", "′": "'", "−": "-", "≈": "about ",
        "├": "+", "└": "`", "▶": ">",
        "━": "=", "┃": "|", "┏": "+", "┓": "+", "┗": "+", "┛": "+", "─": "-", "│": "|",
    }
)  # fmt: skip


NEAREST = "nearest"
"""The name of the way to write what cannot be encoded."""


def spelled(text: str) -> str:
    """A text in characters that the standard error knows."""
    encoding = sys.stderr.encoding or "utf-8"
    return text.encode(encoding, NEAREST).decode(encoding)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata

    lost = error.object[error.start : error.end].translate(_IN_ASCII)
    bare = unicodedata.normalize("NFKD", lost).encode("ascii", "ignore").decode()
    return bare or "?", error.end


codecs.register_error(NEAREST, _nearest)
