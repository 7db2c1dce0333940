"""What ``kneenumb triage`` writes: a result, or what is still possible without all answers."""

from typing import TYPE_CHECKING

from kneenumb.page.output import Output

if TYPE_CHECKING:
    from kneenumb.page.block import Page
    from kneenumb.result.json import ResultData
    from kneenumb.result.range_json import RangeData
    from kneenumb.result.range_page import Still
    from kneenumb.walk.result import Result


def _page(result: "Result", _: int | None) -> "Page":
    from kneenumb.result.page import result_page

    return result_page(result)


def _data(result: "Result") -> "ResultData":
    from kneenumb.result.json import result_data

    return result_data(result)


def _reminder(result: "Result") -> "Page":
    from kneenumb.result.page import once_more

    return once_more(result)


def _brief(result: "Result", _: int | None) -> "Page":
    from kneenumb.result.page import brief_page

    return brief_page(result)


RESULT = Output(
    "result",
    "what `kneenumb triage --format json` writes",
    title=lambda result: result.tree.title,
    page=_page,
    data=_data,
    reminder=_reminder,
)

BRIEF: "Output[Result]" = Output(
    RESULT.name,
    RESULT.about,
    title=RESULT.title,
    page=_brief,
    data=_data,
    reminder=_reminder,
    on_one_screen=True,
)
"""The same on one screen."""


def _range_page(still: "Still", _: int | None) -> "Page":
    from kneenumb.result.range_page import range_page

    return range_page(still)


def _range_data(still: "Still") -> "RangeData":
    from kneenumb.result.range_json import range_data

    return range_data(still)


RANGE = Output(
    "range",
    "what `kneenumb triage --range --format json` writes",
    title=lambda still: still.tree.title,
    page=_range_page,
    data=_range_data,
)
