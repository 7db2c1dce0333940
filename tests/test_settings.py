"""Settings, from a file and from variables, and the numbers of the place that they name."""

import json
import os
from pathlib import Path

import pytest

from kneenumb import load_tree
from kneenumb.model.region import find_region, in_region, region_of_code, regions
from tests.command import run
from tests.process import shell

GENERAL = "your local emergency number (112, 999, 911, 000)"
EMERGENCY = ("triage", "--set", "saddle=yes")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings of this test are."""
    path = tmp_path / "settings.yaml"
    monkeypatch.setenv("KNEENUMB_SETTINGS", str(path))
    return path


def action(*argv: str, format: str = "plain") -> str:
    """What to do, as a page or as JSON says it."""
    out = run(*EMERGENCY, "--format", format, *argv).out
    return json.loads(out)["action"] if format == "json" else " ".join(out.split())


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("at", "(in Austria: 112 or 144)"),
        ("AT", "(in Austria: 112 or 144)"),
        ("austria", "(in Austria: 112 or 144)"),
        ("NO", "(in Norway: 113)"),
        ("uk", "(in the United Kingdom: 999 or 112)"),
        ("PL", "(in the European Union: 112)"),
        ("Iceland", "(in Iceland: 112)"),
    ],
)
def test_a_region_is_named_with_its_numbers(region: str, told: str) -> None:
    for format in ("plain", "json"):
        said = action("--region", region, format=format)
        assert f"Call your local emergency number {told} or go to" in said
        assert "999, 911, 000" not in said


def test_every_region_of_the_tree_is_found_by_its_code_and_its_name() -> None:
    tree = load_tree()
    assert len(regions(tree)) == len(tree.numbers)
    for code, name in regions(tree).items():
        found = find_region(tree, name)
        assert find_region(tree, code.lower()) == found == region_of_code(tree, code)
        told = in_region(tree, found).urgencies
        for number in found.emergency:
            assert number.call in told.emergency.action
        assert "your local emergency number (in " in told.emergency.action
        assert ("your health advice line (in " in told.same_day.action) == bool(found.advice)


def test_a_tree_is_as_proved_in_a_place_as_anywhere() -> None:
    tree = load_tree()
    for known in (tree, tree.as_proved()):
        there = in_region(known, find_region(known, "AT"))
        assert (there.is_proved, there.sha256) == (known.is_proved, known.sha256)


def test_an_unknown_region_is_told_with_what_was_meant_and_all_that_are_known() -> None:
    done = run(*EMERGENCY, "--region", "Austira")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "kneenumb: No phone numbers are known for the region 'Austira'. Did you mean 'Austria'? "
        "Known are: EU European Union, GB United Kingdom, "
    )
    assert len(done.err.splitlines()) == 1


def test_the_locale_is_a_guess_and_only_for_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    guessed = "(in Austria: 112 or 144; elsewhere: 112, 999, 911, 000)"
    assert guessed in action()
    assert GENERAL in action(format="json")
    monkeypatch.setenv("LC_ALL", "en_NZ")
    assert "(in New Zealand: 111; elsewhere: 112, 999, 911, 000)" in action()
    rows = run("batch", "teaching-cases", "--format", "csv", "--columns", "action").out
    assert GENERAL in rows and "New Zealand" not in rows


@pytest.mark.parametrize("lang", ["C", "POSIX", "xx_YY", "de", "", "de_AT_x", "²_³"])
def test_a_locale_without_a_known_country_names_no_place(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", lang)
    assert GENERAL in action()


def test_an_option_wins_over_a_variable_and_that_over_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("region: NO\n")
    assert "in Norway: 113" in action()
    assert GENERAL in action(format="json")
    monkeypatch.setenv("KNEENUMB_REGION", "SE")
    assert "in Sweden: 112" in action()
    assert "in Sweden: 112" in action(format="json")
    assert "in Finland: 112" in action("--region", "FI")


def test_rows_and_pages_for_others_name_the_region_that_was_asked_for() -> None:
    rows = run(
        "batch", "teaching-cases", "--format", "csv", "--columns", "action", "--region", "AT"
    )
    assert "(in Austria: 112 or 144)" in rows.out and GENERAL not in rows.out
    assert "(in Austria: 112 or 144)" in run("export", "page", "--region", "AT").out
    assert "(in Austria: 112 or 144)" in run("explain", "v1", "-f", "plain", "--region", "AT").out


def test_a_setting_of_an_unknown_region_stops_nothing(file: Path) -> None:
    file.write_text("region: Narnia\n")
    done = run(*EMERGENCY, "--format", "plain")
    assert done.code == 0 and GENERAL in " ".join(done.out.split())
    assert "No phone numbers are known for the region 'Narnia'." in done.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"regoin: AT\n", ":1:1: The key 'regoin' is not known here. Did you mean 'region'?"),
        (b"width: 5\n", ":1:8: 'width': write a number of columns from 40 to 400."),
        (b"plain: yes\n", ":1:8: 'plain': write true or false."),
        (b"region: [AT]\n", "'region': write one line of text."),
        (b"tree: a.yaml\n", ":1:7: 'a.yaml' is another file in every folder."),
        (b"- region\n", "holds keys"),
        (b"\xff\x00\xfe", "is not UTF-8 text"),
        (b"region: 'AT\n", ":"),
        (b"#" * 10_000_000, "more than is read"),
    ],
    ids=["key", "width", "plain", "list", "tree", "no keys", "binary", "syntax", "10 MB"],
)
def test_a_broken_file_is_told_in_one_sentence_and_stops_nothing(
    content: bytes, told: str, file: Path
) -> None:
    file.write_bytes(content)
    done = run(*EMERGENCY, "--format", "plain")
    assert done.code == 0 and GENERAL in " ".join(done.out.split())
    (line,) = done.err.splitlines()
    assert told in line and line.startswith(f"kneenumb: {file}")
    assert line.endswith("Until then, it counts as not set.")
    assert run("settings").code == 1
    assert run("settings", "--set", "region=AT").code == 2, "nothing is written over it"
    assert file.read_bytes() == content


def test_a_folder_or_a_pipe_is_no_settings_file(file: Path) -> None:
    for make in (file.mkdir, lambda: (file.rmdir(), os.mkfifo(file))):
        make()
        done = run(*EMERGENCY, "--format", "plain")
        assert done.code == 0 and "The settings cannot be read: " in done.err


def test_an_empty_file_says_nothing(file: Path) -> None:
    for content in ("", "\n", "# nothing\n"):
        file.write_text(content)
        assert run(*EMERGENCY, "--format", "plain").err == ""


def test_a_variable_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEENUMB_WIDTH", "abc")
    done = run(*EMERGENCY, "--format", "plain")
    assert done.code == 0
    assert done.err.startswith("kneenumb: KNEENUMB_WIDTH: 'width': write a number of columns")


def test_width_and_plain_shape_a_page(file: Path) -> None:
    file.write_text("width: 40\nplain: true\n")
    lines = run("show", "saddle").out.splitlines()
    assert max(map(len, lines)) <= 40
    assert run("show", "saddle").out == run("show", "saddle", "--format", "plain").out
    assert run("show", "saddle", "--format", "rich").out != "\n".join(lines)


def test_the_tree_of_the_settings_is_used_where_none_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("tree: starter\n")
    assert json.loads(run("show", "--format", "json").out)["tree"]["id"] == "starter"
    assert run("triage", "--answers", "v14", "--format", "json").code == 0, "a case names its own"
    file.write_text("tree: /nowhere/a.yaml\n")
    done = run(*EMERGENCY, "--format", "plain")
    assert done.code == 0 and "Until then, knee-numbness is used." in done.err
    monkeypatch.setenv("KNEENUMB_TREE", "startr")
    done = run(*EMERGENCY, "--format", "plain")
    assert done.code == 3 and "KNEENUMB_TREE: There is no file 'startr'" in done.err


def test_settings_are_written_for_their_owner_alone_and_taken_out(file: Path) -> None:
    file.unlink(missing_ok=True)
    assert run("settings", "--set", "region=austria", "--set", "width=60").code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("# mine\n" + file.read_text())
    assert run("settings", "--unset", "width", "--set", "region=no").code == 0
    assert file.read_text().splitlines()[0] == "# mine"
    assert file.read_text().splitlines()[2:] == ['region: "NO"']
    data = json.loads(run("settings", "--format", "json").out)
    assert data["settings"][0] == {
        "name": "region",
        "value": "NO",
        "origin": "file",
        "place": str(file),
    }
    assert data["settings"][3] == {
        "name": "width",
        "value": None,
        "origin": "default",
        "place": None,
    }


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["--set", "rgion=AT"], "There is no setting 'rgion'. Did you mean 'region'?"),
        (["--set", "region"], "'region' is no setting with its value."),
        (["--set", "region=Austira"], "Did you mean 'Austria'?"),
        (["--set", "width=abc"], "'width': write a number of columns from 40 to 400."),
        (["--set", "width=80", "--unset", "width"], "'width' is given more than once."),
        (["--unset", "colour"], "There is no setting 'colour'."),
        (["--set", "width=80", "--format", "json"], "takes no notice of --format."),
    ],
)
def test_a_wrong_change_writes_nothing(argv: list[str], told: str, file: Path) -> None:
    done = run("settings", *argv)
    assert done.code == 2 and told in done.err
    assert not file.exists()


def test_the_page_says_where_each_came_from(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("width: 60\n")
    monkeypatch.setenv("KNEENUMB_PLAIN", "1")
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    lines = run("settings").out.splitlines()
    assert lines[1:5] == [
        "- region: AT, guessed from LANG, and only on pages",
        "- plain: true, from KNEENUMB_PLAIN",
        "- tree: not set: the tree that comes with kneenumb",
        "- width: 60, from the file",
    ]


def test_without_a_home_there_are_no_settings_and_nothing_fails(tmp_path: Path) -> None:
    env = {"HOME": "", "XDG_CONFIG_HOME": "", "KNEENUMB_SETTINGS": ""}
    ended = shell("kneenumb triage --set saddle=yes --format plain", env=env, cwd=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    assert not list(tmp_path.iterdir())


def test_a_script_that_names_its_case_reads_no_settings(file: Path) -> None:
    file.write_text("broken: [\n")
    done = run("triage", "--answers", "v14", "--format", "json")
    assert (done.code, done.err) == (0, "")
