"""What the faults planted in a tree came to, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kneenumb.model.fault import Place
from kneenumb.model.tree import Tree
from kneenumb.mutate.bench import Caught, MutantFate, Survivor
from kneenumb.mutate.catch import Net
from kneenumb.mutate.effect import EffectKind
from kneenumb.mutate.mutation import Mutation
from kneenumb.mutate.operators import OPERATORS, Operator


class MutationCount(NamedTuple):
    """How many faults, and what became of them."""

    faults: int
    caught: Mapping[Net, int]
    """By the first net that held them; all nets are there."""
    survivors: Mapping[EffectKind, int]
    """By what they do to people; all kinds are there."""

    @classmethod
    def of(cls, fates: Iterable[MutantFate]) -> "MutationCount":
        """Count some fates."""
        ends = Counter(
            each.catch.net if isinstance(each, Caught) else each.explanation.kind for each in fates
        )
        return cls(
            ends.total(), {net: ends[net] for net in Net}, {kind: ends[kind] for kind in EffectKind}
        )


class ClaimWork(NamedTuple):
    """What one claim catches of the faults that nothing before the claims has held."""

    faults: int
    alone: int
    """Of these, how many no other claim catches."""


@dataclass(frozen=True, slots=True)
class Mutations:
    """All faults that were planted in a tree, one at a time, and what became of them."""

    tree: Tree
    fates: tuple[MutantFate, ...]
    """In the order of the operators."""
    places: Mapping[Mutation, Place]
    """Where in the file the piece stands that each changed."""
    rehearsals: int
    """How many teaching cases stood by as a second net."""

    @property
    def survivors(self) -> tuple[Survivor, ...]:
        """The faults that no net held."""
        return tuple(each for each in self.fates if isinstance(each, Survivor))

    @property
    def passes(self) -> bool:
        """Whether no fault makes somebody's result milder and goes unnoticed."""
        return not any(each.explanation.kind.is_harmful for each in self.survivors)

    @property
    def total(self) -> MutationCount:
        """All faults together."""
        return MutationCount.of(self.fates)

    @property
    def by_operator(self) -> dict[Operator, MutationCount]:
        """The faults of each operator that found anything to change."""
        sorted_out: dict[str, list[MutantFate]] = {}
        for fate in self.fates:
            sorted_out.setdefault(fate.mutation.operator, []).append(fate)
        return {
            operator: MutationCount.of(sorted_out[operator.id])
            for operator in OPERATORS
            if operator.id in sorted_out
        }

    @property
    def by_claim(self) -> dict[str, ClaimWork]:
        """What each claim catches, in the order of the tree; all claims are there."""
        broken = [
            each.catch.by
            for each in self.fates
            if isinstance(each, Caught) and each.catch.net is Net.CLAIMS
        ]
        return {
            name: ClaimWork(sum(name in by for by in broken), sum(by == (name,) for by in broken))
            for name in self.tree.claims
        }
