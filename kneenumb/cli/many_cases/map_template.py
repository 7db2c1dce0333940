"""Writes a first map of the columns of a file, to be filled in."""

from pathlib import Path

from kneenumb.batch.map_template import draft, map_yaml
from kneenumb.cases.column_profile import survey
from kneenumb.cases.input_format import InputFormat
from kneenumb.cli.many_cases.batch_input import stream_of
from kneenumb.cli.output import put_text
from kneenumb.cli.terminal.streams import say
from kneenumb.load.tree_file import load_tree
from kneenumb.storage.files import check_apart, check_writable


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
