"""``kneenumb new``: a small valid tree to start from."""

import os
import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from kneenumb.cli.options import Force
from kneenumb.cli.terminal.streams import say
from kneenumb.load import bundled
from kneenumb.model.fault import Fault, Faulty, Place
from kneenumb.storage.files import write
from kneenumb.storage.guard import FileGuard

STARTER = "starter"
"""The bundled tree that every new one starts as."""


class NotANewTree(Faulty):
    """No tree can be started under that name."""


HELP = "Write a small tree to start from. It is complete, and explains itself in comments."


def new_command(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The file to write, for example my-tree.yaml. Its name becomes the tree's id.",
        ),
    ],
    force: Force = False,
) -> None:
    name = tree_name(path)
    if os.path.lexists(path) and not force:  # A link that leads nowhere is somebody's, too.
        remedy = "Choose another name, or replace it with --force."
        raise _fault(path, "This file exists already.", remedy)
    guard = FileGuard(force=force)
    guard.read(bundled.trees()[STARTER])
    guard.write(path, "FILE")
    write(path, starter(name))
    schema = path.parent / "tree.schema.json"
    say(f"{path} is a small tree called '{name}', ready to be changed.")
    say(f"Try it: kneenumb triage --tree {shlex.quote(str(path))}")
    say(
        "Let your editor check it while you type: "
        f"kneenumb export schema tree --output {shlex.quote(str(schema))}"
    )


def starter(name: str) -> str:
    """The bundled starter tree with another id, comments and all."""
    text = bundled.trees()[STARTER].read_text(encoding="utf-8")
    return text.replace(f"\nid: {STARTER}\n", f"\nid: {name}\n", 1)


def tree_name(path: Path) -> str:
    """The id for a tree in this file: ``My tree.yaml`` gives ``my-tree``.

    Raises:
        NotANewTree: if the name of the file gives none.
    """
    import unicodedata

    from pydantic import TypeAdapter, ValidationError

    from kneenumb.model.frozen import Name

    if path.suffix.lower() not in (".yaml", ".yml"):
        cause = "A tree is a YAML file, and its name ends in .yaml."
        raise _fault(path, cause, "Write my-tree.yaml, for example.")
    bare = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    try:
        # A name that cannot be shown could not be typed into the next command either.
        return TypeAdapter(Name).validate_python(name if path.name.isprintable() else "")
    except ValidationError:
        cause = f"No id for a tree can be made of the file name '{path.stem}'."
        remedy = (
            "Start it with a letter from a to z and use at most 60 letters, digits and '-', for "
            "example my-tree.yaml."
        )
        raise _fault(path, cause, remedy) from None


def _fault(path: Path, cause: str, remedy: str) -> NotANewTree:
    return NotANewTree(Fault(cause, remedy, Place(str(path))))
