"""Writes a first map of the columns of a file, to be filled in."""

from pathlib import Path

from kneenumb.batch.draft import draft
from kneenumb.cli.batch_input import stream_of
from kneenumb.cli.files import check_apart, check_writable
from kneenumb.cli.output import put_text
from kneenumb.cli.streams import say
from kneenumb.load.input_format import InputFormat
from kneenumb.load.survey import survey
from kneenumb.load.tree_file import load_tree
from kneenumb.render.map_yaml import map_yaml


def write_template(
    name: str, tree: str, format: InputFormat | None, delimiter: str, output: Path | None
) -> None:
    """Compare a file with a tree, and write what its columns may mean.

    Raises:
        Faulty: if one of the two cannot be read.
    """
    check_apart(output, name, tree)
    check_writable(output)
    used = load_tree(tree)
    with stream_of(name, format) as (stream, origin, found):
        columns = survey(stream, origin, found, delimiter)
    put_text(map_yaml(used, origin, draft(used, columns)), output)
    if output is not None:
        say(f"Fill in what is empty in {output}, then: kneenumb batch {name} --map {output}")
