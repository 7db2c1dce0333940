"""The command that runs a witness again."""

import shlex
from pathlib import Path
from typing import NamedTuple

from kneenumb.render.block import Command
from kneenumb.render.witnesses import Witness


class Replay(NamedTuple):
    """What a command needs to run a witness of a report again."""

    tree: str | None = None
    """What the tree is called on a command line; ``None`` for the one that needs no name."""
    unchecked: bool = False
    """Whether the tree is refused unless it is asked for loudly."""
    folder: str | None = None
    """Where the witnesses are kept as files, if they are."""
    source: str | None = None
    """A command that writes the tree out, if that is no file."""

    def command(self, witness: Witness) -> Command:
        """A command that gives this person's result."""
        parts = ["kneenumb triage"]
        if self.unchecked:
            parts.append("--unchecked")
        if self.source is not None:
            parts = [f"{self.source} |", *parts, "--tree /dev/stdin"]
        elif self.tree is not None:
            parts.append(f"--tree {shlex.quote(self.tree)}")
        if self.folder is not None:
            parts.append(f"--answers {shlex.quote(self.file(witness))}")
        else:
            parts += (f"--set {name}={','.join(took)}" for name, took in witness.answers.items())
        return Command(tuple(parts))

    def file(self, witness: Witness) -> str:
        """The file of this person, as it is named on a command line."""
        return str(Path(self.folder or ".") / f"{witness.name}.yaml")
