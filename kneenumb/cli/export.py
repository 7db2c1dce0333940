"""``kneenumb export``: what other programs make use of."""

import typer

from kneenumb.cli.exports.data import data
from kneenumb.cli.exports.documents import documents
from kneenumb.cli.exports.drawings import drawings

export_app = typer.Typer(
    help="Write a tree, or what describes one, for other programs.", no_args_is_help=True
)
for kind in (drawings, documents, data):
    export_app.add_typer(kind)  # Without a name, its commands are those of the whole.
