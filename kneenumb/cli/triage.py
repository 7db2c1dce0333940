"""``kneenumb triage``: asks, or takes answers from a file, and shows the outcome."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kneenumb.cli.answers import STDIN, Brought, Settings, bring
from kneenumb.cli.exit_codes import Exit, of_urgency
from kneenumb.cli.options import Format, FormatName, OutputFile, TreeName, Unchecked
from kneenumb.cli.output import chosen_format, put_page, put_text
from kneenumb.cli.terminal import streams
from kneenumb.load.tree_file import DEFAULT_TREE
from kneenumb.model.case import Answers
from kneenumb.model.fault import Fault, Faulty
from kneenumb.page.case_yaml import case_yaml
from kneenumb.storage.files import FileError, check_writable, write
from kneenumb.walk.answer import accept
from kneenumb.walk.result import Result, triage
from kneenumb.walk.walk import replay

if TYPE_CHECKING:
    from kneenumb.explain.explanation import Explanation


class TriageSession(NamedTuple):
    """What stays the same while the answers of one person come in."""

    brought: Brought
    save: Path | None


HELP = """Answer questions, and learn how fast to be seen and why.

In a terminal it asks for every answer that is not given. Without one it never asks: all
answers must come from --answers and --set. A tree with an error in it is not used."""


def triage_command(
    tree: TreeName = None,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers",
            "-a",
            metavar="FILE|-",
            help="Answers to start from: a YAML or JSON file, a bundled case, or - for the "
            "standard input.",
        ),
    ] = None,
    settings: Settings = None,
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
    unchecked: Unchecked = False,
) -> None:
    if save is not None and save == output and (save.is_file() or not save.exists()):
        cause = f"--save and --output both name {save}."
        raise FileError(Fault(cause, "Name two files."))
    if range and explain:
        cause = "--explain tells why a result is what it is, and --range gives no result."
        raise Faulty(Fault(cause, "Leave one of them out."))
    if plain and format is Format.RICH:
        cause = "--plain writes without colour and frames, and --format rich with them."
        raise Faulty(Fault(cause, "Leave one of them out."))
    check_writable(save)
    check_writable(output)
    brought = bring(answers, settings, tree, unchecked=unchecked)
    used, so_far = brought.tree, accept(brought.tree, brought.given)
    sitting = TriageSession(brought, save)
    if range:
        from kneenumb.cli.range import show_range

        _save(sitting, so_far)
        written = chosen_format(format, plain=plain)
        gravest = show_range(used, so_far, written, output)
        if exit_urgency:
            raise typer.Exit(of_urgency(gravest))
        return
    asks = not replay(used, so_far).is_complete and answers != STDIN and streams.can_ask()
    in_lines = plain or streams.wants_plain()
    result = _ask(sitting, so_far, plain=in_lines) if asks else triage(used, brought.given)
    _save(sitting, {**result.answers, **result.unused})
    written = chosen_format(format, plain=plain)
    with streams.while_read():
        _show(sitting, result, written, output, explain=explain, heard=plain)
        if asks and not explain and _is_read(written, output):
            from kneenumb.cli.why import offer

            offer(brought, result, written, plain=in_lines)
    if exit_urgency:
        raise typer.Exit(of_urgency(result.urgency))


def _ask(sitting: TriageSession, so_far: Answers, *, plain: bool) -> Result:
    # Asking needs a menu or a reader; a script that brings its answers does
    # not wait for either to be imported.
    from kneenumb.ask.conversation import Interrupted, MayBeAnEmergency
    from kneenumb.cli.terminal.talk import stopped_by_signals, talk

    try:
        with stopped_by_signals():
            return talk(sitting.brought.tree, so_far, plain=plain)
    except MayBeAnEmergency:
        raise typer.Exit(Exit.INTERRUPTED) from None
    except Interrupted as interrupted:
        _part(sitting, interrupted.answers)
        signal = interrupted.signal
        raise typer.Exit(128 + signal if signal else Exit.INTERRUPTED) from None


def _part(sitting: TriageSession, answers: Answers) -> None:
    """Keep what there is, and say how to go on."""
    import shlex

    save = sitting.save
    command = ["kneenumb", "triage"]
    if not sitting.brought.tree.is_proved:
        command.append("--unchecked")
    if sitting.brought.name != DEFAULT_TREE:
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
    write(sitting.save, in_a_file(tree) + case_yaml(tree, answers))


def _show(
    sitting: TriageSession,
    result: Result,
    format: Format,
    output: Path | None,
    *,
    explain: bool,
    heard: bool,
) -> None:
    explanation = None
    if explain:
        from kneenumb.cli.why import explained

        explanation = explained(sitting.brought, result)
    if format is Format.JSON:
        put_text(_json(result, explanation), output)
        return
    from kneenumb.result.page import once_more, result_page

    page = result_page(result)
    if explanation:
        from kneenumb.explain.page import reasoning_page

        page += reasoning_page(explanation)
    if heard and format is Format.PLAIN:
        from kneenumb.page.body_map import in_words

        page = in_words(page)
    put_page(page, format, result.tree.title, output)
    if _is_read(format, output):
        # The top of a long page has scrolled away by now, and the top is
        # what matters most.
        put_page(once_more(result), format, result.tree.title)


def _json(result: Result, explanation: "Explanation | None") -> str:
    if explanation:
        from kneenumb.explain.json import explain_json

        return explain_json(explanation)
    from kneenumb.result.json import result_json

    return result_json(result)


def _is_read(format: Format, output: Path | None) -> bool:
    """Whether a person reads the result in a terminal now."""
    return output is None and format in (Format.RICH, Format.PLAIN) and sys.stdout.isatty()
