"""``kneenumb list``: the trees and teaching cases that come with the package."""

from typing import Annotated, Literal

from kneenumb.cli.options import FORMAT, Format, OutputFile
from kneenumb.cli.output import chosen_format, put_page, put_text
from kneenumb.load import bundled
from kneenumb.load.tree_file import load_tree

HELP = "List the bundled trees and teaching cases."


def list_command(
    format: Annotated[
        Literal["rich", "plain", "markdown", "json"] | None,
        FORMAT,
    ] = None,
    output: OutputFile = None,
) -> None:
    from kneenumb.load.case_file import load_case
    from kneenumb.show.catalogue import Catalogue, catalogue_json, catalogue_page

    catalogue = Catalogue(
        trees={name: load_tree(name) for name in bundled.trees()},
        cases={name: load_case(name).case for name in bundled.cases()},
    )
    if format == "json":
        put_text(catalogue_json(catalogue), output)
    else:
        written = chosen_format(Format(format) if format else None)
        put_page(catalogue_page(catalogue), written, "What comes with kneenumb", output)
