"""The comparison of two trees, done a second time and as plainly as possible.

Everybody who could ever answer is sent through both trees, one by one, with the rules of
:mod:`tests.oracle`. Shares nothing with ``kneenumb.diff`` but the pairing: which question and
option of one tree is which of the other.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kneenumb.diff.pairing import Pairing
from tests.oracle import Ending, ending
from tests.small import Data
from tests.strategies import Answers, every_answer

End = tuple[str, str]
"""An outcome and an urgency."""


class Somebody(NamedTuple):
    """One combination of answers to all that either tree asks, and what each tree tells."""

    old: End
    new: End
    old_answers: Answers
    """What the old tree asks, in its ids."""
    new_answers: Answers
    """What the new tree asks, in its ids."""


def everybody(old: Data, new: Data, pairing: Pairing) -> list[Somebody]:
    """Everybody who can answer both trees."""
    return list(_everybody(old, new, pairing, {}, {}))


def _everybody(
    old: Data, new: Data, pairing: Pairing, told: Answers, retold: Answers
) -> Iterator[Somebody]:
    """Everybody who gives these answers, and others to whatever is still asked."""
    in_old, in_new = _alone(old, told), _alone(new, retold)
    if in_old.outcome is None:
        yield from _answering(old, new, pairing, told, retold, in_old.at, None)
    elif in_new.outcome is None:
        yield from _answering(old, new, pairing, told, retold, None, in_new.at)
    else:
        yield Somebody(
            (in_old.outcome, str(in_old.urgency)),
            (str(in_new.outcome), str(in_new.urgency)),
            {name: told[name] for name in in_old.asked},
            {name: retold[name] for name in in_new.asked},
        )


def _alone(data: Data, answers: Answers) -> Ending:
    """The end of a walk on which only the answers that are asked for count."""
    asked = ending(data, answers).asked
    return ending(data, {name: answers[name] for name in asked})


def _answering(
    old: Data,
    new: Data,
    pairing: Pairing,
    told: Answers,
    retold: Answers,
    asked: str | None,
    asked_anew: str | None,
) -> Iterator[Somebody]:
    """Everybody who answers a question of one tree, and so its pair in the other."""
    back = {other: name for name, other in pairing.questions.items()}
    asked = asked or back.get(asked_anew or "")
    asked_anew = asked_anew or pairing.questions.get(asked or "")
    for answer, same in _answers(old, new, pairing, asked, asked_anew):
        more = {asked: answer} if asked else {}
        more_anew = {asked_anew: same} if asked_anew else {}
        yield from _everybody(old, new, pairing, told | more, retold | more_anew)


def _answers(
    old: Data, new: Data, pairing: Pairing, asked: str | None, asked_anew: str | None
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every answer that either tree takes, in the ids of each."""
    if asked is None or asked_anew is None:
        data, name = (old, asked) if asked else (new, asked_anew)
        yield from ((answer, answer) for answer in every_answer(data["questions"][name]))
        return
    back = pairing.old_options(asked)
    taken = {frozenset(answer): answer for answer in every_answer(old["questions"][asked])}
    for answer in every_answer(new["questions"][asked_anew]):
        if all(option in back for option in answer):
            same = taken.get(frozenset(back[option] for option in answer))
            if same is not None:
                yield same, answer
