"""What everybody in a group of people answers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import reduce
from operator import and_, or_
from typing import Protocol, TypeVar

from kneenumb.diff.change import Parting, Shared
from kneenumb.diff.crossing import AskedPair, Both, Crossing
from kneenumb.diff.joint import Joint, Marks


class Group(Protocol):
    """People whose result changed alike, from where the versions parted."""

    @property
    def parting(self) -> Parting: ...


G = TypeVar("G", bound=Group)


def shared_by(
    crossing: Crossing, paths: Mapping[Both, int], groups: Mapping[Both, G]
) -> dict[G, tuple[Shared, ...]]:
    """What is so for everybody in each group.

    Args:
        paths: How many stand at each pair of places.
        groups: Of the pairs of ends, the group of those whose result changed.
    """
    partings = {group.parting for group in groups.values()}
    taken: dict[G, dict[AskedPair, Counter[Joint]]] = defaultdict(lambda: defaultdict(Counter))
    coming: dict[Parting, dict[AskedPair, set[Joint]]] = defaultdict(lambda: defaultdict(set))
    size: Counter[G] = Counter()
    ahead: dict[Both, Counter[G]] = {}
    passes: dict[Both, frozenset[Parting]] = {}
    for both, group in groups.items():
        size[group] += paths[both]
    for both in reversed(crossing.edges):
        ahead[both] = Counter({groups[both]: 1}) if both in groups else Counter()
        passing: set[Parting] = set()
        for edge in crossing.edges[both]:
            weight = edge.joint.answers if edge.first_time else 1
            asked = crossing.named(edge.asked)
            here = passes[edge.to] | partings.intersection(edge.passed)
            passing |= here
            for parting in here:
                coming[parting][asked].add(edge.joint)
            for group, number in ahead[edge.to].items():
                ahead[both][group] += weight * number
                if edge.first_time:
                    taken[group][asked][edge.joint] += paths[both] * weight * number
        passes[both] = frozenset(passing)
    return {
        group: tuple(
            shared
            for asked in crossing.asked
            if (joints := taken[group][asked]).total() == size[group]
            for shared in _shared(crossing, asked, set(joints), coming[group.parting].get(asked))
        )
        for group in size
    }


def _shared(
    crossing: Crossing, asked: AskedPair, taken: set[Joint], coming: set[Joint] | None
) -> Iterator[Shared]:
    """What the answers taken have in common.

    Args:
        coming: The answers of everybody who comes to the parting, if they are asked before it.
    """
    old, new = asked
    marks = crossing.joints.of(old, new)
    question = new or old or ""
    options = list((crossing.new if new else crossing.old).tree.questions[question].options)
    is_telling = not taken >= (coming or set(marks.classes))
    for common in sorted(
        sorted(options.index(name) for name in each) for each in _common(marks, taken)
    ):
        yield Shared(question, tuple(options[at] for at in common), is_telling)


def _common(marks: Marks, taken: set[Joint]) -> list[frozenset[str]]:
    """Sets of options, from each of which every answer holds at least one; the narrowest."""
    if marks.one_line:
        chosen = frozenset(joint.renamed[0] for joint in taken)
        return [chosen] if len(chosen) < len(marks.classes) else []
    by_all = reduce(and_, (joint.sees for joint in taken))
    by_any = reduce(or_, (joint.sees for joint in taken))
    absent: set[str] = set()
    found: dict[frozenset[str], None] = {}
    for at, condition in enumerate(marks.conditions):
        if not (by_any >> at & 1 or condition.alone):
            absent |= condition.options
    for at, condition in enumerate(marks.conditions):
        if by_all >> at & 1:
            found[condition.options - absent] = None
    return [each for each in found if not any(other < each for other in found)]
