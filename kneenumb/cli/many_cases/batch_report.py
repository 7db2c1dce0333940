"""Tells what became of the rows of a batch: while it runs, and at the end."""

import sys
from contextlib import AbstractContextManager, nullcontext

from kneenumb.batch.json import batch_json
from kneenumb.batch.page import Summary, batch_page, brief_page
from kneenumb.cli.many_cases.batch_options import Batch
from kneenumb.cli.options import Format
from kneenumb.cli.output import put_page, put_text
from kneenumb.cli.terminal.streams import printer, progress_bar, wants_plain, while_read, width
from kneenumb.format.progress import Tell
from kneenumb.page.block import Block


def bar(batch: Batch, size: int | None) -> AbstractContextManager[Tell]:
    """A bar, where somebody can see it and nothing else is written."""
    free = batch.output or not batch.has_rows or not sys.stdout.isatty()
    return progress_bar(size, "row") if free else nullcontext(lambda *_: None)


def tell(summary: Summary, batch: Batch) -> None:
    """Say what became of the rows: beside them, or instead of them."""
    if batch.has_rows:
        plain = _is_plain()
        printer(sys.stderr, plain=plain)(brief_page(summary, None if plain else width(sys.stderr)))
        return
    with while_read():
        if batch.format == Format.JSON:
            put_text(batch_json(summary), batch.output)
            return
        format = Format(batch.format)
        columns = None if format is Format.PLAIN else 80
        if format is Format.RICH and batch.output is None:
            columns = width(sys.stdout)
        put_page(batch_page(summary, columns), format, f"Cases of {batch.input}", batch.output)


def tell_beside(text: str) -> None:
    """Say something on the standard error, its lines broken between words."""
    printer(sys.stderr, plain=_is_plain())((Block.of(None, text),))


def _is_plain() -> bool:
    return wants_plain() or not sys.stderr.isatty()
