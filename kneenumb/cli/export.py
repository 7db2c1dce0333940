"""``kneenumb export``: what other programs make use of."""

from kneenumb.cli.exports.data import data
from kneenumb.cli.exports.documents import documents
from kneenumb.cli.exports.drawings import drawings
from kneenumb.cli.exports.paper import paper
from kneenumb.cli.help import Commands

export_app = Commands(
    help="Write a tree, or what describes one, for other programs.", no_args_is_help=True
)
for kind in (drawings, documents, paper, data):
    export_app.add_typer(kind)  # Without a name, its commands are those of the whole.
