"""Which question, option and outcome of one version of a tree is which of the other.

An id stays the same as long as the meaning does, so what has the same id is the same. What has
lost its id is looked for by its words.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Option, Question
from kneenumb.model.tree import Tree

P = TypeVar("P")


class Pairing(NamedTuple):
    """What of the old version is what of the new one."""

    questions: dict[str, str]
    """Old id to new id."""
    options: dict[str, dict[str, str]]
    """For every question that is in both, by its old id: old option to new option."""
    splits: dict[str, dict[str, str]]
    """For every question that is in both, by its old id: an option that was split from another
    since, to the old option whose line said it before."""
    outcomes: dict[str, str]

    def old_options(self, question: str) -> dict[str, str]:
        """New option to old option, of a question by its old id. Several may come from one."""
        back = {other: name for name, other in self.options.get(question, {}).items()}
        return back | self.splits.get(question, {})

    @property
    def old_questions(self) -> dict[str, str]:
        """New id to old id."""
        return {other: name for name, other in self.questions.items()}


def pair(old: Tree, new: Tree) -> Pairing:
    """Find what of one version is in the other, be it under another name.

    Questions that have no option in common are never the same: nobody could answer both.
    """
    questions = _paired(old.questions, new.questions, _same_question)
    options = {
        name: _paired(old.questions[name].options, new.questions[other].options, _same_option)
        for name, other in questions.items()
    }
    splits = {
        name: _splits(new.questions[questions[name]], paired)
        for name, paired in options.items()
        if not _counts_lines(old, name)
    }
    return Pairing(
        {name: other for name, other in questions.items() if options[name]},
        {name: paired for name, paired in options.items() if paired},
        {name: split for name, split in splits.items() if split},
        _paired(old.outcomes, new.outcomes, _same_outcome),
    )


def _paired(
    old: Mapping[str, P], new: Mapping[str, P], same: Callable[[P, P], bool]
) -> dict[str, str]:
    found = {name: name for name in old if name in new}
    left = [name for name in new if name not in old]
    for name in old:
        if name not in new:
            renamed = next((other for other in left if same(old[name], new[other])), None)
            if renamed is not None:
                found[name] = renamed
                left.remove(renamed)
    return {name: found[name] for name in old if name in found}


def _splits(new: Question, paired: Mapping[str, str]) -> dict[str, str]:
    """The options that are new, to the old ones from which they were split."""
    back = {other: name for name, other in paired.items()}
    found: dict[str, str] = {}
    for name, option in new.options.items():  # What a line was split from stands above it.
        parent = option.split_from or ""
        old = back.get(parent) or found.get(parent)
        if old is not None and name not in back:
            found[name] = old
    return found


def _counts_lines(tree: Tree, question: str) -> bool:
    """Whether it matters in a checklist that one line is ticked alone, as it does in a table.

    Two lines that came from one are then not the same as that one.
    """
    axes = {axis for table in tree.tables.values() for axis in (table.down, table.across)}
    return tree.questions[question].is_checklist and question in axes


def _same_question(one: Question, other: Question) -> bool:
    # Half of all questions take yes, no and not sure: the options alone say nothing.
    same_options = set(one.options) == set(other.options)
    return one.ask == other.ask or (one.topic == other.topic and same_options)


def _same_option(one: Option, other: Option) -> bool:
    return one.wording == other.wording or one.because == other.because


def _same_outcome(one: Outcome, other: Outcome) -> bool:
    return one.title == other.title or one.summary == other.summary
