"""JSON Lines: what is only looked up and what is looked at closely say the same of every row."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError
from kneenumb.batch.row_evaluator import RowEvaluator
from kneenumb.batch.verdict import EvaluatedRow
from kneenumb.cases.chunks import Chunk
from kneenumb.cases.json_lines import JsonLines
from kneenumb.cases.record import Record, Row, RowBlock
from kneenumb.model.column_map import ColumnMap, MappedColumn
from kneenumb.model.frozen import LONGEST_LINE
from kneenumb.prove.machine import Machine
from kneenumb.strict_yaml.json_text import JsonText
from tests.small import FRAME, OPTION, OUTCOME, QUESTION, tree_of

TREE = tree_of(
    FRAME
    | {
        "questions": {
            "q0": QUESTION
            | {"next": "q1", "options": {"a": OPTION, "b": OPTION | {"next": "end"}}},
            "q1": QUESTION
            | {
                "kind": "checklist",
                "next": "end",
                "options": {
                    "s": OPTION | {"flag": "worse"},
                    "t": OPTION,
                    "none": OPTION | {"clean": "true"},
                },
            },
        },
        "red_flags": {"worse": {"urgency": "same_day", "says": "S", "because": "B", "sources": []}},
        "outcomes": {"end": OUTCOME | {"urgency": "soon"}},
    }
)
MACHINE = Machine(TREE)
NO_MAP = ColumnMap()
IGNORE = ColumnMap(ignore=("free", "q1"))
MAP = ColumnMap(
    columns={
        "Q": MappedColumn(to="q0", values={"1": ("a",), "2": ("b",), "true": ("a",)}),
        "s?": MappedColumn(to="q1.s", values={"1": ("yes",), "0": ("no",)}),
        "t?": MappedColumn(to="q1.t"),
        "who": MappedColumn(to="id"),
        "text": MappedColumn(to="story"),
    },
    ignore=("free",),
)


def chunk(data: bytes) -> Chunk:
    return Chunk(data, 1, len(data))


def evaluated(
    lines: list[str], map: ColumnMap = NO_MAP, *, learns: bool = True
) -> list[EvaluatedRow]:
    """What is said of each line, where all were seen before, or all are looked at closely."""
    reader = JsonLines(TREE, "rows", map)
    evaluator = RowEvaluator(TREE, reader, MACHINE if learns else None)
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    found = [[*evaluator.evaluate(reader.rows(chunk(data)))] for _ in range(1 + learns)]
    return found[-1]


def said(rows: list[EvaluatedRow]) -> list[object]:
    return [
        (
            each.id,
            each.verdict.outcome,
            each.verdict.urgency,
            each.verdict.kind,
            each.verdict.raised,
            each.expected,
            list(map(str, each.verdict.faults)),
        )
        for each in rows
    ]


ODD = st.sampled_from(
    [None, True, False, 0, 1, 2.5, float("nan"), "", " ", "a\t", "\ud83e", "x" * 300, [], {}, [[]]]
)
TEXT = st.sampled_from(["1", "x", " y ", "a\tb", "a\nb", "\x1b", "\x92", "\u2028", "\ufeff"])
ONE = st.sampled_from(["a", "b", " a", "a ", ["a"], ["b"], ["a", "b"]])
MANY = st.sampled_from(["s", "none", ["s"], ["s", "t"], ["none"], ["none", "s"], ["s", None]])
WORDS: dict[str, st.SearchStrategy[Any]] = {
    "id": TEXT | ODD,
    "tree": st.sampled_from(["small", "other"]) | ODD,
    "title": TEXT | ODD,
    "story": TEXT | ODD,
}
ANSWERS: dict[str, st.SearchStrategy[Any]] = {"q0": ONE | ODD, "q1": MANY | ODD}
EXPECTED: dict[str, st.SearchStrategy[Any]] = {
    "outcome": st.sampled_from(["end", "other"]) | ODD,
    "urgency": st.sampled_from(["soon", "soon;same_day", ["soon", "same_day"]]) | ODD,
    "error": st.sampled_from(["missing", "width"]) | ODD,
}
FLAT = st.fixed_dictionaries(
    {},
    optional={
        **WORDS,
        **ANSWERS,
        **{f"expected_{name}": value for name, value in EXPECTED.items()},
        "free": TEXT | ODD,
        "sadle": ODD,
    },
)
NESTED = st.fixed_dictionaries(
    {"answers": st.fixed_dictionaries({}, optional={**ANSWERS, **WORDS, "free": TEXT}) | ODD},
    optional={
        **WORDS,
        "expected": st.fixed_dictionaries({}, optional={**EXPECTED, "x": ODD}) | ODD,
        "expected_outcome": st.just("end"),
        "q0": ONE,
        "free": TEXT | ODD,
    },
)
SOUND = st.fixed_dictionaries(
    {"q0": st.sampled_from(["a", "b", ["a"]])},
    optional={"q1": st.sampled_from(["s", ["s", "t"], "none"]), "id": st.just("x")},
)
MAPPED = st.fixed_dictionaries(
    {"Q": st.sampled_from(["1", 1, 2, True, ["1"], "1;2", "3", " 1 "]) | ODD},
    optional={
        "s?": st.sampled_from(["1", 0, "1;1", ";", ["1"], ["1", "0"]]) | ODD,
        "t?": st.sampled_from(["yes", "no", ["yes"], "maybe"]) | ODD,
        "who": TEXT | ODD,
        "text": TEXT | ODD,
        "free": TEXT | ODD,
        "q0": ONE,
        "title": TEXT,
    },
)


def written(rows: list[dict[str, Any]], *, ascii: bool) -> list[str]:
    def line(row: dict[str, Any]) -> str:
        text = json.dumps(row, ensure_ascii=ascii)
        return text if ascii or "\ud83e" not in text else json.dumps(row)

    return [line(row) for row in rows]


@given(
    st.lists(FLAT | NESTED | SOUND, max_size=6), st.booleans(), st.sampled_from([NO_MAP, IGNORE])
)
def test_a_row_is_evaluated_alike_at_first_and_at_second_sight(
    rows: list[dict[str, Any]], ascii: bool, map: ColumnMap
) -> None:
    lines = [*written(rows, ascii=ascii), '{"q0": "a", "q1": "s"}', '{"q0": "b", "tree": "small"}']
    assert said(evaluated(lines, map)) == said(evaluated(lines, map, learns=False))


@given(st.lists(MAPPED, max_size=6), st.booleans())
def test_a_row_with_a_map_is_evaluated_alike_at_first_and_at_second_sight(
    rows: list[dict[str, Any]], ascii: bool
) -> None:
    lines = [*written(rows, ascii=ascii), '{"Q": 1, "s?": 1, "t?": "no"}', '{"Q": 2}']
    assert said(evaluated(lines, MAP)) == said(evaluated(lines, MAP, learns=False))


def kind_of(line: str, map: ColumnMap = NO_MAP) -> str:
    """What is wrong with one row, after others have been learned."""
    learned = ['{"q0": "a", "q1": "s"}', '{"q0": "b"}', '{"q0": "a", "q1": ["none"]}']
    *_, row = evaluated([*learned, line], map)
    assert row.verdict.kind or row.verdict.outcome
    return row.verdict.kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('{"q0": null}', "missing"),
        ('{"q0": "a", "q1": null}', "missing"),
        ('{"q0": true}', "unknown_option"),
        ('{"q0": 1e400}', "unknown_option"),
        ('{"q0": NaN}', "syntax"),
        ('{"q0": ' + "9" * 5_000 + "}", "unknown_option"),
        ('{"q0": "b", "q0": "b"}', "syntax"),
        ('{"q0": "b", "\\u00710": "b"}', "syntax"),
        ('\t{\t"q0"\t:\t"b"\t}\t\r', ""),
        ('{"q0": "b\tb"}', "syntax"),
        ('{"q0": ' + "[" * 50 + "]" * 50 + "}", "syntax"),
        ('{"q0": ' + "[" * 100_000 + "}", "syntax"),
        ('{"q0": "\udcff"}', "encoding"),
        ("null", "syntax"),
        ("[]", "syntax"),
        ("1", "syntax"),
        ('{"id": "", "q0": "b"}', "syntax"),
        ('{"id": false, "q0": "b"}', ""),
        ('{"answers": {"q0": "b"}, "q1": "s"}', "syntax"),
        ('{"answers": {"q0": "b", "id": "x"}}', "unknown_question"),
        ('{"answers": {"q0": "b"}, "expected_outcome": "end"}', "syntax"),
        ('{"answers": null, "q0": "b"}', ""),
        ('{"expected": "soon", "expected_urgency": "soon", "q0": "b"}', "syntax"),
        ('{"expected": {"urgency": "soon"}, "answers": {"q0": "b"}}', ""),
    ],
    ids=lambda text: text[:40],
)
def test_what_is_wrong_with_a_row_is_told(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_faults_have_their_places() -> None:
    lines = ["", '{"q0": "b",', '  {"q0": "x", "q1": ["s", "u"]}', '{"id": "x", "q0": {}}', "7"]
    faults = [str(fault) for row in evaluated(lines) for fault in row.verdict.faults]
    assert [fault.split(" ", 1)[0] for fault in faults] == [
        *("rows:2:12:", "rows:3:10:", "rows:3:21:", "rows:4:19:", "rows:5:1:"),
    ]
    assert [row.id for row in evaluated(lines)] == ["line 2", "line 3", "x", "line 5"]


@pytest.mark.parametrize(
    "value",
    [
        '"a\\tb\\r\\n"',
        '"\\ud83e"',
        '"\x7f\x92"',
        "[" * 60 + "]" * 60,
        '{"q0": "}", "x": [1, 2]}',
        "7",
    ],
)
@pytest.mark.parametrize("line", ['{"free": %s, "q0": "x"}', '{"q0":"x" ,"free" : %s}'])
def test_nothing_is_wrong_with_what_is_ignored(value: str, line: str) -> None:
    (row,) = evaluated([line % value], ColumnMap(ignore=("free",)))
    (fault,) = row.verdict.faults
    assert fault.cause == "'q0' has no option 'x'."
    assert (
        fault.place
        and fault.place.column == (line % value).index('"x"' if line[2] == "q" else '"x"}') + 1
    )


@given(
    st.recursive(
        st.text() | st.integers() | st.none(),
        lambda some: st.lists(some) | st.dictionaries(st.sampled_from(["free", "b", "ü"]), some),
    )
)
def test_only_the_values_of_ignored_keys_are_left_out(value: object) -> None:
    row = {"a": "x", "free": value, "ü": value, "answers": {"free": value, "b": "y"}, "b": "z"}
    for ascii in (True, False):
        text = JsonText(json.dumps(row, ensure_ascii=ascii), "rows", 1, {"free", "ü"})
        assert text.document(text.begin).data == {"a": "x", "answers": {"b": "y"}, "b": "z"}


def test_an_ignored_question_is_not_answered() -> None:
    ignored = ColumnMap(ignore=("q0",))
    for line in ('{"q0": "b"}', '{"answers": {"q0": "b"}}'):
        assert [row.verdict.kind for row in evaluated([line, line], ignored)] == ["missing"] * 2


def test_two_keys_of_a_map_for_one_question_are_refused() -> None:
    columns = {"A": MappedColumn(to="q0"), "B": MappedColumn(to="q0"), "C": MappedColumn(to="q1.s")}
    with pytest.raises(AnswerError, match="'A' and 'B' are both about 'q0'"):
        JsonLines(TREE, "rows", ColumnMap(columns=columns))
    JsonLines(TREE, "rows", ColumnMap(columns=columns, ignore=("B",)))
    with pytest.raises(AnswerError, match="'C' and 'D' are both about 'q1'"):
        more = columns | {"D": MappedColumn(to="q1")}
        JsonLines(TREE, "rows", ColumnMap(columns=more, ignore=("B",)))


def test_a_long_title_is_refused_whether_or_not_its_answers_are_known() -> None:
    row = json.dumps({"q0": "b", "title": "x" * (LONGEST_LINE + 1)})
    assert kind_of(row) == "syntax"
    assert kind_of(json.dumps({"q0": "b", "title": "x" * LONGEST_LINE})) == ""


@pytest.mark.parametrize(
    "line",
    [
        '{"q0": "a", "q1": ["s", "t"], "id": "x"}',
        '{"q1":["s","t"],"q0":["a"]}',
        '{"id": "x", "answers": {"q0": "a", "q1": "s"}, "expected": {"urgency": "same_day"}}',
        '{"q0": "b", "title": "At 12:30, {or} [so]: then", "story": "S: 1"}',
        '{"answers": {"q0": "b"}, "title": "a: b", "expected": null}',
        '{"free": {"x": [[1]], "y": "z: 1"}, "q0": "b"}',
    ],
)
def test_a_row_that_is_known_is_not_looked_at_again(line: str) -> None:
    reader = JsonLines(TREE, "rows", ColumnMap(ignore=("free",)))
    evaluator = RowEvaluator(TREE, reader, MACHINE)

    def look(row: Row) -> Record:
        raise AssertionError(f"looked at closely: {row.source}")

    (first,) = reader.rows(chunk(line.encode()))
    (second,) = reader.rows(chunk(line.encode()))
    assert said(evaluator.evaluate(RowBlock.of([first]))) == said(
        evaluator.evaluate(RowBlock.of([second._replace(look=look)]))
    )
