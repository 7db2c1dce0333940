"""What ``kneenumb diff`` writes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from kneenumb.page.output import Output

if TYPE_CHECKING:
    from kneenumb.diff.allowances import Allowance, Judgement
    from kneenumb.diff.json import DiffData
    from kneenumb.diff.line_page import ComparedVersions
    from kneenumb.model.fault import Place
    from kneenumb.page.block import Page


class Compared(NamedTuple):
    """Two versions of a tree, and what the comparison of them came to."""

    versions: "ComparedVersions"
    allowed: "Mapping[Allowance, Place]"
    """What was accepted beforehand, and where that stands."""
    judgement: "Judgement | None"
    """``None`` if there was too much to compare."""
    too_many: str = ""
    """What there was too much of."""


def _page(compared: Compared, _: int | None) -> "Page":
    from kneenumb.diff.page import diff_page, not_compared_page

    versions, allowed, judgement, too_many = compared
    if judgement is None:
        return not_compared_page(too_many, versions)
    return diff_page(judgement, versions, allowed)


def _data(compared: Compared) -> "DiffData":
    from kneenumb.diff.json import diff_data

    return diff_data(compared.judgement, compared.versions, compared.allowed)


def _reminder(compared: Compared) -> "Page":
    from kneenumb.diff.page import once_more

    return once_more(compared.judgement) if compared.judgement else ()


DIFF = Output(
    "diff",
    "what `kneenumb diff --format json` writes",
    title=lambda _: "Comparison of two versions",
    page=_page,
    data=_data,
    reminder=_reminder,
)
