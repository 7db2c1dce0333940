"""People who answer the shipped tree."""

from itertools import combinations

from hypothesis import strategies as st

from kneenumb import Result, Tree, conclude, replay
from tests.strategies import Answers


def answers_of(tree: Tree, question: str) -> list[tuple[str, ...]]:
    """Every answer that a question takes, ticks in printed order."""
    options = tree.questions[question].options
    alone = [(name,) for name in options]
    if not tree.questions[question].is_checklist:
        return alone
    ticks = [name for name, option in options.items() if not option.stands_alone]
    return alone + [
        several for size in range(2, len(ticks) + 1) for several in combinations(ticks, size)
    ]


def clean_answer(tree: Tree, question: str) -> tuple[str, ...]:
    """The clean answer to a question; none for a question of the pattern."""
    options = tree.questions[question].options
    return tuple(name for name, option in options.items() if option.clean)


def people(tree: Tree) -> st.SearchStrategy[Answers]:
    """An answer to every question, asked for or not. Most warning signs are clear, so that
    many people get as far as the pattern."""

    def answer(question: str) -> st.SearchStrategy[tuple[str, ...]]:
        every = answers_of(tree, question)
        clean = clean_answer(tree, question)
        some = st.sampled_from(every)
        return st.integers(0, 6).flatmap(lambda n: st.just(clean) if clean and n else some)

    return st.fixed_dictionaries({name: answer(name) for name in tree.questions})


def result_of(tree: Tree, answers: Answers) -> Result:
    """What somebody gets who is asked; answers that are not asked for do not count."""
    return conclude(replay(tree, answers))
