"""Pieces whose lines are kept: a line of a file with a caret, a command, an example."""

from kneenumb.page.block import Command, Excerpt, Preformatted
from kneenumb.page.escape_controls import escape_controls

_TAB = "    "
_CUT = "..."
"""Not one character: where only ASCII is known, it would grow, and the caret point elsewhere."""
_NEXT_LINE = " \\"
"""How a shell is told that a command goes on in the next line."""


def preformatted_lines(piece: Preformatted, width: int) -> list[str]:
    """The lines of a piece, with nothing left in them that a terminal would act on.

    An excerpt is cut to ``width`` columns and a command is broken to them
    where it may be; a line that may not be broken stays as long as it is.
    """
    match piece:
        case Excerpt():
            return _excerpt(piece, width)
        case Command(parts=parts):
            return _command([escape_controls(part) for part in parts], width)
        case _:
            return [escape_controls(line.replace("\t", _TAB)) for line in piece.lines]


def _excerpt(piece: Excerpt, width: int) -> list[str]:
    gutter = f"{piece.number} │ "
    before, after = around_mark(piece, max(width - len(gutter), 12))
    below = f"{' ' * len(str(piece.number))} │ {' ' * _columns(before)}^"
    return [(gutter + before + after).rstrip(), below]


def around_mark(piece: Excerpt, room: int) -> tuple[str, str]:
    """What fits of the line: before the spot that is meant, and from it on."""
    at = min(piece.column - 1, len(piece.line))
    # No more of a very long line is looked at than could fit.
    near = max(at - room, 0)
    before = _shown(piece.line[near:at])
    after = _shown(piece.line[at : at + room])
    cut_after = at + room < len(piece.line)
    if near == 0 and not cut_after and _columns(before + (after or "^")) <= room:
        return before, after
    # Most of what tells what is meant stands behind the caret.
    if near or _columns(before) > room // 3:
        before = _CUT + _last(before, room // 3 - len(_CUT))
    left = room - _columns(before)
    if cut_after or _columns(after) > left:
        after = _first(after, left - len(_CUT)) + _CUT
    return before, after


def _shown(text: str) -> str:
    return escape_controls(text.replace("\t", _TAB))


def _first(text: str, room: int) -> str:
    """As much of the beginning of a text as fits."""
    while _columns(text) > room:
        text = text[:-1]
    return text


def _last(text: str, room: int) -> str:
    """As much of the end of a text as fits."""
    while _columns(text) > room:
        text = text[1:]
    return text


def _columns(text: str) -> int:
    from rich.cells import cell_len  # Of no use to pages without such pieces.

    return cell_len(text)


def _command(parts: list[str], width: int) -> list[str]:
    lines = [parts[0]]
    for part in parts[1:]:
        if _fits(f"{lines[-1]} {part}", width):
            lines[-1] += f" {part}"
        elif _fits(f"  {part}", width):
            lines.append(f"  {part}")
        else:
            # The last resort: an option in one line, its value in the next.
            lines += (f"  {word}" for word in part.split(" ", 1))
    return [*(line + _NEXT_LINE for line in lines[:-1]), lines[-1]]


def _fits(line: str, width: int) -> bool:
    return len(line) + len(_NEXT_LINE) <= width
