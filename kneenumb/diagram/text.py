"""How much room a text takes in a picture, without knowing the font that it will be shown in."""

import unicodedata

# The widths of DejaVu Sans, in parts of the font size. It is wider than most fonts, so what fits
# with these fits with others too.
_WIDTHS = {
    letter: width
    for letters, width in (
        (" 'ijlIJ,./:;\\|", 0.35),
        ("f-()[]{}t!r", 0.43),
        ('"*_`szc?Lk', 0.58),
        ("abdeghnopquvxyFPTY0123456789$", 0.64),
        ("ABCDEGHKNOQRSUVXZ&", 0.79),
        ("w#+<=>^~M", 0.88),
        ("%mW@", 1.0),
    )
    for letter in letters
}
_OTHER = 0.85
_FULL = 1.05
BOLD = 1.11
"""How much wider bold letters are."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, rather too much than too little."""
    return sum(map(_letter, text)) * size * (BOLD if bold else 1)


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """A text broken into lines that fit. A word that is too long is broken inside."""
    found: list[str] = []
    line, left = "", room
    for word in text.split():
        space = width(" ", size, bold=bold) if line else 0
        needed = width(word, size, bold=bold)
        if line and needed + space > left:
            found.append(line)
            line, left, space = "", room, 0
        while needed > room:
            fitting = _fitting(word, room, size, bold=bold)
            found.append(word[:fitting])
            word = word[fitting:]
            needed = width(word, size, bold=bold)
        line = f"{line} {word}" if line else word
        left -= needed + space
    return [*found, line] if line else found


def _fitting(word: str, room: float, size: float, *, bold: bool) -> int:
    """How many letters of a word fit, and at least one."""
    for at in range(1, len(word)):
        if width(word[: at + 1], size, bold=bold) > room:
            return at
    return len(word)


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0
    return _FULL if unicodedata.east_asian_width(letter) in "WF" else _OTHER
