"""Asks line by line, with numbers: for screen readers and dumb terminals."""

import re
from collections.abc import Callable
from typing import TextIO

from kneenumb.ask.sheet import Asker, Reply, Sheet
from kneenumb.ask.waiter import LONGEST_LINE


def plain_asker(source: TextIO, say: Callable[..., None], prompt: Callable[[str], None]) -> Asker:
    """An asker that reads numbers from ``source``.

    Args:
        say: Prints a text; its further lines may be indented by so many columns.
        prompt: Prints text and leaves the cursor behind it.
    """

    def ask(sheet: Sheet) -> Reply:
        _print_rows(sheet, say)
        while True:
            prompt("Your answer: ")
            line = source.readline(LONGEST_LINE)
            if not line:
                raise EOFError
            reply = understand(line, sheet)
            if isinstance(reply, Reply):
                return reply
            say(reply)

    return ask


def understand(line: str, sheet: Sheet) -> Reply | str:
    """What somebody typed, or a sentence that says why it is no answer."""
    words = re.split(r"[\s,;]+", line.strip().lower())
    if words == [""]:
        return f"That was no answer. {_how_to_answer(sheet)}"
    if len(words) == 1:
        for command in sheet.commands:
            if words[0] in (command.key, command.word):
                return Reply((), command)
    by_name = {str(at): row.id for at, row in enumerate(sheet.rows, 1)}
    by_name |= {row.id: row.id for row in sheet.rows}
    unknown = [word for word in words if word not in by_name]
    if unknown:
        return f"“{unknown[0]}” is not one of the answers. {_how_to_answer(sheet)}"
    picked = tuple(dict.fromkeys(by_name[word] for word in words))
    return sheet.refuses(picked) or Reply(picked)


def _print_rows(sheet: Sheet, say: Callable[..., None]) -> None:
    say("")
    for text in (sheet.heading, sheet.ask, sheet.about):
        if text:
            say(text)
    for line in sheet.note:
        say(line)
    for at, row in enumerate(sheet.rows, 1):
        if row.heading:
            say(f"{row.heading}:")
        note = f" ({row.note})" if row.note else ""
        number = f"{at}. "
        say(f"{number}{row.words}{note}", len(number))
    say(_how_to_answer(sheet))
    *others, last = (each.word for each in sheet.commands)
    say(f"Or type {', '.join(others)} or {last}." if others else f"Or type {last}.")


def _how_to_answer(sheet: Sheet) -> str:
    last = len(sheet.rows)
    if last == 1:
        return "Type 1, then Enter."
    if sheet.many:
        return f"Type every number that fits, 1 to {last}, with spaces between, then Enter."
    return f"Type one number, 1 to {last}, then Enter."
