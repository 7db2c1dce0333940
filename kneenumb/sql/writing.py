"""Writes expressions as text to be read: a case has a line for each of its lines."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect as SqlglotDialect
from sqlglot.generator import Generator

from kneenumb.sql.dialect import Dialect
from kneenumb.sql.expression import Expression

_WIDTH = 96
"""Characters of a case, or of a list of words, that stands in one line."""


def written(expression: Expression, dialect: Dialect) -> str:
    """An expression as text of a dialect, over several lines."""
    return _generator(dialect)(dialect=dialect.value, pretty=True, max_text_width=1000).generate(
        expression
    )


@cache
def _generator(dialect: Dialect) -> Callable[..., Generator]:
    base = type(SqlglotDialect.get_or_raise(dialect.value).generator())
    rules: dict[Any, Any] = {**base.TRANSFORMS, exp.Case: _case, exp.In: _in}
    if dialect is Dialect.DUCKDB:
        rules[exp.Concat] = _concat
    return type("ReadableGenerator", (base,), {"TRANSFORMS": rules})


def _concat(writer: Generator, found: exp.Concat) -> str:
    """One call: of || DuckDB makes a text for each piece that is added."""
    return writer.func("CONCAT", *found.expressions)


def _in(writer: Generator, found: exp.In) -> str:
    if not found.expressions:  # PostgreSQL looks for a text in another with this word.
        return writer.in_sql(found)
    begin = f"{writer.sql(found, 'this')} IN ("
    lines = [begin]
    for each in found.expressions:
        word = f"{writer.sql(each)}, "
        if len(lines[-1]) + len(word) > _WIDTH and lines[-1] != begin:
            lines.append("  ")
        lines[-1] += word
    return "\n".join(line.rstrip() for line in lines).removesuffix(",") + ")"


def _case(writer: Generator, case: exp.Case) -> str:
    lines = [*_lines(writer, case)]
    flat = " ".join(["CASE", *lines, "END"])
    if len(flat) <= _WIDTH and "\n" not in flat and "/*" not in flat:
        return flat
    return "\n".join(["CASE", *(writer.indent(line) for line in lines), "END"])


def _lines(writer: Generator, case: exp.Case) -> Iterator[str]:
    for line in case.args["ifs"]:
        condition, value = writer.sql(line, "this"), writer.sql(line, "true")
        says = "".join(f"/*{each}*/\n" for each in line.comments or ())
        is_long = "\n" in condition
        yield f"{says}WHEN {condition}{chr(10) if is_long else ' '}THEN {value}"
    if case.args.get("default"):
        yield f"ELSE {writer.sql(case, 'default')}"
