"""``kneenumb batch``: many cases in, one row each out, in order."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kneenumb.cases.input_format import TEACHING_CASES, InputFormat
from kneenumb.cli import completion
from kneenumb.cli.emit import SUFFIXES, format_of_name, screen_format
from kneenumb.cli.options import Force, OutputFile, RegionName, TreeName, Unchecked
from kneenumb.cli.preferences import default_tree
from kneenumb.model.form_kind import FormKind

ROW_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv"}
ROW_SUFFIXES |= {".parquet": "parquet"}


def _one_character(delimiter: str | None) -> str | None:
    """What can stand between two cells."""
    if delimiter is None:
        return None
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise typer.BadParameter(
            f"cells are separated by one character, such as ';', not by {delimiter!r}"
        )
    return delimiter


HELP = """Run many cases, and write a row for each, in order.

A row that cannot be used says why, with its place, and stops no other.
The exit code is 4 if there is one; else, with --score, 1 if a row is not as expected."""


def batch_command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="INPUT",
            help="A file (CSV, TSV, JSON Lines, YAML, JSON), a folder of case files, - for the "
            f"standard input, or {TEACHING_CASES}.",
            show_default=False,
            autocompletion=lambda: [TEACHING_CASES],
        ),
    ],
    tree: TreeName = None,
    input_format: Annotated[
        InputFormat | None,
        typer.Option(
            "--input-format",
            help="How the input is written.",
            show_default="by how its name ends",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            metavar="NAME",
            help="How its letters are written, such as windows-1252.",
            show_default="found out, and said",
        ),
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option(
            "--delimiter",
            metavar="CHARACTER",
            callback=_one_character,
            help="What stands between the cells of a CSV file.",
            show_default="found out, and said",
        ),
    ] = None,
    heading_lines: Annotated[
        int | None,
        typer.Option(
            "--heading-lines",
            metavar="NUMBER",
            min=1,
            max=10,
            help="Rows at the top of a table that are no cases; the first names the columns.",
            show_default="1",
        ),
    ] = None,
    form: Annotated[
        FormKind | None,
        typer.Option(
            "--from",
            help="The input is what such a program exports of a form of kneenumb export form: its "
            "columns need no map.",
            show_default=False,
        ),
    ] = None,
    map: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="FILE",
            help="What the columns and values of the input mean, if they are not those of the "
            "tree.",
        ),
    ] = None,
    map_template: Annotated[
        bool,
        typer.Option(
            "--map-template",
            help="Write a first map for the input, to be filled in, and stop.",
        ),
    ] = False,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="COLUMN",
            help="A column that says nothing about the answers: its name, its place as '#12', or "
            "a pattern as 'sf36_*'. May be repeated.",
        ),
    ] = None,
    missing: Annotated[
        Literal["error", "range"],
        typer.Option(
            "--missing",
            help="What becomes of a case with missing answers: an error, or the mildest and the "
            "gravest urgency still possible.",
        ),
    ] = "error",
    score: Annotated[
        bool,
        typer.Option(
            "--score", help="Hold every row against the outcome and urgency that it expects."
        ),
    ] = False,
    columns: Annotated[
        str,
        typer.Option(
            "--columns",
            metavar="NAME,NAME",
            help="Further columns: title, base_urgency, action, says (red flags in words), floors, "
            "answers, questions (how many were asked), unused.",
            show_default=False,
            autocompletion=completion.row_columns,
        ),
    ] = "",
    format: Annotated[
        Literal[
            "jsonl", "csv", "tsv", "parquet", "rich", "plain", "json", "markdown", "html", "svg"
        ]
        | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="Rows as jsonl, csv or tsv, or with --engine duckdb as parquet; or what became of "
            "them all: rich, plain, json, markdown, html, svg.",
            show_default="by the name of the output; rich on a terminal, jsonl elsewhere",
        ),
    ] = None,
    output: OutputFile = None,
    engine: Annotated[
        Literal["plain", "duckdb"],
        typer.Option(
            "--engine",
            help="What does the work: kneenumb itself, or DuckDB for any number of rows in CSV, "
            "TSV, JSON Lines and Parquet; INPUT may then be a pattern or a folder of them.",
        ),
    ] = "plain",
    repeated_ids: Annotated[
        bool,
        typer.Option(
            "--repeated-ids",
            help="An id may come twice, as where each visit of a person is a row.",
        ),
    ] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first row that cannot be used.")
    ] = False,
    region: RegionName = None,
    unchecked: Unchecked = False,
    force: Force = False,
) -> None:
    from kneenumb.cli.many_cases.batch_files import WrittenAs
    from kneenumb.cli.many_cases.batch_options import BatchOptions, check_alone
    from kneenumb.cli.many_cases.batch_run import run_batch, write_template

    if map_template:
        check_alone(
            {
                "--from": form,
                "--map": map,
                "--ignore": ignore,
                "--missing": missing != "error",
                "--score": score,
                "--columns": columns,
                "--format": format,
                "--engine": engine != "plain",
                "--repeated-ids": repeated_ids,
                "--fail-fast": fail_fast,
                "--region": region,
                "--unchecked": unchecked,
            }
        )
        given = WrittenAs(input_format, encoding, delimiter)
        write_template(name, tree or default_tree(), given, heading_lines, output, force=force)
        return
    options = BatchOptions(
        input=name,
        tree=tree or default_tree(),
        region=region,
        unchecked=unchecked,
        input_format=input_format,
        encoding=encoding,
        delimiter=delimiter,
        heading_lines=heading_lines,
        form=form,
        map=map,
        ignored=tuple(ignore or ()),
        ranges=missing == "range",
        scored=score,
        columns=tuple(filter(None, (each.strip() for each in columns.split(",")))),
        format=format or _format(output),
        output=output,
        repeated_ids=repeated_ids,
        fail_fast=fail_fast,
        force=force,
    )
    if engine == "duckdb":
        from kneenumb.cli.many_cases.duckdb_run import run_in_duckdb

        run_in_duckdb(options)
        return
    run_batch(options)


def _format(output: Path | None) -> str:
    """The format that suits the output, where none was asked for."""
    named = format_of_name(output, {**ROW_SUFFIXES, **SUFFIXES})
    if named is not None:
        return named
    if output is None and sys.stdout is not None and sys.stdout.isatty():
        return screen_format()
    return "jsonl"
