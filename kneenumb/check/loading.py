"""Rules without which a file is no tree. The reader of trees holds them, before any proof.

So there is nothing left to find here; these are the pages of what the reader reports.
"""

from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw
from kneenumb.check.rule import rule
from kneenumb.model.fault import TreeFault


def _held_by_the_reader(_: CheckContext) -> Iterator[Flaw]:
    yield from ()


rule(
    TreeFault.NO_TREE,
    page="""The file is not a tree.

    Nothing can be proved of a file that cannot be read as a tree, and nothing in it is guessed.

    Mend the line that is shown. "kneenumb new" writes a small tree that can be read, and
    "kneenumb export schema tree" a schema with which an editor checks while you type.

    Values stay text here: "no" is the name of an option, not "false". A key may stand once, and
    only keys that kneenumb knows may stand at all.
    """,
)(_held_by_the_reader)


rule(
    TreeFault.UNKNOWN_NAME,
    page="""A name that nothing in the tree explains.

    A line that leads to a question that is not there, or looks for an option that is not there,
    does not do what its author meant.

    Correct the name, or write what it names.

    Wrong, if the outcome is called o_sciatica::

        - {when: {pain_start: [low_back]}, next: o_siatica}
    """,
)(_held_by_the_reader)


rule(
    TreeFault.LOOP,
    page="""The tree runs in a circle.

    Whoever comes into the circle never gets a result.

    Lead one line of the circle on to a question that was not asked yet, or to an outcome.
    """,
)(_held_by_the_reader)


rule(
    TreeFault.DEAD_END,
    page="""An answer leads nowhere.

    Whoever gives it gets no result.

    Give the option a "next", or its question. A checklist needs one "next" for all its lines.
    """,
)(_held_by_the_reader)


rule(
    TreeFault.NO_ELSE,
    page="""A gate does not end with "else".

    Whoever meets none of its lines would get no result; and a line below "else" decides for
    nobody.

    Make "else" the last line of the gate.

    Right::

        lines:
          - {when: {legs: [both_new]}, next: o_check_now}
          - {else: walking}
    """,
)(_held_by_the_reader)


rule(
    TreeFault.BROKEN_FLAG,
    page="""A red flag and its outcome do not belong together.

    An emergency flag ends the questions at its outcome, so it names one, and that is an
    emergency too. A milder flag sets a floor and ends nothing, so it names none.

    Name an emergency outcome in the emergency flag, or remove "outcome" from the milder one.
    """,
)(_held_by_the_reader)


rule(
    TreeFault.CLASH,
    page="""One name for two things.

    A line that leads to a name must lead to one place, and a claim must speak of one thing.

    Rename one of the two.
    """,
)(_held_by_the_reader)


rule(
    TreeFault.NO_CLEAN_ANSWER,
    page="""A question has no clean answer, or more than one.

    Whoever has none of the lines of a checklist must be able to say so: an empty checklist is
    not an answer. And only one answer can be the one that says that nothing is wrong.

    Add an option such as "none" with "clean: true", or leave the mark at one option only.
    """,
)(_held_by_the_reader)


rule(
    TreeFault.BROKEN_TABLE,
    page="""The cells of a table do not fit its sides.

    A cell too many or too few shifts all that follow, and people get the outcome beside theirs.

    Name every option of the question across once, give every row a cell for each, and every
    option of the question down one row at most.
    """,
)(_held_by_the_reader)
