"""What the columns of a table mean, and what its cells answer."""

import csv
import io
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Place, Tree, load_tree
from kneenumb.batch.row_evaluator import RowEvaluator
from kneenumb.cases.case_source import open_stream
from kneenumb.cases.column_binding import CellError, QuestionColumns, pieces_of, texts_of
from kneenumb.cases.columns import Column, Target, columns_of, not_asked
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.record import Record
from kneenumb.model.column_map import ColumnMap, MappedColumn
from kneenumb.model.urgency import Urgency
from kneenumb.prove.machine import Machine

NO_MAP = ColumnMap()
VALUES = {"1": ("fever_or_very_ill",), "2": ("swollen_calf",), "0": ("none",)}


def columns(tree: Tree, *headers: str, map: ColumnMap = NO_MAP) -> tuple[Column, ...]:
    return columns_of(tree, headers, map, lambda at: Place("rows", 1, at + 1))


def refused(tree: Tree, *headers: str, map: ColumnMap = NO_MAP) -> list[str]:
    with pytest.raises(AnswerError) as caught:
        columns(tree, *headers, map=map)
    return [str(fault).removeprefix("rows:1:") for fault in caught.value.faults]


def records(tree: Tree, text: str, map: ColumnMap = NO_MAP) -> list[Record]:
    stream = io.BytesIO(text.encode())
    source = open_stream(stream, "rows", InputFormat.CSV, tree, map, ",")
    return [row.record() for chunk in source.chunks for row in source.reader.rows(chunk)]


def answers(record: Record) -> dict[str, tuple[str, ...]]:
    return {each.question: each.options for each in record.given}


def test_a_header_is_a_question_a_line_of_one_or_a_word_of_a_case(tree: Tree) -> None:
    found = columns(tree, "injury.none", "id", "saddle", "expected_urgency", "injury.milder")
    assert [each.target for each in found] == [
        Target("injury", "none"),
        Target("id"),
        Target("saddle"),
        Target("expected_urgency"),
        Target("injury", "milder"),
    ]
    assert [each.at for each in found] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        (("sadle",), "1: The column 'sadle' is nothing that knee-numbness asks. "
         "Did you mean 'saddle'? Or leave it out with --ignore 'sadle'."),
        (("saddle", "h" * 5_000), f"2: The column '{'h' * 5_000}' is nothing"),
        (("saddle.yes",), "1: The column 'saddle.yes' is nothing that knee-numbness asks."),
        (("injury.milde",), "1: The column 'injury.milde' is nothing that knee-numbness asks. "
         "Did you mean 'injury.milder'?"),
        (("saddle", "saddle"), "2: The columns 'saddle' and 'saddle' are both about 'saddle'. "
         "Rename or remove one of the two."),
        (("injury", "injury.milder"), "2: The columns 'injury' and 'injury.milder' are both "
         "about 'injury'. Leave one out with --ignore 'injury.milder', or rename it."),
        (("injury.milder", "injury"), "2: The columns 'injury.milder' and 'injury' are both"),
        (("id", "saddle", "id"), "3: The columns 'id' and 'id' are both about 'id'."),
        (("id", "title"), "1: None of the columns is a question of knee-numbness."),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_a_column_that_is_not_understood_is_refused(
    tree: Tree, headers: tuple[str, ...], told: str
) -> None:
    (fault,) = refused(tree, *headers)
    assert fault.startswith(told)


def test_every_unknown_column_is_told(tree: Tree) -> None:
    assert len(refused(tree, "saddle", "x", "y", "sadle")) == 3


def test_what_is_ignored_is_ignored_whatever_it_means(tree: Tree) -> None:
    def ignoring(*names: str) -> ColumnMap:
        return ColumnMap(ignore=names)

    assert [each.header for each in columns(tree, "x", "saddle", "", map=ignoring("x", ""))] == [
        "saddle"
    ]
    # As it is said where two columns clash.
    both = columns(tree, "injury", "injury.milder", map=ignoring("injury.milder"))
    assert [each.target for each in both] == [Target("injury")]
    map = ColumnMap(columns={"Q": MappedColumn(to="saddle")}, ignore=("Q",))
    assert [each.header for each in columns(tree, "Q", "injury", map=map)] == ["injury"]


def test_a_header_of_several_lines_is_found_in_a_map(tree: Tree) -> None:
    asked = MappedColumn(to="saddle")
    for header in ("Is it numb?", "Is  it\nnumb?", " Is it\r\nnumb? "):
        map = ColumnMap(columns={header: asked}, ignore=("Your \nname",))
        (found,) = records(tree, '"Is it\nnumb?","Your  name"\nno,x\n', map)
        assert answers(found) == {"saddle": ("no",)}


def test_a_map_says_what_a_header_means(tree: Tree) -> None:
    map = ColumnMap(columns={"Q1": MappedColumn(to="saddle"), "saddle": MappedColumn(to="injury")})
    found = columns(tree, "saddle", "Q1", map=map)
    assert [each.target.name for each in found] == ["injury", "saddle"]
    assert refused(tree, "Q1", "Q2", map=ColumnMap(columns=dict.fromkeys(
        ("Q1", "Q2"), MappedColumn(to="saddle")
    )))[0].startswith("2: The columns 'Q1' and 'Q2' are both about 'saddle'.")  # fmt: skip


def test_what_a_table_cannot_say_is_told(tree: Tree) -> None:
    there = [name for name in tree.questions if name not in ("saddle", "injury")]
    lines = [f"injury.{name}" for name in tree.questions["injury"].options if name != "milder"]
    assert [*not_asked(tree, columns(tree, *there, *lines))] == [
        "There is no column for the question 'saddle'.",
        "There is no column for 'injury.milder': nobody can have ticked it.",
    ]


def field(column: MappedColumn, *, is_checklist: bool = True) -> QuestionColumns:
    made = Column("Q", 0, Target("swelling_fever"), column.values, column.split)
    return QuestionColumns("swelling_fever", (made,), is_checklist)


def mapped(values: dict[str, tuple[str, ...]], split: str = ";") -> MappedColumn:
    return MappedColumn(to="swelling_fever", values=values, split=split)


@pytest.mark.parametrize("cell", ["", " ", "\t", None])
@pytest.mark.parametrize("values", [{}, VALUES])
def test_an_empty_cell_is_no_answer(cell: str | None, values: dict[str, tuple[str, ...]]) -> None:
    assert field(mapped(values)).read(cell) is None
    assert field(mapped(values), is_checklist=False).read(cell) is None


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("a", ("a",)),
        (" a ; b;", ("a", "b")),
        (";", ()),
        (("a", "b"), ("a", "b")),
        ((), ()),
    ],
)
def test_a_checklist_is_taken_apart(cell: str, options: tuple[str, ...]) -> None:
    assert field(mapped({})).read(cell) == options


def test_what_is_no_checklist_is_not_taken_apart() -> None:
    assert field(mapped({}), is_checklist=False).read(" a;b ") == ("a;b",)


LABELS = {
    "Hot, red knee": ("hot_knee_too_sore",),
    "Hot": ("hot_or_swollen_knee",),
    "Fever, chills, or very ill": ("fever_or_very_ill", "red_skin_or_blisters"),
    "None": ("none",),
}


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("Hot, red knee", ["Hot, red knee"]),
        ("Hot, Hot, red knee", ["Hot", "Hot, red knee"]),
        ("Fever, chills, or very ill, Hot, red knee, Hot",
         ["Fever, chills, or very ill", "Hot, red knee", "Hot"]),
        ("Hot,None", ["Hot", "None"]),
        (" Hot ,  None , ", ["Hot", "None"]),
        (", Hot", ["Hot"]),
        ("Hot, red kne", ["Hot", "red kne"]),
        ("Hotter, None", ["Hotter", "None"]),
    ],
)  # fmt: skip
def test_labels_may_hold_what_stands_between_them(cell: str, pieces: list[str]) -> None:
    assert pieces_of(cell.strip(), ", ", LABELS) == pieces


@given(st.lists(st.sampled_from([*LABELS, "Other", "x, y"])), st.sampled_from([", ", ",", " , "]))
def test_every_label_that_was_ticked_is_found(ticks: list[str], between: str) -> None:
    known = dict.fromkeys([*LABELS, "Other", "x, y"], ())
    assert pieces_of(between.join(ticks), ",", known) == ticks


def test_a_value_that_the_map_does_not_know_is_told() -> None:
    with pytest.raises(CellError) as caught:
        field(mapped(LABELS, ", ")).read("Hot, red kne")
    assert caught.value.fault.cause == (
        "The map does not say what 'red kne' in the column 'Q' means."
    )
    assert field(mapped(LABELS, ", ")).read("Fever, chills, or very ill, None") == (
        *("fever_or_very_ill", "red_skin_or_blisters", "none"),
    )


def lines(*values: dict[str, tuple[str, ...]]) -> QuestionColumns:
    made = (
        Column(f"L{at}", at, Target("injury", option), each)
        for at, (option, each) in enumerate(zip(("milder", "none"), values, strict=True))
    )
    return QuestionColumns("injury", tuple(made), is_checklist=True)


BITS = {"1": ("yes",), "0": ("no",)}


@pytest.mark.parametrize(
    ("cells", "options"),
    [
        (("yes", "no"), ("milder",)),
        ((" yes ", ""), ("milder",)),
        (("yes", "yes"), ("milder", "none")),
        (("no", "no"), ()),
        (("no", ""), ()),
        (("", " "), None),
        ((("yes",), "no"), ("milder",)),
    ],
)
def test_each_line_of_a_checklist_may_have_a_column(
    cells: tuple[str, ...], options: tuple[str, ...] | None
) -> None:
    assert lines({}, {}).read(cells) == options
    bits = {"yes": "1", "no": "0", " yes ": " 1 ", ("yes",): ("1",)}
    assert lines(BITS, BITS).read(tuple(bits.get(cell, cell) for cell in cells)) == options


@pytest.mark.parametrize("cell", ["1", "Yes", "x", "yes;no", "yes;yes", ";", (), ("yes", "no")])
def test_a_line_of_a_checklist_is_yes_or_no_and_nothing_else(cell: str) -> None:
    with pytest.raises(CellError, match="neither yes nor no"):
        lines({}, {}).read(("no", cell))


@pytest.mark.parametrize("cell", ["2", "1;1", "0;1", ";", "yes", (), ("1", "0")])
def test_a_line_of_a_checklist_with_a_map_says_one_thing(cell: str) -> None:
    with pytest.raises(CellError):
        lines({}, BITS).read(("no", cell))


def test_what_is_expected_may_be_several_levels(tree: Tree) -> None:
    text = "saddle,expected_urgency,expected_outcome,expected_error\n"
    (both, mapped_, error) = records(
        tree, text + "no,soon; same_day,o_unclear,\nno,,,\nno,,,missing\n"
    )
    assert both.expected.urgencies == (Urgency.SOON, Urgency.SAME_DAY)
    assert both.expected.outcome == "o_unclear"
    assert not mapped_.expected.is_any
    assert error.expected.error == "missing"


def test_what_is_expected_may_have_a_map(tree: Tree) -> None:
    values = {"A": ("soon", "same_day"), "B": ("routine",)}
    map = ColumnMap(columns={"triage": MappedColumn(to="expected_urgency", values=values)})
    found = records(tree, "saddle,triage\nno,A\nno,\nno,C\n", map)
    assert [each.expected.urgencies for each in found] == [(Urgency.SOON, Urgency.SAME_DAY), (), ()]
    (fault,) = found[2].faults
    assert str(fault).startswith("rows:4:4: The map does not say what 'C' in the column 'triage'")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("now,,", "rows:2:1: 'now' is not known for 'expected_urgency'."),
        (",o_x,", "rows:2:1: 'o_x' is not known for 'expected_outcome'."),
        (",o_unclear;o_sciatica,", "rows:2:1: 'expected_outcome' takes one word, not 2."),
        (",,oops", "rows:2:1: 'oops' is not known for 'expected_error'."),
    ],
)
def test_an_expectation_that_is_not_clear_is_told(tree: Tree, cells: str, told: str) -> None:
    text = f"saddle,expected_urgency,expected_outcome,expected_error\nno,{cells}\n"
    (record,) = records(tree, text)
    assert not record.expected.is_any
    assert any(str(fault).startswith(told) for fault in record.faults)


def test_the_words_of_a_row_say_what_it_is(tree: Tree) -> None:
    text = "tree,id,title,saddle\n,,,no\nstarter, a ,T,no\nknee-numbness,b,,no\n"
    first, second, third = records(tree, text)
    assert [each.id for each in (first, second, third)] == ["line 2", "a", "b"]
    assert [each.kind for each in second.faults] == ["other_tree"]
    assert not first.faults and not third.faults


def test_a_cell_of_words_is_taken_as_it_stands() -> None:
    column = Column("Story", 0, Target("story"))
    assert texts_of(column, " a; b ") == ("a; b",)
    assert texts_of(column, None) == texts_of(column, "  ") == ()


def test_columns_for_lines_and_columns_for_questions_give_the_same_answers(tree: Tree) -> None:
    def row(ticked: Iterable[str]) -> str:
        return ",".join(
            "yes" if each in ticked else "no" for each in tree.questions["injury"].options
        )

    options = [*tree.questions["injury"].options]
    header = ",".join(f"injury.{option}" for option in options)
    ticked = [("milder",), ("none",), ("knee_out", "milder")]
    found = records(tree, f"saddle,{header}\n" + "".join(f"no,{row(each)}\n" for each in ticked))
    whole = records(tree, "saddle,injury\n" + "".join(f"no,{';'.join(each)}\n" for each in ticked))
    assert list(map(answers, found)) == list(map(answers, whole))


CODED = ColumnMap(
    columns={
        "F": MappedColumn(to="swelling_fever", values=VALUES, split=","),
        "S": MappedColumn(to="saddle", values={"1": ("yes",), "0": ("no",)}),
        "M": MappedColumn(to="injury.milder", values=BITS),
    }
)
ODD = st.sampled_from(
    ["", " ", "x", "yes", "no", "1", "0", "1;0", ";", "1,2", "\t", "x" * 101, "é"]
)
CELLS = {
    "id": ODD,
    "tree": st.sampled_from(["", " ", "knee-numbness", "starter"]),
    "S": st.sampled_from(["1", "0", "", " 1"]) | ODD,
    "F": st.sampled_from(["0", "1", "1,2", "1, 2", "0,1", ","]) | ODD,
    "M": st.sampled_from(["1", "0", ""]) | ODD,
    "injury.none": st.sampled_from(["yes", "no", ""]) | ODD,
    "whole_body": st.sampled_from(["none", "older_attack", "none;older_attack", "a;a"]) | ODD,
    "expected_urgency": st.sampled_from(["", "soon", "soon;same_day", "now", ";"]),
    "title": ODD,
}
MACHINE = Machine(load_tree())


@given(st.lists(st.tuples(*CELLS.values()), max_size=8))
def test_a_row_is_evaluated_alike_at_first_and_at_second_sight(rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[*CELLS], *rows])

    def said(machine: Machine | None) -> list[list[object]]:
        data = io.BytesIO(text.getvalue().encode())
        source = open_stream(data, "rows", InputFormat.CSV, MACHINE.tree, CODED, ",")
        evaluator = RowEvaluator(MACHINE.tree, source.reader, machine)
        found = [
            row
            for chunk in [*source.chunks] * 2
            for row in evaluator.evaluate(source.reader.rows(chunk))
        ]
        return [
            [
                each.id,
                each.expected,
                each.verdict.outcome,
                each.verdict.urgency,
                each.verdict.kind,
                each.verdict.raised,
                *map(str, each.verdict.faults),
            ]
            for each in found
        ]

    assert said(MACHINE) == said(None)
