"""The one way out: everything that a command has to show leaves here, in every format."""

import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

from kneenumb.cli.options import Format
from kneenumb.cli.terminal.streams import (
    printer,
    wants_plain,
    while_read,
    width,
    window_lines,
    write_bytes,
)
from kneenumb.model.fault import Fault, Faulty
from kneenumb.page.block import Page
from kneenumb.storage.files import is_device, write
from kneenumb.storage.guard import FileGuard, IsOurs

if TYPE_CHECKING:
    from kneenumb.page.output import Output

T = TypeVar("T")

ON_PAPER = 80
"""Columns of a table where nobody knows how wide the reader's window is."""

BELOW = 2
"""Lines of a window that are kept for what stands below a page."""

SUFFIXES = {
    ".json": Format.JSON,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".svg": Format.SVG,
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
}
"""The format of a file by how its name ends."""

_PRINT = "Write .html, and print it to a PDF from a browser."
_DRAW = "Write .svg, which browsers and programs for pictures open."
_WORDS = "Write .html or .md, which word processors open."
_CELLS = "Write .json."
_HINTS = {
    **dict.fromkeys((".pdf", ".ps", ".eps"), _PRINT),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"), _DRAW),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".tex", ".epub", ".ppt", ".pptx"), _WORDS),
    **dict.fromkeys((".csv", ".tsv", ".tab", ".xls", ".xlsx", ".ods", ".parquet"), _CELLS),
    **dict.fromkeys((".jsonl", ".ndjson", ".yaml", ".yml", ".xml", ".toml"), _CELLS),
    **dict.fromkeys((".dot", ".gv", ".mmd"), "See 'kneenumb export --help'."),
}
"""Endings that name a format of which this is none, with what to write instead."""


class FormatError(Faulty):
    """What is to be written has no such format."""


class Destination(NamedTuple):
    """Where something goes, and how it is written."""

    format: str
    file: Path | None = None
    """``None`` for the standard output."""

    @property
    def on_screen(self) -> bool:
        """Whether a person reads it in a terminal now."""
        shown = self.format in (Format.RICH, Format.PLAIN)
        return self.file is None and shown and sys.stdout.isatty()


def destination(
    output: "Output[Any]",
    format: str | None,
    file: Path | None,
    guard: FileGuard,
    *,
    plain: bool = False,
) -> Destination:
    """Decide how something is written, before anything is read for it.

    Args:
        format: The format that was asked for. Without it, the name of the file tells, or else
            the surroundings do.
        plain: Whether bare text was asked for in place of frames and colour.

    Raises:
        FormatError: if it cannot be written so.
        FileError: if the file may not be written.
    """
    if file is not None:
        guard.check_free(file, "--output")
    chosen = format or format_of_name(file) or screen_format(plain=plain)
    if chosen not in (*Format, *output.also):
        cause = f"--format {chosen} does not go with what is to be written."
        raise FormatError(Fault(cause, f"Use one of: {', '.join(Format)}."))
    if file is not None:
        guard.write(file, "--output", is_output(output))
    return Destination(chosen, file)


def screen_format(*, plain: bool = False) -> Format:
    """The format that suits the surroundings."""
    return Format.PLAIN if plain or wants_plain() else Format.RICH


def format_of_name(file: Path | None, formats: Mapping[str, str] = SUFFIXES) -> str | None:
    """The format that the name of a file asks for; ``None`` if it asks for none.

    Args:
        formats: The formats that there are, by how a name ends.

    Raises:
        FormatError: if it asks for a format that there is not.
    """
    suffix = file.suffix.lower() if file else ""
    if suffix in formats:
        return formats[suffix]
    if suffix and suffix in {**SUFFIXES, **_HINTS}:
        cause = f"{file} asks for the format {suffix}, in which this cannot be written."
        known = "Use a name that ends in one of: " + ", ".join(formats) + "."
        remedy = _HINTS.get(suffix, known) if formats is SUFFIXES else known
        if len(set(formats.values())) > 1:
            remedy += " Or name the format with --format."
        raise FormatError(Fault(cause, remedy))
    return None


def is_output(output: "Output[Any]") -> IsOurs:
    """Tells files that were written as this output, in any format."""
    from kneenumb.storage.signature import any_of, is_signed

    return any_of(is_signed(output.name), is_data(output.name))


def is_data(name: str) -> IsOurs:
    """Tells files that hold data as a schema describes it, by all of its keys."""

    def look(file: BinaryIO) -> bool:
        # Read only if there is such a file.
        from kneenumb.schema.schema import schema
        from kneenumb.storage.signature import has_keys

        return has_keys(schema(name)["properties"])(file)

    return look


def emit(output: "Output[T]", value: T, to: Destination) -> None:
    """Write something, for as long as somebody reads.

    Raises:
        FileError: if the file cannot be written.
    """
    with while_read():
        if to.format == Format.JSON:
            from kneenumb.format.json_text import json_text

            put_text(json_text(output.data(value)), to.file)
        elif to.format in output.also:
            text = output.also[to.format](value)
            put_text(sign(text, output.name, to.format, to.file), to.file)
        else:
            page = output.page(value, _columns(to))
            if to.on_screen and not (output.on_one_screen and _fits_the_window(page, to.format)):
                # The top has scrolled away by now, and the top is what matters most.
                page += output.reminder(value)
            _put_page(page, to, output.title(value), output.name)


def _fits_the_window(page: Page, format: str) -> bool:
    """Whether a page and a word below it are on the screen at once."""
    drawn = io.StringIO()
    printer(drawn, plain=format == Format.PLAIN, columns=width(sys.stdout))(page)
    return drawn.getvalue().count("\n") + BELOW <= window_lines()


def put_text(text: str, file: Path | None) -> None:
    """Write a text to a file, or in UTF-8 to the standard output.

    Raises:
        FileError: if the file cannot be written.
    """
    if file:
        write(file, text)
    else:
        write_bytes(text)


def print_page(page: Page, format: str) -> None:
    """Show a page that belongs to a conversation and is nothing to keep."""
    printer(sys.stdout, plain=format == Format.PLAIN)(page)


def _columns(to: Destination) -> int | None:
    match to.format:
        case Format.PLAIN:
            return None
        case Format.RICH if to.file is None:
            return width(sys.stdout)
        case _:
            return ON_PAPER


def _put_page(page: Page, to: Destination, title: str, purpose: str) -> None:
    match to.format:
        case Format.MARKDOWN:
            from kneenumb.format.markdown import markdown

            text = markdown(page, title)
        case Format.HTML:
            from kneenumb.format.html import html

            text = html(page, title)
        case Format.SVG:
            from kneenumb.format.terminal_svg import picture

            text = picture(page, title)
        case _:
            if to.file is None:
                print_page(page, to.format)
                return
            printed = io.StringIO()
            printer(printed, plain=to.format == Format.PLAIN)(page)
            text = printed.getvalue()
    put_text(sign(text, purpose, to.format, to.file), to.file)


def sign(text: str, purpose: str, format: str, file: Path | None) -> str:
    """A text as it goes into a file: it says what wrote it. What is no file needs no such line."""
    if file is None or is_device(file):
        return text
    from kneenumb.storage.signature import signed

    return signed(text, purpose, format)
