"""``kneenumb triage``: asks, or takes answers from a file, and shows the outcome."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kneenumb.cli import streams
from kneenumb.cli.exit_codes import Exit, of_urgency
from kneenumb.cli.files import FileError, check_writable, write
from kneenumb.cli.options import Format, FormatName, OutputFile, TreeName
from kneenumb.cli.output import chosen_format, put_page, put_text
from kneenumb.load.case_file import CaseFile, load_case, parse_case, parse_setting
from kneenumb.load.content import MOST_BYTES
from kneenumb.load.tree_file import DEFAULT_TREE, load_tree
from kneenumb.model.answers import Answers, Given
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.render.case_yaml import case_yaml
from kneenumb.walk.answer import accept
from kneenumb.walk.result import Result, triage
from kneenumb.walk.walk import replay

STDIN = "-"


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
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            metavar="QUESTION=OPTION",
            help="One answer; for a checklist QUESTION=OPTION,OPTION. May be repeated, and wins "
            "over the file.",
        ),
    ] = None,
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
    exit_urgency: Annotated[
        bool,
        typer.Option(
            "--exit-urgency",
            help="Let the exit code tell the urgency: 10 routine, 11 soon, 12 same_day, "
            "13 emergency.",
        ),
    ] = False,
) -> None:
    """Answer questions, and learn how fast to be seen and why.

    In a terminal it asks for every answer that is not given. Without one it never asks: all
    answers must come from --answers and --set.
    """
    if save is not None and save == output and (save.is_file() or not save.exists()):
        cause = f"--save and --output both name {save}."
        raise FileError(Fault(cause, "Name two files."))
    check_writable(save)
    check_writable(output)
    case = _case(answers)
    name = tree or (case and case.case.tree) or DEFAULT_TREE
    used = load_tree(name)
    if case:
        _check_same_tree(used, case)
    given = [*(case.given if case else ()), *_settings(settings or [])]
    brought = accept(used, given)
    if not replay(used, brought).is_complete and answers != STDIN and streams.can_ask():
        result = _ask(used, brought, plain=plain, tree_name=name, save=save)
    else:
        result = triage(used, given)
    if save:
        write(save, case_yaml(used, {**result.answers, **result.unused}))
    _show(result, chosen_format(format, plain=plain), output)
    if exit_urgency:
        raise typer.Exit(of_urgency(result.urgency))


def _case(answers: str | None) -> CaseFile | None:
    if answers is None:
        return None
    if answers == STDIN:
        if sys.stdin is None:
            raise AnswerError(Fault("The standard input is closed.", "Use --answers FILE."))
        return parse_case(sys.stdin.buffer.read(MOST_BYTES + 1), "<stdin>")
    return load_case(answers)


def _settings(settings: list[str]) -> list[Given]:
    given = [parse_setting(setting) for setting in settings]
    questions = [each.question for each in given]
    faults = [
        Fault(
            f"'{question}' is given more than once.",
            f"Use one --set; for a checklist --set {question}=OPTION,OPTION.",
            Place("--set"),
        )
        for question in dict.fromkeys(questions)
        if questions.count(question) > 1
    ]
    if faults:  # The last could be milder than the first: nothing is dropped unsaid.
        raise AnswerError(*faults)
    return given


def _check_same_tree(tree: Tree, case: CaseFile) -> None:
    written_for = case.case.tree
    if written_for and written_for != tree.id:
        raise AnswerError(
            Fault(
                f"These answers are for the tree '{written_for}', not for '{tree.id}'.",
                f"Use --tree {written_for}, or remove the line 'tree:' from the answers.",
                Place(case.origin),
            )
        )


def _ask(tree: Tree, brought: Answers, *, plain: bool, tree_name: str, save: Path | None) -> Result:
    # Asking needs a menu or a reader; a script that brings its answers does
    # not wait for either to be imported.
    from kneenumb.ask.conversation import Interrupted
    from kneenumb.cli.talk import talk

    try:
        return talk(tree, brought, plain=plain or streams.wants_plain())
    except Interrupted as interrupted:
        _part(tree, interrupted.answers, tree_name, save)
        raise typer.Exit(Exit.INTERRUPTED) from None


def _part(tree: Tree, answers: Answers, tree_name: str, save: Path | None) -> None:
    """Keep what there is, and say how to go on."""
    import shlex

    command = ["kneenumb", "triage"]
    if tree_name != DEFAULT_TREE:
        command += ["--tree", tree_name]
    if save:
        write(save, case_yaml(tree, answers))
        command += ["--answers", str(save), "--save", str(save)]
    else:
        for question, options in answers.items():
            command += ["--set", f"{question}={','.join(options)}"]
    streams.say("")
    kept = f"Your answers so far are in {save}." if save else "Nothing was saved."
    streams.say(f"Stopped: there is no result. {kept} To go on: {shlex.join(command)}")


def _show(result: Result, format: Format, output: Path | None) -> None:
    if format is Format.JSON:
        from kneenumb.render.result_json import result_json

        put_text(result_json(result), output)
        return
    from kneenumb.render.result_page import once_more, result_page

    put_page(result_page(result), format, result.tree.title, output)
    if output is None and format in (Format.RICH, Format.PLAIN) and sys.stdout.isatty():
        # The top of a long page has scrolled away by now, and the top is
        # what matters most.
        put_page(once_more(result), format, result.tree.title)
