"""What ``kneenumb explain`` writes, and ``triage --explain``: a result and its reasons."""

from typing import TYPE_CHECKING

from kneenumb.page.output import Output

if TYPE_CHECKING:
    from kneenumb.explain.explanation import Explanation
    from kneenumb.explain.json import ExplainData
    from kneenumb.page.block import Page


def _page(explanation: "Explanation", _: int | None) -> "Page":
    from kneenumb.explain.page import explain_page

    return explain_page(explanation)


def _data(explanation: "Explanation") -> "ExplainData":
    from kneenumb.explain.json import explain_data

    return explain_data(explanation)


def _reminder(explanation: "Explanation") -> "Page":
    from kneenumb.result.page import once_more

    return once_more(explanation.result)


def _title(explanation: "Explanation") -> str:
    case, result = explanation.case, explanation.result
    return f"Why: {(case.title if case else None) or result.tree.title}"


EXPLAIN = Output(
    "explain",
    "what `kneenumb explain` and `triage --explain` write with `--format json`",
    title=_title,
    page=_page,
    data=_data,
    reminder=_reminder,
)


def _result_page(explanation: "Explanation", _: int | None) -> "Page":
    from kneenumb.explain.page import reasoning_page
    from kneenumb.result.page import result_page

    result = result_page(explanation.result)
    return result + reasoning_page(explanation)


EXPLAINED_RESULT = EXPLAIN._replace(
    title=lambda explanation: explanation.result.tree.title, page=_result_page
)
"""The page of a result with the reasons below it. As data it is an explanation."""
