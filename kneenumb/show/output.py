"""What ``kneenumb show`` and ``list`` write: a tree, parts of it, or what there is to look at."""

from typing import TYPE_CHECKING, NamedTuple

from kneenumb.page.output import Output

if TYPE_CHECKING:
    from kneenumb.draw.diagram import Diagram
    from kneenumb.model.tree import Tree
    from kneenumb.page.block import Page
    from kneenumb.show.catalogue import Catalogue, ListData
    from kneenumb.show.json import DrawnData, OverviewData, PartsData
    from kneenumb.show.part_page import Found


class DrawnTree(NamedTuple):
    """What is drawn of a tree."""

    diagram: "Diagram"
    start: str | None
    """The box to start from, if not the one where every walk starts."""
    depth: int | None
    """How many questions deep; ``None`` for all of it."""


def _overview_page(tree: "Tree", _: int | None) -> "Page":
    from kneenumb.show.overview import overview

    return overview(tree)


def _overview_data(tree: "Tree") -> "OverviewData":
    from kneenumb.show.json import overview_data

    return overview_data(tree)


OVERVIEW = Output(
    "overview",
    "what `kneenumb show --format json` writes",
    title=lambda tree: f"The tree {tree.id}",
    page=_overview_page,
    data=_overview_data,
)


def _part_page(found: "Found", _: int | None) -> "Page":
    from kneenumb.show.part_page import part_page

    return part_page(found)


def _parts_data(found: "Found") -> "PartsData":
    from kneenumb.show.json import parts_data

    return parts_data(found)


PARTS = Output(
    "parts",
    "what `kneenumb show NAME --format json` writes",
    title=lambda found: found.tree.title,
    page=_part_page,
    data=_parts_data,
)


def _drawn_page(drawn: DrawnTree, _: int | None) -> "Page":
    from kneenumb.draw.tree_outline import outline_page

    return outline_page(*drawn)


def _drawn_data(drawn: DrawnTree) -> "DrawnData":
    from kneenumb.show.json import drawn_data

    return drawn_data(*drawn)


DRAWN = Output(
    "drawn",
    "what `kneenumb show --depth`, `--from` and `--case` write with `--format json`",
    title=lambda drawn: drawn.diagram.title,
    page=_drawn_page,
    data=_drawn_data,
)


def _list_page(catalogue: "Catalogue", _: int | None) -> "Page":
    from kneenumb.show.catalogue import catalogue_page

    return catalogue_page(catalogue)


def _list_data(catalogue: "Catalogue") -> "ListData":
    from kneenumb.show.catalogue import catalogue_data

    return catalogue_data(catalogue)


LIST = Output(
    "list",
    "what `kneenumb list --format json` writes",
    title=lambda _: "What comes with kneenumb",
    page=_list_page,
    data=_list_data,
)
