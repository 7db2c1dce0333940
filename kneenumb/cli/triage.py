"""``kneenumb triage``: asks, or takes answers from a file, and shows the outcome."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from kneenumb.cli.answers import Brought, SetAnswers, bring
from kneenumb.cli.emit import Destination, destination, emit
from kneenumb.cli.exit_codes import Exit, of_interruption, of_urgency
from kneenumb.cli.inputs import STDIN, reads_brought
from kneenumb.cli.options import (
    CaseArgument,
    Force,
    Format,
    FormatName,
    OutputFile,
    RegionName,
    TreeName,
    Unchecked,
    case_option,
    one_case,
    refuse_ignored,
)
from kneenumb.cli.preferences import default_tree, in_place
from kneenumb.cli.terminal import streams
from kneenumb.model.case import Answers
from kneenumb.model.fault import Fault, Faulty
from kneenumb.page.case_yaml import case_yaml, is_saved_case
from kneenumb.page.output import Output
from kneenumb.result.output import BRIEF, RANGE, RESULT
from kneenumb.storage.files import write
from kneenumb.storage.guard import FileGuard, same_file
from kneenumb.walk.answer import accept
from kneenumb.walk.result import Result, triage
from kneenumb.walk.walk import replay as walked


class TriageSession(NamedTuple):
    """What stays the same while the answers of one person come in."""

    brought: Brought
    save: Path | None
    carries_on: bool
    """Whether the answers are saved into the case file that they came from."""


HELP = """Answer questions, and learn how fast to be seen and why.

In a terminal it asks for every answer that is not given. Without one it never asks: all
answers must come from a case and from --set. A tree with an error in it is not used."""


def triage_command(
    case: CaseArgument = None,
    named_case: Annotated[
        str | None, case_option("Answers to start from, as CASE or by this option.")
    ] = None,
    set_answers: SetAnswers = None,
    tree: TreeName = None,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save",
            metavar="FILE",
            help="Save the answers as a case file, also when you stop in between.",
        ),
    ] = None,
    format: FormatName = None,
    output: OutputFile = None,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help="Ask line by line with numbers, and write without colour and frames. Good for "
            "screen readers.",
        ),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Add the reasons: what each answer meant, and what would change the result.",
        ),
    ] = False,
    exit_urgency: Annotated[
        bool,
        typer.Option(
            "--exit-urgency",
            help="Let the exit code tell the urgency: 10 routine, 11 soon, 12 same_day, "
            "13 emergency.",
        ),
    ] = False,
    range: Annotated[
        bool,
        typer.Option(
            "--range",
            help="Ask nothing, and tell the mildest and the gravest urgency that is still possible "
            "with the answers given.",
        ),
    ] = False,
    brief: Annotated[
        bool | None,
        typer.Option(
            "--brief/--full",
            help="One screen: what to do, the warning signs and the pattern; or the full page. "
            "A terminal shows one screen, and anything else the full page.",
            show_default=False,
        ),
    ] = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    force: Force = False,
) -> None:
    answers = one_case(case, named_case)
    if range and explain:
        cause = "--explain tells why a result is what it is, and --range gives no result."
        raise Faulty(Fault(cause, "Leave one of them out."))
    if plain and format is Format.RICH:
        cause = "--plain writes without colour and frames, and --format rich with them."
        raise Faulty(Fault(cause, "Leave one of them out."))
    if range:
        of_result = {"--brief": brief is True, "--full": brief is False}
        refuse_ignored("--range tells what is possible without a result", of_result)
    if explain:
        refuse_ignored("--explain adds the reasons to the full page", {"--brief": brief is True})
    guard = FileGuard(force=force)
    reads_brought(guard, answers, tree)
    resumed = Path(answers) if answers and answers != STDIN else None
    guard.write(save, "--save", is_saved_case, resumes=resumed)
    written = RANGE if range else _output(explain=explain, brief=bool(brief))
    to = destination(written, format, output, guard, plain=plain)
    if to.format == Format.JSON:
        refuse_ignored("JSON always holds all of a result", {"--brief": brief is True})
    if written is RESULT and brief is None and to.on_screen:
        written = BRIEF
    brought = bring(answers, set_answers, tree, guard, unchecked=unchecked)
    brought = brought._replace(tree=in_place(brought.tree, region, to.format))
    used, so_far = brought.tree, accept(brought.tree, brought.given)
    carries_on = bool(save and resumed and same_file(save, resumed))
    sitting = TriageSession(brought, save, carries_on)
    if range:
        from kneenumb.cli.range import show_range

        _save(sitting, so_far)
        gravest = show_range(used, so_far, to)
        if exit_urgency:
            raise typer.Exit(of_urgency(gravest))
        return
    asks = not walked(used, so_far).is_complete and answers != STDIN and streams.can_ask()
    in_lines = asks and (plain or streams.wants_plain())
    result = _ask(sitting, so_far, plain=in_lines) if asks else triage(used, brought.given)
    _save(sitting, {**result.answers, **result.unused})
    _show(sitting, result, written, to, asks=asks)
    if asks and not explain and to.on_screen:
        from kneenumb.cli.afterwards import offer
        from kneenumb.cli.terminal.talk import stopped_by_signals

        def keep(file: Path) -> None:
            FileGuard().write(file, "That name", is_saved_case)
            _save(sitting._replace(save=file), {**result.answers, **result.unused})
            streams.say(f"Your answers are in {file}.")

        with streams.while_read(), stopped_by_signals():
            offer(brought, result, to.format, None if save else keep, plain=in_lines)
    if asks and save:
        streams.say(f"Your answers are in {save}.")
    if exit_urgency:
        raise typer.Exit(of_urgency(result.urgency))


def _output(*, explain: bool, brief: bool) -> Output[Any]:
    if not explain:
        return BRIEF if brief else RESULT
    from kneenumb.explain.output import EXPLAINED_RESULT

    return EXPLAINED_RESULT


def _ask(sitting: TriageSession, so_far: Answers, *, plain: bool) -> Result:
    # Asking needs a menu or a reader; a script that brings its answers does
    # not wait for either to be imported.
    from kneenumb.ask.conversation import Interrupted, MayBeAnEmergency
    from kneenumb.cli.terminal.talk import stopped_by_signals, talk

    with stopped_by_signals():
        try:
            return talk(sitting.brought.tree, so_far, plain=plain)
        except MayBeAnEmergency:
            raise typer.Exit(Exit.INTERRUPTED) from None
        except Interrupted as interrupted:
            _part(sitting, interrupted.answers)
            raise typer.Exit(of_interruption(interrupted.signal)) from None


def _part(sitting: TriageSession, answers: Answers) -> None:
    """Keep what there is, and say how to go on."""
    import shlex

    save = sitting.save
    command = ["kneenumb", "triage"]
    if not sitting.brought.tree.is_proved:
        command.append("--unchecked")
    if sitting.brought.name != default_tree():
        command += ["--tree", sitting.brought.name]
    if save:
        _save(sitting, answers)
        command += ["--answers", str(save), "--save", str(save)]
    else:
        for question, options in answers.items():
            command += ["--set", f"{question}={','.join(options)}"]
    streams.say("")
    kept = f"Your answers so far are in {save}." if save else "Nothing was saved."
    streams.say(f"Stopped: there is no result. {kept} To go on: {shlex.join(command)}")


def _save(sitting: TriageSession, answers: Answers) -> None:
    """Keep the answers, if they are to be kept."""
    if sitting.save is None:
        return
    from kneenumb.page.unchecked import in_a_file

    tree = sitting.brought.tree
    case = sitting.brought.case if sitting.carries_on else None
    text = case_yaml(tree, answers, beside=case.case if case else None)
    write(sitting.save, in_a_file(tree) + text)


def _show(
    sitting: TriageSession, result: Result, output: Output[Any], to: Destination, *, asks: bool
) -> None:
    if output.name != RESULT.name:
        from kneenumb.cli.explained import explained

        emit(output, explained(sitting.brought, result), to)
        return
    emit(output, result, to)
    if output is BRIEF and to.on_screen and not asks:
        streams.say("There is more: the full page with --full, the reasons with --explain.")
