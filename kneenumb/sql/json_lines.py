"""JSON Lines in DuckDB: every line a flat row, ``{"id": "a", "saddle": "no", "injury": ["none"]}``.

The plain engine takes more than that, and says what is wrong with a line that nobody can use. Here
a line of any other shape stops everything, so that none is ever read differently.
"""

import json
import re
from collections.abc import Iterable

from sqlglot import exp

from kneenumb.cases.columns import Column, Target
from kneenumb.model.case import EXPECTATIONS, WORDS, AnswerFault
from kneenumb.model.frozen import LONGEST_LINE, LONGEST_TEXT
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.sql.expression import (
    NOTHING,
    Arm,
    Expression,
    both,
    case,
    column,
    is_missing,
    is_one_of,
    joined,
    length,
    number,
    text,
)
from kneenumb.sql.layout import SEPARATOR

LINE = "line"
"""The column that holds a line of the file as it is."""

NOT_FLAT = "A line is no flat row of texts and lists of texts, each key once: "

_SHOWN = 60
"""Characters of a line that is refused."""

_HEX = "[0-9a-fA-F]"
_SEEN = rf"00[a-fA-F]{_HEX}|20[0137-9a-fA-F]{_HEX}"
_SEEN += rf"|0[1-9a-fA-F]{_HEX}{{2}}|2[1-9a-fA-F]{_HEX}{{2}}|[13-9a-cA-C]{_HEX}{{3}}"
_ESCAPED = rf'\\(?:["/\\]|u(?:{_SEEN}))'
"""An escaped letter, unless it might be one that cannot be shown."""
_LETTER = rf'(?:[^"\\\pC\p{{Zl}}\p{{Zp}}]|{_ESCAPED})'
_TEXT = f'"{_LETTER}*"'
_WORD = f'(?:"{_LETTER}+"|null)'
_STORY = rf'(?:"(?:{_LETTER}|\\n)+"|null)'
_ID = r"(?:\d{1,15}|" + _TEXT + ")"
_LONG_WORD = rf'"(?:tree|tree_version|title)"\s*:\s*"(?:[^"\\]|\\.){{{LONGEST_LINE + 1}}}'
# DuckDB itself would take NaN and Infinity for values.
_VALUE = r"true|false|null|-?\d[-+.\deE]*"
_IGNORED = rf'(?:"(?:[^"\\\x00-\x1f]|\\["\\/bfnrtu])*"|{_VALUE}|\[\]|\{{\}}|\[{_TEXT}\])'


def columns(tree: Tree, ignored: Iterable[str]) -> tuple[Column, ...]:
    """What the keys mean that are read."""
    names = ("id", "tree", *EXPECTATIONS, *tree.questions)
    used = [name for name in names if name not in {*ignored}]
    return tuple(Column(name, at, Target(name)) for at, name in enumerate(used))


def rows(tree: Tree, found: Iterable[Column], ignored: Iterable[str], lines: str) -> exp.Select:
    """The lines as a table, with ``c0``, ``c1`` … for the columns.

    Args:
        lines: A table with the one column :data:`LINE`.
    """
    found = list(found)
    kinds = {each.header: "JSON" if _holds_list(tree, each) else "VARCHAR" for each in found}
    parsed = _function("FROM_JSON", column(LINE), text(json.dumps(kinds)))
    row = case([Arm(_is_flat(tree, ignored), parsed)], _function("ERROR", _complaint()))
    inner = (
        exp.select(exp.alias_(row, "row"))
        .from_(lines)
        .where(_function("REGEXP_MATCHES", column(LINE), text(r"\S")))
    )
    cells = [exp.alias_(_cell(tree, each), f"c{each.at}") for each in found]
    return exp.select(*cells).from_(inner.subquery("parsed"))


def _is_flat(tree: Tree, ignored: Iterable[str]) -> Expression:
    """Whether a line has the shape that is read here."""
    names = _function("JSON_KEYS", column(LINE))
    keys, different = _function("LEN", names), _function("LEN", _function("LIST_DISTINCT", names))
    shape = _function("REGEXP_FULL_MATCH", column(LINE), text(_shape(tree, [*ignored])))
    has_long_word = _function("REGEXP_MATCHES", column(LINE), text(_LONG_WORD))
    has_long_text = exp.GT(this=length(column(LINE)), expression=number(LONGEST_TEXT))
    is_each_once = exp.EQ(this=keys, expression=different)
    return both(shape, exp.not_(has_long_word), exp.not_(has_long_text), is_each_once)


def _shape(tree: Tree, ignored: list[str]) -> str:
    """A line that is read here, as a regular expression."""
    alone = [name for name, question in tree.questions.items() if not question.is_checklist]
    lists = [name for name, question in tree.questions.items() if question.is_checklist]
    words = [name for name in WORDS if name not in ("id", "tree", "story", "point", *EXPECTATIONS)]
    pairs = {
        _ID: ["id"],
        _WORD: [*words, "tree"],
        _STORY: ["story", "point"],
        f"(?:{_TEXT}|null)": alone,
        f"(?:{_TEXT}|null|{_list(_TEXT)})": lists,
        f"(?:{_one_of(tree.outcomes)}|null)": ["expected_outcome"],
        f"(?:{_one_of(Urgency)}|{_list(_one_of(Urgency))}|null)": ["expected_urgency"],
        f"(?:{_one_of(AnswerFault)}|null)": ["expected_error"],
    }
    known = [
        rf"{_one_of(each for each in names if each not in ignored)}\s*:\s*{value}"
        for value, names in pairs.items()
        if set(names) - {*ignored}
    ]
    known += [rf"{_one_of(ignored)}\s*:\s*{_IGNORED}"] if ignored else []
    pair = f"(?:{'|'.join(known)})"
    return rf"\s*\{{\s*(?:{pair}\s*(?:,\s*{pair}\s*)*)?\}}\s*"


def _one_of(names: Iterable[str]) -> str:
    return f'"(?:{"|".join(map(re.escape, names))})"'


def _list(item: str) -> str:
    return rf"\[\s*(?:{item}\s*(?:,\s*{item}\s*)*)?\]"


def _complaint() -> Expression:
    begin = exp.Substring(this=column(LINE), start=number(1), length=number(_SHOWN))
    return joined([text(NOT_FLAT), begin])


def _holds_list(tree: Tree, found: Column) -> bool:
    asked = tree.questions.get(found.header)
    return found.header == "expected_urgency" or (asked is not None and asked.is_checklist)


def _cell(tree: Tree, found: Column) -> Expression:
    name = found.header
    value: Expression = _function("STRUCT_EXTRACT", column("row"), text(name))
    if _holds_list(tree, found):
        is_list = _function("STARTS_WITH", value, text("["))
        alone = _function("JSON_EXTRACT_STRING", value, text("$"))
        several = _function("FROM_JSON", value, text('["VARCHAR"]'))
        one = exp.Array(expressions=[alone])
        value = case([Arm(is_list, several), Arm(exp.not_(is_missing(alone)), one)], NOTHING)
        if name == "expected_urgency":
            value = exp.ArrayToString(this=value, expression=text(SEPARATOR))
    elif name in tree.questions:  # A blank around an option is a part of it, as in any JSON.
        known = is_one_of(value, tree.questions[name].options)
        unknown = joined([text("? "), value])
        value = case([Arm(known, value), Arm(exp.not_(is_missing(value)), unknown)])
    return value


def _function(name: str, *arguments: Expression) -> Expression:
    return exp.Anonymous(this=name, expressions=[each.copy() for each in arguments])
