"""Reads the scores that a quiz has saved."""

from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from kneenumb.load.content import content
from kneenumb.load.model_file import parse_model
from kneenumb.model.fault import Fault, Faulty, Place
from kneenumb.model.part import Mark, Part


class ScoreError(Faulty):
    """A saved score cannot be used."""


class _Read(Part):
    # Whatever else a score holds, now or in a later version, is not needed to ask again.
    model_config = ConfigDict(extra="ignore")


class _Tree(_Read):
    id: str


class _Attempt(_Read):
    name: str
    missed: Mark


class SavedScore(_Read):
    """As much of a saved score as it takes to ask again what was missed."""

    format: Literal["1"]
    tree: _Tree
    cases: tuple[_Attempt, ...]
    left: tuple[str, ...]

    @property
    def to_ask_again(self) -> tuple[str, ...]:
        """The names of the cases that were missed, and of those that were not reached."""
        missed = (each.name for each in self.cases if each.missed)
        return tuple(dict.fromkeys((*missed, *self.left)))


def load_score(path: Path) -> SavedScore:
    """Read a saved score.

    Raises:
        ScoreError: with one fault, if it is none.
    """
    try:
        found = content(path)
    except OSError as error:
        cause = f"The score cannot be read: {error.strerror or 'no reason given'}."
        raise ScoreError(Fault(cause, "Check the name.", Place(str(path)))) from None
    try:
        return parse_model(found, str(path), SavedScore)[0]
    except Faulty as error:
        raise _no_score(error.faults[0], path) from None


def _no_score(fault: Fault, path: Path) -> ScoreError:
    cause = f"This is no score that a quiz has saved. {fault.cause}"
    remedy = "Name a file that was written with 'kneenumb quiz --save FILE'."
    return ScoreError(Fault(cause, remedy, fault.place or Place(str(path))))
