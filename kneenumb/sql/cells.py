"""Cells of a table, as far as databases differ in taking texts apart."""

from sqlglot import exp

from kneenumb.sql.dialect import Dialect
from kneenumb.sql.expression import Expression, joined, number, replaced, text, trimmed
from kneenumb.sql.layout import SEPARATOR

_RANGES = (
    *((0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
    *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)),
)
BLANKS = "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""What may stand around an answer without being a part of it: what ``str.strip`` removes."""
_BLANKS = "".join(
    rf"\x{{{first:x}}}" if first == last else rf"\x{{{first:x}}}-\x{{{last:x}}}"
    for first, last in _RANGES
)


def blanks_of(dialect: Dialect) -> Expression:
    """All of :data:`BLANKS`, which nobody could see, in one text."""
    if dialect is Dialect.SPARK:  # Its CHR knows no more than 256 characters.
        bytes_ = exp.Unhex(this=text(BLANKS.encode().hex()))
        return exp.Decode(this=bytes_, charset=text("UTF-8"))
    numbers = [number(ord(each)) for each in BLANKS]
    if dialect is Dialect.SQLITE:
        return exp.Chr(expressions=numbers)
    return joined([exp.Chr(expressions=[each]) for each in numbers])


def pieces(dialect: Dialect, cell: Expression, blanks: Expression) -> Expression:
    """The pieces of a text between separators, with two of them in between.

    Pieces are without the blanks around them, and none is empty.
    """
    if dialect is Dialect.SQLITE:
        return _pieces_of_sqlite(cell, blanks)
    bare = trimmed(cell, joined([blanks, text(SEPARATOR)]))
    return exp.RegexpReplace(
        this=bare,
        expression=_between(dialect, blanks),
        replacement=text(SEPARATOR * 2),
    )


def _between(dialect: Dialect, blanks: Expression) -> Expression:
    """What stands between two pieces, as a regular expression."""
    if dialect in (Dialect.DUCKDB, Dialect.SPARK, Dialect.BIGQUERY):
        # A pattern that is the same for all rows is prepared once.
        return text(f"[{_BLANKS}]*{SEPARATOR}[{_BLANKS}{SEPARATOR}]*")
    begin, middle, end = text("["), text(f"]*{SEPARATOR}["), text(f"{SEPARATOR}]*")
    return joined([begin, blanks, middle, blanks, end])


def _pieces_of_sqlite(cell: Expression, blanks: Expression) -> Expression:
    """SQLite has no regular expressions, but it reads JSON, which has lists."""
    assert isinstance(cell, exp.Column)
    # Without its table, the name of a question could be that of a column of JSON_EACH.
    told = exp.Column(this=cell.this.copy(), table=exp.to_identifier("given"))
    quoted = exp.Anonymous(this="JSON_QUOTE", expressions=[told])
    lists = joined([text("["), replaced(quoted, SEPARATOR, '","'), text("]")])
    each = exp.Anonymous(this="JSON_EACH", expressions=[lists])
    piece = trimmed(exp.column("value", table="piece"), blanks)
    run = exp.Anonymous(this="GROUP_CONCAT", expressions=[piece, text(SEPARATOR * 2)])
    query = (
        exp.select(exp.Coalesce(this=run, expressions=[text("")]))
        .from_(exp.Table(this=each, alias=exp.TableAlias(this=exp.to_identifier("piece"))))
        .where(exp.NEQ(this=piece.copy(), expression=text("")))
    )
    return query.subquery()
