"""Puts pages and texts where the person wants them."""

import io
import sys
from pathlib import Path

from kneenumb.cli.options import Format
from kneenumb.cli.terminal.streams import printer, wants_plain, write_bytes
from kneenumb.page.block import Page
from kneenumb.storage.files import write


def chosen_format(asked: Format | None, *, plain: bool = False) -> Format:
    """The format asked for, or the one that suits the surroundings."""
    if asked is not None:
        return asked
    return Format.PLAIN if plain or wants_plain() else Format.RICH


def put_text(text: str, output: Path | None) -> None:
    """Write a text to a file, or in UTF-8 to the standard output.

    Raises:
        FileError: if the file cannot be written.
    """
    if output:
        write(output, text)
    else:
        write_bytes(text)


def put_page(page: Page, format: Format, title: str, output: Path | None = None) -> None:
    """Write a page in any format but JSON.

    Args:
        title: What the page is called, where a format has room for a title.

    Raises:
        FileError: if the file cannot be written.
    """
    match format:
        case Format.MARKDOWN:
            from kneenumb.format.markdown import markdown

            put_text(markdown(page, title), output)
        case Format.HTML:
            from kneenumb.format.html import html

            put_text(html(page, title), output)
        case Format.SVG:
            from kneenumb.format.terminal_svg import picture

            put_text(picture(page, title), output)
        case _:
            plain = format is Format.PLAIN
            if output is None:
                printer(sys.stdout, plain=plain)(page)
                return
            text = io.StringIO()
            printer(text, plain=plain)(page)
            write(output, text.getvalue())
