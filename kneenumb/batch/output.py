"""What ``kneenumb batch`` tells of all its rows together."""

from typing import TYPE_CHECKING

from kneenumb.page.output import Output

if TYPE_CHECKING:
    from kneenumb.batch.json import BatchData
    from kneenumb.batch.page import Summary
    from kneenumb.page.block import Page


def _page(summary: "Summary", columns: int | None) -> "Page":
    from kneenumb.batch.page import batch_page

    return batch_page(summary, columns)


def _data(summary: "Summary") -> "BatchData":
    from kneenumb.batch.json import batch_data

    return batch_data(summary)


BATCH = Output(
    "batch",
    "what `kneenumb batch --format json` writes",
    title=lambda summary: f"Cases of {summary.origin}",
    page=_page,
    data=_data,
)
