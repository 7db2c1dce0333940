"""The page that runs a tree in a browser: one file that loads, keeps and sends nothing."""

from collections.abc import Iterable
from typing import Any

from kneenumb.body.xml import escaped
from kneenumb.browser.one_file import inside_a_script, one_file, part
from kneenumb.browser.tree_data import body_data, field_data, tree_data
from kneenumb.model.case import Case
from kneenumb.model.tree import Tree

ENGINE = ("walk.js", "words.js", "case_file.js")
"""The files of the engine, in order. They know of no screen, and run without a browser too."""


def engine() -> str:
    """The engine of the page."""
    return "\n".join(map(part, ENGINE))


def web_page(tree: Tree, cases: Iterable[tuple[str, Case]] = ()) -> str:
    """A page that asks, shows the result and the reasoning, and teaches.

    Args:
        tree: Said to be unchecked on the page, if it is not proved.
        cases: Teaching cases by name. Each of them has a result.
    """
    # In a function, as a browser has names of its own, such as "top".
    script = f"(() => {{\n{engine()}\n{part('page.js')}}})();"
    data = inside_a_script(page_data(tree, cases))
    emergency = escaped(tree.urgencies.emergency.action)
    return one_file(
        "page.html", tree.title, script, part("style.css"), data=data, emergency=emergency
    )


def page_data(tree: Tree, cases: Iterable[tuple[str, Case]] = ()) -> dict[str, Any]:
    """Everything that the page is given."""
    told = [{"name": name} | case.model_dump(mode="json", **_SHORT) for name, case in cases]
    return {
        "tree": tree_data(tree) | {"body": body_data(tree)},
        "field": field_data(tree),
        "cases": told or None,
    }


_SHORT: dict[str, Any] = {"exclude_none": True, "exclude": {"id", "tree", "tree_version"}}
