"""``kneenumb check``: proves a tree, or shows what is wrong with it and who would be harmed."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.options import FORMAT, Format, OutputFile, TreeName, refuse_ignored
from kneenumb.cli.output import chosen_format, put_page, put_text
from kneenumb.cli.terminal.streams import say, while_read
from kneenumb.load.tree_file import DEFAULT_TREE
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.page.escape_controls import escape_controls
from kneenumb.storage.files import check_writable
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
        typer.Option("--explain", metavar="RULE", help="Print the page of a rule, and stop."),
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
        Literal["rich", "plain", "markdown", "svg", "json", "github"] | None,
        FORMAT,
    ] = None,
    output: OutputFile = None,
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
    if explain is not None or rules:
        _put_rules(explain, format, output)
        return
    if name is not None and tree is not None:
        cause = f"The tree is named twice: {name}, and --tree {tree}."
        raise CheckError(Fault(cause, "Name it once."))
    named = name or tree or DEFAULT_TREE
    if mutate:
        from kneenumb.cli.mutate import mutate_report

        mutate_report(named, format, output, jobs=jobs)
        return
    check_writable(output)
    if witnesses is not None:
        from kneenumb.cli.witness_files import check_folder

        check_folder(witnesses)
    report, lines = _examine(named)
    from kneenumb.check.witness import Replay

    replay = Replay(
        tree=None if named == DEFAULT_TREE else named,
        folder=str(witnesses) if witnesses else None,
    )
    told = _written(report, witnesses, replay) if witnesses is not None else None
    with while_read():
        _put(report, lines, replay, format, output, strict=strict)
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


def _put(
    report: "Report",
    lines: list[str],
    replay: "Replay",
    format: str | None,
    output: Path | None,
    *,
    strict: bool,
) -> None:
    if format == "json":
        from kneenumb.check.json import check_json

        put_text(check_json(report, strict=strict), output)
        return
    if format == "github":
        from kneenumb.check.github import check_github

        put_text(check_github(report, strict=strict), output)
        return
    from kneenumb.check.page import check_page, once_more

    page = check_page(report, lines, strict=strict, replay=replay)
    written = chosen_format(Format(format) if format else None)
    if output is None and written in (Format.RICH, Format.PLAIN) and sys.stdout.isatty():
        page += once_more(report, strict=strict)  # The top has scrolled away by now.
    put_page(page, written, f"Check of {escape_controls(report.origin)}", output)


def _written(report: "Report", folder: Path, replay: "Replay") -> str:
    """Write the witnesses, and say how many there are and how to run one."""
    from kneenumb.cli.witness_files import write_witnesses
    from kneenumb.page.phrases import counted

    people = write_witnesses(report, folder)
    if not people or report.tree is None:
        return f"No witness was found: no case file was written to {folder}."
    command = " ".join(replay.command(report.tree, people[0]).parts)
    return f"{counted(len(people), 'case file')} written to {folder}. Run one: {command}"


def _put_rules(explain: str | None, format: str | None, output: Path | None) -> None:
    """Write the page of a rule, or the list of all."""
    if format in ("json", "github"):
        cause = f"A rule is explained in words, which --format {format} has no room for."
        raise CheckError(Fault(cause, "Use rich, plain, markdown or svg."))
    import kneenumb.check.check  # noqa: F401 - with it every rule registers itself
    from kneenumb.check.rule import RULES
    from kneenumb.check.rule_page import rule_page, rules_page

    if explain is not None and explain not in RULES:
        cause = f"There is no rule called '{explain}'."
        raise CheckError(Fault(cause, did_you_mean(explain, RULES)))
    page = rules_page(RULES.values()) if explain is None else rule_page(RULES[explain])
    title = "Rules" if explain is None else f"Rule {explain}"
    put_page(page, chosen_format(Format(format) if format else None), title, output)
