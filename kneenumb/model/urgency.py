"""The four levels of urgency, in order."""

from enum import StrEnum

from kneenumb.model.frozen import FrozenModel, LineText, Text


class Urgency(StrEnum):
    """How fast to be seen: ``routine < soon < same_day < emergency``."""

    ROUTINE = "routine"
    SOON = "soon"
    SAME_DAY = "same_day"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 for the mildest level to 3 for the gravest."""
        return _ORDER.index(self)

    # StrEnum would compare the words by the alphabet, where "emergency" is the smallest of all.
    # So a word that is no level is an error: left to the word, the alphabet would decide again.
    def __lt__(self, other: str) -> bool:
        return self.rank < Urgency(other).rank if isinstance(other, str) else NotImplemented

    def __le__(self, other: str) -> bool:
        return self.rank <= Urgency(other).rank if isinstance(other, str) else NotImplemented

    def __gt__(self, other: str) -> bool:
        return self.rank > Urgency(other).rank if isinstance(other, str) else NotImplemented

    def __ge__(self, other: str) -> bool:
        return self.rank >= Urgency(other).rank if isinstance(other, str) else NotImplemented


_ORDER = tuple(Urgency)


class UrgencyWords(FrozenModel):
    """How a level is spoken of."""

    label: LineText
    meaning: LineText
    action: Text


class UrgencyTable(FrozenModel):
    """The words of all four levels, mildest first."""

    routine: UrgencyWords
    soon: UrgencyWords
    same_day: UrgencyWords
    emergency: UrgencyWords

    def __getitem__(self, level: Urgency) -> UrgencyWords:
        words: UrgencyWords = getattr(self, level.value)
        return words
