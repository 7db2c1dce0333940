"""``kneenumb list``: the trees and teaching cases that come with the package."""

from typing import Annotated

import typer

from kneenumb.cli.emit import destination, emit
from kneenumb.cli.inputs import reads_files
from kneenumb.cli.options import Force, FormatName, OutputFile
from kneenumb.load import bundled
from kneenumb.load.tree_file import load_tree
from kneenumb.show.output import LIST
from kneenumb.storage.guard import FileGuard

HELP = "List the bundled trees and teaching cases."


def list_command(
    expected: Annotated[
        bool,
        typer.Option(
            "--expected",
            help="Tell what each teaching case comes to. Without it, nothing is given away.",
        ),
    ] = False,
    format: FormatName = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = FileGuard(force=force)
    trees, cases = bundled.trees(), bundled.cases()
    reads_files(guard, *trees.values(), *cases.values())
    to = destination(LIST, format, output, guard)
    from kneenumb.load.case_file import load_case
    from kneenumb.show.catalogue import Catalogue

    catalogue = Catalogue(
        trees={name: load_tree(name) for name in trees},
        cases={name: load_case(name).case for name in cases},
        tells_expected=expected,
    )
    emit(LIST, catalogue, to)
