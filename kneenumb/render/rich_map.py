"""The body map with Rich: half blocks in colour, or letters where there are none."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions
from rich.style import Style
from rich.text import Text

from kneenumb.body.blocks import SIGNS, Run, in_blocks
from kneenumb.body.letters import in_letters
from kneenumb.body.lights import Lights

STYLES = {
    "map.lit": "bright_magenta",
    "map.faint": "magenta",
    "map.named": "bold",
    "map.bare": "bright_black",
}


class RichMap:
    """A body map, to be printed. What is drawn with depends on what the console can write."""

    def __init__(self, lights: Lights, columns: int) -> None:
        self._lights = lights
        self._columns = columns

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """The lines of the drawing."""
        if not _knows(console.encoding, SIGNS):
            yield from (_text(line) for line in in_letters(self._lights, self._columns))
            return
        for line in in_blocks(self._lights, self._columns):
            text = _text("")
            for run in line:
                text.append(run.text, _style(console, run))
            yield text


def _style(console: Console, run: Run) -> Style:
    if run.level is None:
        return Style(bold=run.is_label)
    style = console.get_style(f"map.{run.level.name.lower()}")
    return style + Style(bold=True, reverse=True) if run.is_label else style


def _text(line: str) -> Text:
    return Text(line, no_wrap=True, overflow="crop")


def _knows(encoding: str, signs: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
