"""How wide words are, and where a line of them has to be broken."""

import unicodedata

# Advance widths of Helvetica, in thousandths of the size of the letters. Arial, Liberation Sans
# and Nimbus Sans are exactly as wide.
_REGULAR = {
    191: "'", 222: "ijl’‘", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r“”", 334: "{}", 350: "•",
    355: '"', 389: "*", 469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm",
    889: "%", 944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl·’‘", 280: "|", 333: "!()-:;[]`ft", 350: "•", 389: "*r{}", 474: '"',
    500: "z“”", 556: "#$0123456789J_aceksvxy–", 584: "+<=>^~", 611: "?FLTZbdghnopqu",
    667: "EPSVXY", 722: "&ABCDHKNRU", 778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@",
    1000: "—…",
}  # fmt: skip
_WIDTHS = [
    {letter: width / 1000 for width, letters in known.items() for letter in letters}
    for known in (_REGULAR, _BOLD)
]
_OTHER, _FULL = 0.95, 1.1
"""Letters of which nothing is known: rather too wide than too narrow."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is."""
    known = _WIDTHS[bold]
    return sum(_letter(letter, known) for letter in text) * size


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
        while needed > room and len(word) > 1:
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
    return len(word) - 1


def _letter(letter: str, known: dict[str, float]) -> float:
    if letter in known:
        return known[letter]
    if unicodedata.combining(letter):
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in known:
        return known[plain]
    return _FULL if unicodedata.east_asian_width(letter) in "WF" else _OTHER
