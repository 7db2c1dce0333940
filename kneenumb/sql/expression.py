"""Pieces of SQL, as expressions of sqlglot: no text of a tree is ever pasted into a query."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlglot import exp

from kneenumb.model.fault import Fault
from kneenumb.sql.layout import LayoutError

Expression = exp.Expr

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)
_WORDS = """
account all alter analyse analyze and anti any array as asc asof assert_rows_modified asymmetric
at attach authorization autoincrement begin between binary both by case cast check collate
collation column commit concurrently connection constraint contains create cross cube current
current_catalog current_date current_role current_schema current_time current_timestamp
current_user database default deferrable define delete desc describe detach distinct do drop else
end enum escape except exclude exists explain extract false fetch filter following for foreign
freeze from full function glob global grant group grouping groups gscluster hash having if ignore
ilike immediate in increment index initially inner insert instead intersect interval into is
isnull issue join key lambda lateral leading left like limit local localtime localtimestamp lookup
match merge minus natural new no none not nothing notnull null nulls of offset on only or order
organization outer over overlaps partition pivot pivot_longer pivot_wider placing pragma preceding
primary proto qualify range recursive references regexp reindex release rename replace respect
returning revoke right rlike rollback rollup row rows sample savepoint schema select semi
session_user set show similar some start summarize symmetric system_user table tablesample temp
temporary then time timestamp to trailing transaction treat trigger trim true try_cast unbounded
union unique unknown unnest unpivot update user using vacuum values variadic verbose view virtual
when whenever where window with within without
"""
RESERVED = frozenset(_WORDS.split())
"""Words that are no name unless they are quoted, in any of the databases."""


def identifier(name: str) -> exp.Identifier:
    """A name, quoted unless every database takes it as it is."""
    is_plain = _PLAIN.fullmatch(name) and name not in RESERVED
    return exp.to_identifier(name, quoted=not is_plain)


def table(name: str) -> exp.Table:
    """A table or view: ``name``, ``schema.name`` or ``database.schema.name``.

    Raises:
        LayoutError: if it is something else.
    """
    parts = name.split(".")
    if len(parts) > 3 or not all(part.isprintable() and part.strip() for part in parts):
        cause = f"{name!r} is no name of a table."
        raise LayoutError(Fault(cause, "Write TABLE, SCHEMA.TABLE or DATABASE.SCHEMA.TABLE."))
    *home, last = parts
    schema, database = [*map(identifier, reversed(home)), None, None][:2]
    return exp.Table(this=identifier(last), db=schema, catalog=database)


def column(name: str) -> exp.Column:
    """A column by its name."""
    return exp.Column(this=identifier(name))


def text(value: str) -> exp.Literal:
    """A text that stands for itself."""
    return exp.Literal.string(value)


def number(value: int) -> Expression:
    """A whole number."""
    return exp.Literal.number(value)


NOTHING = exp.null()


def is_one_of(value: Expression, texts: Iterable[str]) -> Expression:
    """Whether a value is one of some texts."""
    known = list(dict.fromkeys(texts))
    if len(known) == 1:
        return exp.EQ(this=value.copy(), expression=text(known[0]))
    return exp.In(this=value.copy(), expressions=[text(each) for each in known])


def holds(value: Expression, piece: str) -> Expression:
    """Whether a text holds another."""
    place = exp.StrPosition(this=value.copy(), substr=text(piece))
    return exp.GT(this=place, expression=number(0))


def begins(value: Expression, piece: str) -> Expression:
    """Whether a text begins with another."""
    first = exp.Substring(this=value.copy(), start=number(1), length=number(len(piece)))
    return exp.EQ(this=first, expression=text(piece))


def both(*conditions: Expression) -> Expression:
    """All of these hold."""
    return exp.and_(*conditions, copy=True)


def either(*conditions: Expression) -> Expression:
    """At least one of these holds."""
    return exp.or_(*conditions, copy=True)


def is_missing(value: Expression) -> Expression:
    """Whether there is no value."""
    return exp.Is(this=value.copy(), expression=exp.null())


class Arm(NamedTuple):
    """One line of a case."""

    condition: Expression
    value: Expression
    says: str = ""
    """A comment above it."""


def case(lines: Sequence[Arm], otherwise: Expression | None = None) -> Expression:
    """The value of the first line whose condition holds."""
    if not lines:
        return (otherwise or NOTHING).copy()
    made = []
    for line in lines:
        made.append(exp.If(this=line.condition.copy(), true=line.value.copy()))
        if line.says:
            made[-1].add_comments([comment(line.says)])
    return exp.Case(ifs=made, default=otherwise.copy() if otherwise else None)


def joined(pieces: Sequence[Expression]) -> Expression:
    """Texts behind each other, none of which may be missing."""
    if len(pieces) == 1:
        return pieces[0].copy()
    return exp.Concat(expressions=[each.copy() for each in pieces], safe=False, coalesce=False)


def length(value: Expression) -> Expression:
    """How many characters a text has."""
    return exp.Length(this=value.copy())


def replaced(value: Expression, old: str, new: str) -> Expression:
    """A text with every piece of one kind replaced."""
    return exp.Replace(this=value.copy(), expression=text(old), replacement=text(new))


def before(value: Expression, piece: str) -> Expression:
    """What of a text stands before a piece that it holds."""
    place = exp.StrPosition(this=value.copy(), substr=text(piece))
    end = exp.Sub(this=place, expression=number(1))
    return exp.Substring(this=value.copy(), start=number(1), length=end)


def without_first(value: Expression) -> Expression:
    """A text without its first character."""
    return exp.Substring(this=value.copy(), start=number(2))


def first_of(values: Sequence[Expression]) -> Expression:
    """The first value that is not missing."""
    if len(values) == 1:
        return values[0].copy()
    return exp.Coalesce(this=values[0].copy(), expressions=[each.copy() for each in values[1:]])


def trimmed(value: Expression, characters: Expression) -> Expression:
    """A text without certain characters at either end."""
    return exp.Trim(this=value.copy(), expression=characters.copy())


def comment(words: str) -> str:
    """Words that stay inside a comment, on one line."""
    shown = "".join(each if each.isprintable() else " " for each in words)
    line = " ".join(shown.split())
    while "*/" in line or "/*" in line:
        line = line.replace("*/", "* /").replace("/*", "/ *")
    return f" {line} "
