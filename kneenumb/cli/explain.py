"""``kneenumb explain``: a case step by step, and what would change its result."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kneenumb.cli import completion
from kneenumb.cli.answers import SetAnswers, bring
from kneenumb.cli.emit import Destination, destination, emit
from kneenumb.cli.inputs import STDIN, reads_brought
from kneenumb.cli.options import (
    CaseArgument,
    Force,
    Format,
    OutputFile,
    RegionName,
    TreeName,
    Unchecked,
    case_option,
    format_option,
    one_case,
)
from kneenumb.cli.preferences import in_place
from kneenumb.cli.terminal import streams
from kneenumb.explain.output import EXPLAIN
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.storage.guard import FileGuard
from kneenumb.walk.result import Result, triage

if TYPE_CHECKING:
    from kneenumb.explain.explanation import Explanation


class ExplainError(Faulty):
    """The command line asks for what there is no explanation of."""


def _slides(explanation: "Explanation") -> str:
    from kneenumb.browser.slides import slides

    return slides(explanation)


WITH_SLIDES = EXPLAIN._replace(also={"slides": _slides})


HELP = """Explain a case: what each answer meant, which outcomes fell out, what would change it.

It asks nothing. All answers must come from the case and from --set."""


def explain_command(
    case: CaseArgument = None,
    named_case: Annotated[
        str | None, case_option("The case to explain. Not needed if --set gives every answer.")
    ] = None,
    set_answers: SetAnswers = None,
    why_not: Annotated[
        str | None,
        typer.Option(
            "--why-not",
            metavar="OUTCOME",
            help="Tell what ruled that outcome out, and the nearest person who would have got it.",
            autocompletion=completion.outcomes,
        ),
    ] = None,
    step: Annotated[
        bool,
        typer.Option(
            "--step",
            help="For a lecture: wait for a key after each step, with the result last; q stops. "
            "Refused where there is no terminal.",
        ),
    ] = False,
    tree: TreeName = None,
    format: Annotated[
        Literal["rich", "plain", "json", "markdown", "html", "svg", "slides"] | None,
        format_option((*Format, "slides")),
    ] = None,
    output: OutputFile = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    force: Force = False,
) -> None:
    case = one_case(case, named_case)
    if case is None and not set_answers:
        cause = "There is no case to explain."
        raise ExplainError(Fault(cause, "Name one, as in 'kneenumb explain v10'; see 'list'."))
    guard = FileGuard(force=force)
    reads_brought(guard, case, tree)
    to = destination(WITH_SLIDES, format, output, guard)
    if step:
        _check_can_step(to, case)
    brought = bring(case, set_answers, tree, guard, unchecked=unchecked)
    brought = brought._replace(tree=in_place(brought.tree, region, to.format))
    result = triage(brought.tree, brought.given)
    if why_not is not None:
        _check_is_other(result, why_not)
    from kneenumb.cli.explained import explained

    explanation = explained(brought, result, why_not)
    if not step:
        emit(WITH_SLIDES, explanation, to)
        return
    from kneenumb.cli.terminal.talk import put_in_steps
    from kneenumb.explain.page import lecture

    put_in_steps(lecture(explanation), to.format)


def _check_can_step(to: Destination, case: str | None) -> None:
    """Make sure that somebody sees each step and can press a key."""
    cause = ""
    if to.file is not None:
        cause = "--step shows a case in a terminal, and --output writes it to a file."
    elif to.format not in (Format.RICH, Format.PLAIN):
        cause = f"--step shows a case in a terminal, and --format {to.format} is for a file."
    elif case == STDIN or not (streams.can_ask() and sys.stdout.isatty()):
        cause = "--step waits for a key after each step, and here is no terminal to press one in."
    if cause:
        raise ExplainError(Fault(cause, "Leave --step out."))


def _check_is_other(result: Result, why_not: str) -> None:
    """Make sure that an outcome is one that the result is not."""
    tree = result.tree
    if why_not not in tree.outcomes:
        cause = f"There is no outcome called '{why_not}' in {tree.id}."
        raise ExplainError(Fault(cause, did_you_mean(why_not, tree.outcomes)))
    if why_not == result.outcome_id:
        cause = f"'{why_not}' is the result of this case."
        raise ExplainError(Fault(cause, "Name another outcome, to see why it is not that."))
