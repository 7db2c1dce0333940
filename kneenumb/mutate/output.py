"""What ``kneenumb check --mutate`` writes."""

from typing import TYPE_CHECKING

from kneenumb.page.output import Output

if TYPE_CHECKING:
    from kneenumb.mutate.json import MutateData
    from kneenumb.mutate.mutation_report import Mutations
    from kneenumb.page.block import Page


def _page(report: "Mutations", columns: int | None) -> "Page":
    from kneenumb.mutate.page import mutate_page

    return mutate_page(report, columns)


def _data(report: "Mutations") -> "MutateData":
    from kneenumb.mutate.json import mutate_data

    return mutate_data(report)


def _reminder(report: "Mutations") -> "Page":
    from kneenumb.mutate.page import once_more

    return once_more(report)


MUTATE = Output(
    "mutate",
    "what `kneenumb check --mutate --format json` writes",
    title=lambda report: f"Faults planted in {report.tree.id}",
    page=_page,
    data=_data,
    reminder=_reminder,
)
