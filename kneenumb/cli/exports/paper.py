"""``kneenumb export``: a handout for a patient, and a worksheet for a class with its key."""

from pathlib import Path
from typing import Annotated

import typer

from kneenumb.cases.case_folder import case_files
from kneenumb.cases.input_format import TEACHING_CASES
from kneenumb.cli import completion
from kneenumb.cli.answers import bring
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.cli.exports.export_file import guard_of, ready
from kneenumb.cli.help import Commands
from kneenumb.cli.inputs import STDIN, reads_case, reads_files
from kneenumb.cli.options import Force, OutputFile, RegionName, TreeName, Unchecked
from kneenumb.cli.preferences import default_tree, in_place
from kneenumb.cli.terminal.streams import say
from kneenumb.load import bundled
from kneenumb.model.fault import AnswerError, Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.walk.result import triage

paper = Commands()
_HTML = (".html", ".htm")


class UnknownHandout(Faulty):
    """What the handout is to be of is neither an outcome nor a case."""


@paper.command(
    "handout",
    help="""Write a page of A4 for a patient: what to do, what to watch for, and care.

    Of an outcome, for everybody who comes to it; or of a case, with its answers for the
    clinician. It says only what the tree says.
    """,
)
def handout_command(
    of: Annotated[
        str,
        typer.Argument(
            metavar="OUTCOME|CASE",
            help="An outcome of the tree, or a case: a bundled name, a file, or - for the "
            "standard input.",
            autocompletion=completion.outcomes,
            show_default=False,
        ),
    ],
    tree: TreeName = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = guard_of(tree, force=force)
    if of == STDIN or bundled.may_be(of, bundled.cases()):
        reads_case(guard, of)
        export = ready("handout", "html", _HTML, output, guard)
        brought = bring(of, None, tree, guard, unchecked=unchecked)
        from kneenumb.export.handout import case_handout

        export.put(case_handout(triage(in_place(brought.tree, region), brought.given)))
        return
    export = ready("handout", "html", _HTML, output, guard)
    used = checked_tree(tree or default_tree(), unchecked=unchecked)
    if of not in used.outcomes:
        cause = f"There is no outcome '{of}' in {used.id}, and no case of that name."
        raise UnknownHandout(Fault(cause, did_you_mean(of, [*used.outcomes, *bundled.cases()])))
    from kneenumb.export.handout import outcome_handout

    export.put(outcome_handout(in_place(used, region), of))


@paper.command(
    "worksheet",
    help="""Write a worksheet for a class: the story of each case, and questions to answer.

    It tells no result. With --key the answers are written too, into a file of their own.
    """,
)
def worksheet_command(
    cases: Annotated[
        list[str],
        typer.Argument(
            metavar="CASES...",
            help=f"Cases in their order: bundled names, files, folders, or {TEACHING_CASES}.",
            autocompletion=completion.cases,
            show_default=False,
        ),
    ],
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Write the answers there, as HTML."),
    ] = None,
    tree: TreeName = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = guard_of(tree, force=force)
    files = _files(cases)
    reads_files(guard, *files.values())
    sheet = ready("worksheet", "html", _HTML, output, guard)
    answers = ready("worksheet key", "html", _HTML, key, guard, option="--key") if key else None
    from kneenumb.export.worksheet import worksheet, worksheet_key
    from kneenumb.quiz.deck import collect

    used: Tree = in_place(checked_tree(tree or default_tree(), unchecked=unchecked), region)
    deck = collect(used, files)
    if not deck.cards:
        cause = "None of these cases has a result, so there is nothing to ask."
        raise AnswerError(Fault(cause, "Name others; kneenumb list --expected shows them."))
    sheet.put(worksheet(used, deck.cards))
    if answers:
        answers.put(worksheet_key(used, deck.cards))
    if deck.left_out:
        say(f"kneenumb: Left out, as they have no result: {', '.join(deck.left_out)}.")


def _files(cases: list[str]) -> dict[str, Path]:
    """The files of cases, each once, by their names.

    Raises:
        AnswerError: if there is no such case, or a folder has none.
    """
    found: dict[str, Path] = {}
    for case in cases:
        if case == TEACHING_CASES:
            found |= bundled.cases()
        elif case not in bundled.cases() and Path(case).is_dir():
            found |= {str(path): path for path in case_files(Path(case))}
        else:
            try:
                found[case] = bundled.find(case, bundled.cases(), "case")
            except Faulty as error:
                raise AnswerError(*error.faults) from None
    return found
