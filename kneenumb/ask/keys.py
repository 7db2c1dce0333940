"""The keys of a menu: those of its rows, and what every key does."""

from collections.abc import Iterator
from itertools import chain, repeat
from string import ascii_lowercase

from prompt_toolkit.key_binding import KeyBindings

from kneenumb.ask.sheet import Sheet, Shortcut

NO_KEY = " "
"""Stands for a row that only the arrows reach, as there are more rows than keys."""

_NAMES = {Shortcut.BACK: "Esc"}
"""What a key is called where another than its letter is better known."""

_MEANINGS = {
    Shortcut.WHY: "why this is asked",
    Shortcut.HELP: "what counts, and what does not",
    Shortcut.WORDS: "what the words mean",
    Shortcut.MAP: "the body map",
    Shortcut.BACK: "go back one step; so does ←",
    Shortcut.CHANGE: "change an earlier answer",
    Shortcut.NEXT: "hear the next answer",
    Shortcut.COMMIT: "commit to an answer",
    Shortcut.QUIT: "stop",
}


def row_keys(sheet: Sheet) -> dict[str, str]:
    """The key of each row: digits, then the letters that ask for nothing on this sheet."""
    taken = {each.key for each in sheet.commands}
    free = (key for key in f"123456789{ascii_lowercase}" if key not in taken)
    return dict(zip((row.id for row in sheet.rows), chain(free, repeat(NO_KEY)), strict=False))


def key_name(command: Shortcut) -> str:
    """What the key of a command is called on the screen."""
    return _NAMES.get(command, command.key)


def told_keys(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every key of a sheet, and what it does."""
    keys = [key for key in row_keys(sheet).values() if key != NO_KEY]
    rows = "1" if len(keys) == 1 else f"1 to {keys[-1]}"
    yield rows, "tick a line, or untick it" if sheet.many else "choose a line"
    yield "↑ ↓", "look around"
    if sheet.many:
        yield "Space", "tick the line under the cursor"
        yield "Enter", "take what is ticked"
    else:
        yield "Enter", "choose the line under the cursor"
    for each in sheet.commands:
        yield key_name(each), _MEANINGS[each]


def ways_out() -> KeyBindings:
    """The keys that leave whatever is asked: Ctrl-C and Ctrl-D end it, Ctrl-Z puts it aside."""
    keys = KeyBindings()
    for key in ("c-c", "<sigint>"):  # The key, and the signal that others send.
        keys.add(key)(lambda event: event.app.exit(exception=KeyboardInterrupt))
    keys.add("c-d")(lambda event: event.app.exit(exception=EOFError))
    keys.add("c-z")(lambda event: event.app.suspend_to_background())
    return keys
