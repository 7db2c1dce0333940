"""The body map with Rich: half blocks in colour, or letters where there are none."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions
from rich.text import Text

from kneenumb.body.blocks import SIGNS, in_blocks
from kneenumb.body.letters import in_letters
from kneenumb.body.lights import Level, Lights

STYLES = {
    "map.lit": "bright_magenta",
    "map.faint": "magenta",
    "map.named": "bold",
    "map.bare": "bright_black",
}
_OF_LEVEL = {level: f"map.{level.name.lower()}" for level in Level}


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
                style = _OF_LEVEL[run.level] if run.level is not None else ""
                text.append(run.text, f"bold reverse {style}" if run.is_label else style)
            yield text


def _text(line: str) -> Text:
    return Text(line, no_wrap=True, overflow="crop")


def _knows(encoding: str, signs: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
