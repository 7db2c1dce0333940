"""Reads many cases in YAML: a list, many documents, or many files. JSON is read as YAML too."""

from collections.abc import Iterator
from pathlib import Path

from kneenumb.cases.blocks import Block
from kneenumb.cases.column_binding import Placing
from kneenumb.cases.record import Record, record_of_case, refused
from kneenumb.cases.row import Row
from kneenumb.load.case_file import case_of
from kneenumb.model.fault import Faulty, Place
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import Document, parse


class YamlCases:
    """Cases in YAML, as far as a tree is concerned."""

    def __init__(self, tree: Tree, origin: str, *, is_json: bool) -> None:
        self._tree = tree
        self.origin = origin
        self._is_json = is_json
        self.placing = Placing(tree, (), 0, None)

    def rows(self, block: Block) -> Iterator[Row]:
        """The cases of a block. What is called a piece of a list there is a list of one."""
        line = block.start.line
        if block.fault:
            yield Faulty(block.fault), line, block.origin
            return
        origin = block.origin or self.origin
        try:
            is_json = self._is_json or origin.lower().endswith(".json")
            document = parse(block.data, origin, first_line=line, is_json=is_json)
        except Faulty as error:
            yield error, line, block.origin
            return
        for piece in document.pieces():
            place = piece.place(())
            found = piece.without_nothing() if is_json else piece
            yield found, place.line or line, block.origin

    def record(self, row: Row) -> Record:
        """A case with the place of everything in it, and all that is wrong with it."""
        found, line, origin = row
        name = Path(origin).stem
        if isinstance(found, Document):
            place = found.place(())
            try:
                return record_of_case(self._tree, place, case_of(found), name=name)
            except Faulty as error:
                data = found.data
                id = data.get("id", name) if isinstance(data, dict) else name
                return refused(self._tree, place, error.faults, id=id)
        assert isinstance(found, Faulty)
        place = Place(origin or self.origin, line, 1)
        return refused(self._tree, place, found.faults, id=name)
