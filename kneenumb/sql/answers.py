"""The first stages of a query: from the cells of a table to answers that can be used."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlglot import exp

from kneenumb.model.case import AnswerFault
from kneenumb.model.fault import RowFault
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.sql.cells import blanks_of, pieces
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.expression import (
    NOTHING,
    Arm,
    Expression,
    before,
    begins,
    both,
    case,
    column,
    either,
    first_of,
    holds,
    is_missing,
    is_one_of,
    joined,
    length,
    number,
    replaced,
    text,
    trimmed,
    without_first,
)
from kneenumb.sql.layout import SEPARATOR, AnswerLayout, Checklists, ToldBy
from kneenumb.sql.stage import Item, Stage, free
from kneenumb.walk.answer import BETWEEN_OPTIONS, by_gravity

AT = " at "
"""Between the kind of a fault and the question that it is about."""

MARK = "?"
"""Stands before a kind of fault in the place of an answer, and behind the kind what can be read of
it, as ticks. No option begins with it."""

UNTICKED = ""
"""A checklist of which every line is answered "no". It is a fault only where it is asked."""


def tick(option: str) -> str:
    """A line of a checklist, as it stands in the text of all its ticks: ``;cold;;numb;``."""
    return f"{SEPARATOR}{option}{SEPARATOR}"


class AnswerSql(NamedTuple):
    """What the first stages find."""

    stages: tuple[Stage, ...]
    fault: Expression
    """``kind at question`` of the first fault; missing where there is none."""


REFUSED = "refused"
"""A column of the table that says ``kind at word`` of rows that cannot be used whatever their
answers are. It is heeded if it is kept."""


def answers(tree: Tree, table: AnswerLayout, dialect: Dialect, kept: Sequence[str]) -> AnswerSql:
    """The stages that read answers, and refuse those that are none.

    Every question has a column of its own name. It holds the option, or for a checklist its ticks
    (see :func:`tick`), and nothing where there is no answer that can be used.

    Args:
        kept: Columns of the table to carry along.
    """
    taken = {*tree.questions, *kept}
    fault, blanks = free("fault", taken), free("blanks", taken)
    carried = [Item(name, column(name)) for name in kept]
    questions = tree.questions.items()
    start = Stage(
        "given",
        "The table, and what may stand around an answer without being a part of it.",
        [Item(blanks, blanks_of(dialect))],
    )
    read = Stage(
        "told",
        "What each row answers, without blanks around it. "
        f"Ticks are written {tick('one')}{tick('other')}, and {MARK} stands before a fault.",
        [
            *carried,
            *(
                Item(name, _told(question, table[name], dialect, column(blanks)), question.ask)
                for name, question in questions
            ),
        ],
        adds=False,
    )
    held = Stage(
        "held",
        "Each checklist held against what can be ticked together.",
        [
            *carried,
            *(
                Item(
                    name,
                    _held(column(name), question, table[name], dialect)
                    if question.is_checklist
                    else column(name),
                )
                for name, question in questions
            ),
        ],
        adds=False,
    )
    sound = Stage(
        "sound",
        "Answers that can be used, and the first fault of those that cannot.",
        [
            *carried,
            *(Item(name, _sound(tree, column(name), question)) for name, question in questions),
            Item(fault, _first_fault(tree, table, kept)),
        ],
        adds=False,
    )
    stages = (start, read, *([held] if _has_checklists(tree, table) else []), sound)
    return AnswerSql(stages, column(fault))


def _has_checklists(tree: Tree, table: AnswerLayout) -> bool:
    return any(
        question.is_checklist and table[name].columns for name, question in tree.questions.items()
    )


def _told(question: Question, told: ToldBy, dialect: Dialect, blanks: Expression) -> Expression:
    if not told.columns:
        return exp.cast(NOTHING.copy(), "text")
    if told.form is Checklists.COLUMNS:
        return _by_line(told, blanks)
    cell = column(told.column)
    if told.form is Checklists.LIST:
        return _list(question, cell)
    if question.is_checklist:
        return _ticks(question, cell, dialect, blanks)
    bare = trimmed(cell, blanks)
    return case(
        [
            Arm(_is_option(cell, question, dialect), cell),
            Arm(is_one_of(bare, question.options), bare),
            Arm(
                exp.NEQ(this=bare, expression=text("")),
                _faulty(AnswerFault.UNKNOWN_OPTION, cell),
            ),
        ]
    )


def _is_option(
    value: Expression, question: Question, dialect: Dialect, form: Callable[[str], str] = str
) -> Expression:
    """Whether something is an option as it stands."""
    if dialect is not Dialect.DUCKDB:
        return is_one_of(value, map(form, question.options))
    # Where a column is stored as a list of its texts, DuckDB calls a function once for each text
    # of that list, but compares each row. Most people choose the clean option: it comes first.
    known = sorted(question.options, key=lambda name: name != question.clean)
    texts = exp.Array(expressions=[text(form(name)) for name in known])
    place = exp.Anonymous(this="LIST_POSITION", expressions=[texts, value.copy()])
    return exp.GT(this=place, expression=number(0))


def _faulty(kind: str, value: Expression) -> Expression:
    """A fault, and behind it what can be read of the answer, see ``walk.answer.readable``."""
    # Only these become ASCII letters when they are made small, and not every database knows that.
    words: Expression = exp.Lower(this=replaced(replaced(value, "\u0130", "i"), "\u212a", "k"))
    for each in BETWEEN_OPTIONS:
        if each.isprintable():
            words = replaced(words, each, SEPARATOR * 2)
        else:
            words = exp.Replace(
                this=words,
                expression=exp.Chr(expressions=[number(ord(each))]),
                replacement=text(SEPARATOR * 2),
            )
    return joined([text(f"{MARK}{kind}{SEPARATOR}"), words, text(SEPARATOR)])


def _is_fault(answer: Expression, *kinds: str) -> Expression:
    """Whether there is a fault in the place of an answer: any, or one of some kinds."""
    return either(
        *(begins(answer, f"{MARK}{kind}{SEPARATOR}") for kind in kinds)
        if kinds
        else [begins(answer, MARK)]
    )


def _ticks(
    question: Question, cell: Expression, dialect: Dialect, blanks: Expression
) -> Expression:
    """Ticks in one text."""
    wrapped = joined([text(SEPARATOR), cell, text(SEPARATOR)])
    tidy = joined([text(SEPARATOR), pieces(dialect, cell, blanks), text(SEPARATOR)])
    bare = trimmed(cell, blanks)
    return case(
        [
            Arm(_is_option(cell, question, dialect), wrapped),
            Arm(exp.NEQ(this=bare, expression=text("")), tidy),
        ]
    )


def _list(question: Question, cell: Expression) -> Expression:
    """Ticks in a list. One that holds the separator is no option, whatever is around it."""
    run = exp.ArrayToString(this=cell.copy(), expression=text(SEPARATOR * 2))
    wrapped = joined([text(SEPARATOR), run, text(SEPARATOR)])
    marks = exp.Sub(
        this=exp.Paren(
            this=exp.Sub(this=length(wrapped), expression=length(replaced(wrapped, SEPARATOR, "")))
        ),
        expression=exp.Mul(this=number(2), expression=exp.ArraySize(this=cell.copy())),
    )
    return case(
        [
            Arm(
                exp.EQ(this=exp.ArraySize(this=cell.copy()), expression=number(0)),
                text(SEPARATOR * 2),
            ),
            Arm(
                both(
                    exp.EQ(this=marks, expression=number(0)),
                    exp.NEQ(this=run, expression=text("")),
                ),
                wrapped,
            ),
            Arm(exp.not_(is_missing(cell)), _faulty(AnswerFault.UNKNOWN_OPTION, wrapped)),
        ]
    )


def _by_line(told: ToldBy, blanks: Expression) -> Expression:
    """Ticks in a column for each line."""
    cells = {
        option: trimmed(first_of([column(name), text("")]), blanks)
        for option, name in told.columns.items()
    }
    known = ("", "yes", "no")
    ticks = [
        case([Arm(is_one_of(cell, ["yes"]), text(tick(option)))], text(""))
        for option, cell in cells.items()
    ]
    read = [
        case([Arm(is_one_of(exp.Lower(this=cell.copy()), ["yes"]), text(tick(option)))], text(""))
        for option, cell in cells.items()
    ]
    return case(
        [
            Arm(both(*(is_one_of(cell, [""]) for cell in cells.values())), NOTHING),
            Arm(
                either(*(exp.not_(is_one_of(cell, known)) for cell in cells.values())),
                joined([text(f"{MARK}{RowFault.UNKNOWN_VALUE}{SEPARATOR}"), *read]),
            ),
        ],
        joined(ticks),
    )


def _held(ticks: Expression, question: Question, told: ToldBy, dialect: Dialect) -> Expression:
    """Ticks, or what is wrong with them."""
    lines = [Arm(_is_option(ticks, question, dialect, tick), ticks)]
    alone = [name for name, option in question.options.items() if option.stands_alone]
    beside = [
        both(holds(ticks, tick(name)), exp.NEQ(this=ticks.copy(), expression=text(tick(name))))
        for name in alone
    ]
    if told.form is not Checklists.COLUMNS:
        rest = ticks
        for name in question.options:
            rest = replaced(rest, tick(name), "")
        lines += [
            Arm(is_one_of(ticks, [SEPARATOR * 2]), _faulty(AnswerFault.EMPTY, ticks)),
            Arm(
                exp.NEQ(this=rest, expression=text("")),
                _faulty(AnswerFault.UNKNOWN_OPTION, ticks),
            ),
            Arm(
                either(*(_is_twice(ticks, name) for name in question.options)),
                _faulty(AnswerFault.TWICE, ticks),
            ),
        ]
    else:
        lines.append(Arm(_is_fault(ticks), ticks))
    if beside:
        lines.append(Arm(either(*beside), _faulty(AnswerFault.STANDS_ALONE, ticks)))
    return case(lines, ticks)


def _is_twice(ticks: Expression, option: str) -> Expression:
    """Whether a line is ticked more than once."""
    less = exp.Sub(this=length(ticks), expression=number(len(tick(option))))
    return exp.LT(this=length(replaced(ticks, tick(option), "")), expression=less)


_OF_TICKS = (
    AnswerFault.UNKNOWN_OPTION,
    AnswerFault.EMPTY,
    AnswerFault.TWICE,
    AnswerFault.STANDS_ALONE,
)


def _kinds(question: Question, told: ToldBy) -> tuple[str, ...]:
    """The kinds of faults that an answer can have."""
    if not question.is_checklist:
        return (AnswerFault.UNKNOWN_OPTION,)
    if told.form is Checklists.COLUMNS:
        return (RowFault.UNKNOWN_VALUE, AnswerFault.STANDS_ALONE)
    return _OF_TICKS


def _sound(tree: Tree, answer: Expression, question: Question) -> Expression:
    """An answer, or what can be read of one that is at fault: then only its red flags count."""
    if question.is_checklist:
        ticks = [
            case([Arm(holds(answer, tick(option)), text(tick(option)))], text(""))
            for option in question.options
        ]
        read: Expression = exp.Nullif(this=joined(ticks), expression=text(""))
    else:
        read = case(
            [
                Arm(holds(answer, tick(option)), text(option))
                for option in by_gravity(tree, question, question.options)
            ]
        )
    return case([Arm(_is_fault(answer), read)], answer)


def _first_fault(tree: Tree, table: AnswerLayout, kept: Sequence[str]) -> Expression:
    """The first fault: of cells that mean nothing first, then of the row, then of answers."""
    lines: list[Arm] = []
    others: list[Arm] = []
    for name, question in tree.questions.items():
        if not table[name].columns:
            continue
        kinds = _kinds(question, table[name])
        answer = column(name)
        by_line = [kind for kind in kinds if kind == RowFault.UNKNOWN_VALUE]
        of_answer = [kind for kind in kinds if kind != RowFault.UNKNOWN_VALUE]
        for found, sort in ((lines, by_line), (others, of_answer)):
            if sort:
                is_any = len(sort) == len(kinds)
                is_it = _is_fault(answer) if is_any else _is_fault(answer, *sort)
                place = f"{AT}{name}"
                said: Expression = text(sort[0] + place)
                if len(sort) > 1:
                    said = joined([before(without_first(answer), SEPARATOR), text(place)])
                found.append(Arm(is_it, said))
    refused = column(REFUSED)
    of_row = [Arm(exp.not_(is_missing(refused)), refused)] if REFUSED in kept else []
    return case([*lines, *of_row, *others])
