"""The page that runs a tree in a browser: one file that loads, keeps and sends nothing."""

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kneenumb.body.xml import escaped
from kneenumb.browser.tree_data import body_data, field_data, tree_data
from kneenumb.model.case import Case
from kneenumb.model.tree import Tree

ENGINE = ("walk.js", "words.js", "case_file.js")
"""The files of the engine, in order. They know of no screen, and run without a browser too."""


def engine() -> str:
    """The engine of the page."""
    return "\n".join(map(_file, ENGINE))


def web_page(tree: Tree, cases: Iterable[tuple[str, Case]] = ()) -> str:
    """A page that asks, shows the result and the reasoning, and teaches.

    Args:
        tree: Said to be unchecked on the page, if it is not proved.
        cases: Teaching cases by name. Each of them has a result.
    """
    # In a function, as a browser has names of its own, such as "top".
    script = f"(() => {{\n{engine()}\n{_file('page.js')}}})();"
    style = _file("style.css")
    pieces = {
        "policy": _policy(script, style),
        "title": escaped(tree.title),
        "style": style,
        "data": _inside_a_script(page_data(tree, cases)),
        "script": script,
    }
    page = _file("page.html")
    before, *places = page.split("{")
    filled = (pieces[name] + after for name, after in (each.split("}", 1) for each in places))
    return before + "".join(filled)


def page_data(tree: Tree, cases: Iterable[tuple[str, Case]] = ()) -> dict[str, Any]:
    """Everything that the page is given."""
    told = [{"name": name} | case.model_dump(mode="json", **_SHORT) for name, case in cases]
    return {
        "tree": tree_data(tree) | {"body": body_data(tree)},
        "field": field_data(tree),
        "cases": told or None,
    }


_SHORT: dict[str, Any] = {"exclude_none": True, "exclude": {"id", "tree", "tree_version"}}


def _policy(script: str, style: str) -> str:
    """What a browser may do with the page: run its one script and use its one style, no more."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _inside_a_script(data: dict[str, Any]) -> str:
    """JSON in which no text can end the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
