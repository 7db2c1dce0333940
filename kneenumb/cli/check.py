"""``kneenumb check``: proves a tree, or shows what is wrong with it and who would be harmed."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kneenumb.check.output import CHECK, RULES, ShownReport
from kneenumb.cli import completion
from kneenumb.cli.emit import destination, emit
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.inputs import reads_tree
from kneenumb.cli.options import Force, Format, OutputFile, TreeName, format_option, refuse_ignored
from kneenumb.cli.preferences import default_tree
from kneenumb.cli.terminal.streams import say
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.storage.guard import FileGuard
from kneenumb.strict_yaml.document import content

if TYPE_CHECKING:
    from kneenumb.check.report import Report
    from kneenumb.check.witness import Replay

_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for YAML, which counts them."""


class CheckError(Faulty):
    """What was asked for cannot be done."""


HELP = """Prove a tree: its safety claims, over every combination of answers.

Whatever is wrong is told with its line, the reason, what to do, and somebody who shows it.
The exit code is 1 if there is an error, or if anything was left out."""


def check_command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="TREE",
            help="The tree: a bundled name, or a YAML file.",
            show_default="knee-numbness",
            autocompletion=completion.trees,
        ),
    ] = None,
    tree: TreeName = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    witnesses: Annotated[
        Path | None,
        typer.Option(
            "--witnesses",
            metavar="DIR",
            help="Write everybody who shows something wrong as a case file that triage can run.",
        ),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="RULE",
            help="Print the page of a rule, and stop.",
            autocompletion=completion.rules,
        ),
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="List all rules, and stop.")] = False,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate",
            help="Plant hundreds of faults in the tree, one at a time, and tell which of them a "
            "check catches. Takes minutes.",
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            min=1,
            metavar="NUMBER",
            help="With --mutate: how many processes try the faults.",
            show_default="one for each core",
        ),
    ] = None,
    format: Annotated[
        Literal["rich", "plain", "json", "markdown", "html", "svg", "github"] | None,
        format_option((*Format, "github")),
    ] = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    of_check = {"--strict": strict, "--witnesses": witnesses is not None}
    of_tree = {
        **{"TREE": name is not None, "--tree": tree is not None, **of_check},
        **{"--mutate": mutate, "--jobs": jobs is not None},
    }
    if explain is not None:
        refuse_ignored("--explain prints the page of a rule", {"--rules": rules, **of_tree})
    if rules:
        refuse_ignored("--rules lists all rules", of_tree)
    if mutate:
        refuse_ignored("--mutate tries faults planted in the tree", of_check)
    else:
        refuse_ignored("A check without --mutate runs in one process", {"--jobs": jobs is not None})
    guard = FileGuard(force=force)
    if explain is not None or rules:
        _put_rules(explain, format, output, guard)
        return
    if name is not None and tree is not None:
        cause = f"The tree is named twice: {name}, and --tree {tree}."
        raise CheckError(Fault(cause, "Name it once."))
    named = name or tree or default_tree()
    if mutate:
        from kneenumb.cli.mutate import mutate_report

        mutate_report(named, format, output, guard, jobs=jobs)
        return
    reads_tree(guard, named)
    to = destination(CHECK, format, output, guard)
    if witnesses is not None:
        from kneenumb.cli.witness_files import check_folder

        check_folder(witnesses, guard)
    report, lines = _examine(named)
    from kneenumb.check.witness import Replay

    replay = Replay(
        tree=None if named == default_tree() else named,
        folder=str(witnesses) if witnesses else None,
    )
    told = _written(report, witnesses, replay, guard) if witnesses is not None else None
    emit(CHECK, ShownReport(report, lines, replay, strict), to)
    if told is not None:
        say(told)
    if not report.passes(strict=strict):
        raise typer.Exit(Exit.FINDINGS)


def _examine(name: str) -> "tuple[Report, list[str]]":
    """The report on a tree, and the lines of its file."""
    from kneenumb.check.check import check_file

    report, text = check_file(name)
    lines = _lines_of(Path(report.origin)) if text is None else _LINE_BREAK.split(text)
    return report, lines


def _lines_of(path: Path) -> list[str]:
    """The lines of a file that is no tree, as far as they are text."""
    if not path.is_file():
        return []  # A pipe, which has been read to its end already.
    try:
        text = content(path).decode("utf-8-sig", "replace")
    except OSError:
        return []
    return _LINE_BREAK.split(text)


def _written(report: "Report", folder: Path, replay: "Replay", guard: FileGuard) -> str:
    """Write the witnesses, and say how many there are and how to run one."""
    from kneenumb.cli.witness_files import write_witnesses
    from kneenumb.page.phrases import counted

    people = write_witnesses(report, folder, guard)
    if not people or report.tree is None:
        return f"No witness was found: no case file was written to {folder}."
    command = " ".join(replay.command(report.tree, people[0]).parts)
    return f"{counted(len(people), 'case file')} written to {folder}. Run one: {command}"


def _put_rules(
    explain: str | None, format: str | None, output: Path | None, guard: FileGuard
) -> None:
    """Write the page of a rule, or the list of all."""
    to = destination(RULES, format, output, guard)
    import kneenumb.check.check  # noqa: F401 - with it every rule registers itself
    from kneenumb.check.rule import RULES as KNOWN
    from kneenumb.check.rule import Rule

    if explain is not None and explain not in KNOWN:
        cause = f"There is no rule called '{explain}'."
        raise CheckError(Fault(cause, did_you_mean(explain, KNOWN)))
    shown: Mapping[str, Rule] = KNOWN if explain is None else {explain: KNOWN[explain]}
    emit(RULES, shown, to)
