"""The outcome page in every format. To write its scenes anew: see ``tests/scene.py``."""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from kneenumb import Result, Tree, Urgency, load_case, load_tree, triage
from kneenumb.load import bundled
from kneenumb.model.frozen import holds
from tests.browser import browsed
from tests.command import run
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.hostile_tree import MARKUP, OPENINGS, write_hostile_tree
from tests.legs import without_legs
from tests.process import shell
from tests.scene import assert_scene

FORMATS = ("rich", "plain", "json", "markdown", "html", "svg")
PAGES = ("rich", "plain", "markdown", "html", "svg")
ENDS = {name: load_case(name).case.expected.outcome for name in bundled.cases()}
CASES = [*{outcome: name for name, outcome in ENDS.items() if outcome}.values()]
"""One for each outcome."""
SVG = "{http://www.w3.org/2000/svg}"


def page(case: str, format: str, columns: int = 80, *argv: str, **env: str) -> str:
    """The page of a bundled case, made without a terminal."""
    with patch.dict("os.environ", {"COLUMNS": str(columns), **env}):
        done = run("triage", "--answers", case, "--format", format, *argv)
    assert (done.code, done.err) == (0, "")
    return done.out


page_once = cache(page)


def data(case: str, *argv: str) -> dict[str, Any]:
    """The JSON object of a bundled case."""
    read: dict[str, Any] = json.loads(page(case, "json", 80, *argv))
    return read


@cache
def result(case: str) -> Result:
    """The result of a bundled case."""
    return triage(load_tree(), load_case(case).given)


def reading(text: str, format: str) -> str:
    """What a person reads on a page, as one line of words, without what is drawn of letters."""
    match format:
        case "rich":
            text = re.sub(r"[━┃┏┓┗┛•●○]", " ", text)
        case "markdown":
            text = " ".join(_rendered(text))
        case "html":
            text = " ".join(browsed(text))
        case "svg":
            text = "\n".join(_rows(text))
    text = without_legs(text)
    return " ".join(text.split())


def _rendered(text: str) -> Iterator[str]:
    """The words of a Markdown page, as a reader with tables and strike-through shows them."""
    # The drawing is the only code.
    text = re.sub(r"(?m)^```text\n```$", "", without_legs(text))
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        assert token.type not in ("html_block", "code_block", "fence", "hr", "table_open"), token
        for each in token.children or ():
            assert each.type in ("text", "strong_open", "strong_close", "link_open", "link_close")
            assert each.type != "link_open" or each.markup == "autolink"
        if token.children:
            yield "".join(each.content for each in token.children)


def _rows(picture: str) -> Iterator[str]:
    """The lines of text in the window of a picture, from top to bottom."""
    rows: dict[float, list[tuple[float, float, str]]] = {}
    for text in ElementTree.fromstring(picture).findall(f"{SVG}g//{SVG}text"):
        y, x, width = (float(text.attrib[name]) for name in ("y", "x", "textLength"))
        rows.setdefault(y, []).append((x, x + width, "".join(text.itertext())))
    for _, parts in sorted(rows.items()):
        line, end = "", 0.0
        for x, right, words in sorted(parts):
            line, end = line + (" " if x > end + 1 else "") + words, right
        yield re.sub("[━┃┏┓┗┛•●○]", " ", line.replace("\N{NO-BREAK SPACE}", " "))


def assert_in_order(text: str, parts: list[str]) -> None:
    """Every part is in the text, each behind the one before."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} is not in, or not behind what stands before it, in:\n{text}"
        at = found + len(part)


# The JSON contract

CONTRACT = {
    "format": int,
    "action": str,
    "urgency": str,
    "urgency_label": str,
    "red_flags": list,
    "base_urgency": str,
    "combination": (str, type(None)),
    "unsure_about": list,
    "outcome": str,
    "title": str,
    "timing": (str, type(None)),
    "now": str,
    "summary": str,
    "why": list,
    "clinician_may_check": str,
    "could_also_be": str,
    "self_care": (str, type(None)),
    "numb_skin_care": list,
    "go_now_if": (str, type(None)),
    "safety_net": list,
    "areas": list,
    "conditions": list,
    "sources": list,
    "answers": dict,
    "unused": dict,
    "disclaimer": str,
    "status": str,
    "checked": bool,
    "tree": dict,
}


@pytest.mark.parametrize("case", quick_first(CASES, 5))
def test_json_keeps_its_contract(case: str, tree: Tree) -> None:
    told = data(case)
    expected = result(case)
    assert [key for key in told if key in CONTRACT] == list(CONTRACT)
    for key, kind in CONTRACT.items():
        assert isinstance(told[key], kind), key
    assert told["format"] == 1
    assert told["checked"] is True
    assert told["outcome"] == expected.outcome_id
    assert told["urgency"] == expected.urgency.value
    assert told["base_urgency"] == expected.outcome.urgency.value
    assert told["action"] == tree.urgencies[expected.urgency].action
    assert told["tree"] == {"id": tree.id, "version": tree.version, "sha256": tree.sha256}
    assert re.fullmatch("[0-9a-f]{64}", told["tree"]["sha256"])
    for key in ("title", "timing", "now", "summary", "self_care", "go_now_if"):
        assert told[key] == getattr(expected.outcome, key)
    for flag in told["red_flags"]:
        assert set(flag) >= {"id", "urgency", "question", "answer", "says"}
        assert tree.red_flags[flag["id"]].urgency.value == flag["urgency"]
        given = {**told["unused"], **told["answers"]}[flag["question"]]
        assert flag["answer"] == given or flag["answer"] in given
    for question, given in told["answers"].items():
        assert isinstance(given, list) is tree.questions[question].is_checklist
    assert list(told["answers"]) == [q for q in tree.questions if q in told["answers"]]


def test_json_is_the_same_bytes_whatever_the_order_of_the_answers() -> None:
    case = {each.question: list(each.options) for each in load_case("v17").given}
    there = run("triage", "-a", "-", "-f", "json", stdin=json.dumps(case).encode())
    turned = {question: case[question][::-1] for question in reversed(case)}
    back = run("triage", "-a", "-", "-f", "json", stdin=json.dumps(turned).encode())
    assert there.code == back.code == 0
    assert there.out == back.out


@pytest.mark.full
def test_json_is_the_same_bytes_in_every_surrounding(tmp_path: Path) -> None:
    """And in every order of the answers, all at once."""
    surroundings = [
        "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 PYTHONHASHSEED=1 NO_COLOR=1",
        "LC_ALL=C.UTF-8 PYTHONUTF8=1 PYTHONHASHSEED=2 FORCE_COLOR=1 COLUMNS=40",
        "PYTHONIOENCODING=ascii PYTHONHASHSEED=3 TERM=dumb",
    ]
    given = load_case("v18-flip").given
    expected = page("v18-flip", "json").encode()
    assert "Guillain–Barré".encode() in expected
    for seed, surrounding in enumerate(surroundings):
        answers = {
            each.question: list(each.options) for each in Random(seed).sample(given, len(given))
        }
        assert list(answers) != [each.question for each in given]
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(answers))
        script = f'export {surrounding}; kneenumb triage -a "$1" -f json'
        assert shell(script, file).out == expected, surrounding


# What is on the page, and in which order

HEADINGS = [
    "Warning signs",
    "Why this fits your answers",
    "What a clinician may check",
    "What else it could be",
    "What you can do yourself",
    "Care for numb skin",
    "When to go at once",
    "Your answers",
    "Given, but not asked for",
    "How the urgency arose",
    "Sources",
    "Limits",
    "Receipt",
]


def sections(result: Result) -> list[str]:
    """What stands on the page of a result, in the order that never changes."""
    tree, outcome = result.tree, result.outcome
    level = tree.urgencies[result.urgency]
    signs = "Warning signs in your answers" if result.raised else "Warning signs"
    parts = [level.action, f"{level.label}: level", outcome.timing, outcome.now]
    parts += [signs, outcome.title, outcome.summary, outcome.why]
    parts += ["What a clinician may check", outcome.clinician_may_check]
    parts += ["What else it could be", outcome.could_also_be]
    if outcome.self_care:
        parts += ["What you can do yourself", outcome.self_care]
    if outcome.numb_skin_care and tree.texts.numb_skin_care:
        parts += ["Care for numb skin", *tree.texts.numb_skin_care.items]
    parts += ["When to go at once", outcome.go_now_if, *tree.texts.safety_net.items]
    parts += ["Your answers", "How the urgency arose", "Sources"]
    parts += ["Limits", tree.texts.disclaimer, tree.status]
    parts += ["Receipt", f"{tree.id} {tree.version}, sha256 {tree.sha256[:16]}"]
    return [" ".join(part.split()) for part in parts if part]


@pytest.mark.full
@pytest.mark.parametrize("format", PAGES)
def test_the_order_of_the_page_is_fixed_and_no_text_of_the_outcome_is_lost(format: str) -> None:
    seen = set()
    for case in CASES:
        assert_in_order(reading(page_once(case, format), format), sections(result(case)))
        seen.add(result(case).outcome_id)
    assert seen == set(load_tree().outcomes)


@pytest.mark.parametrize("format", quick_first(PAGES))
def test_reasons_that_hold_only_for_some_answers_are_on_the_page_of_those(format: str) -> None:
    told = untold = 0
    for case in CASES:
        if not result(case).outcome.why_if:
            continue
        read = reading(page_once(case, format), format)
        given = {**result(case).unused, **result(case).answers}
        additions = result(case).outcome.why_if
        here = {each.add for each in additions if holds(each.when, given)}
        elsewhere = {each.add for each in additions} - here
        assert all(" ".join(each.split()) in read for each in here), case
        assert not any(" ".join(each.split()) in read for each in elsewhere), case
        told, untold = told + len(here), untold + len(elsewhere)
    assert told
    assert untold


def lines(text: str, format: str) -> Iterator[str]:
    """The lines of a page that hold words, as they are read."""
    match format:
        case "markdown":
            each = _rendered(text)
        case "html":
            each = iter(browsed(text))
        case "svg":
            each = _rows(text)
        case _:
            each = (reading(line, format) for line in text.splitlines())
    return (line.strip() for line in each if line.strip())


@pytest.mark.parametrize("case", ["v2", "v8", "v14", "v13"])
@pytest.mark.parametrize("format", PAGES)
def test_the_action_is_the_first_line(case: str, format: str) -> None:
    action = result(case).tree.urgencies[result(case).urgency].action
    line = next(lines(page(case, format), format))
    assert len(line) > 40
    assert action.startswith(line)


@pytest.mark.parametrize("case", ["v2", "v8", "v14", "v13"])
def test_the_action_is_the_first_key_and_red_flags_come_before_the_outcome(case: str) -> None:
    keys = list(data(case))
    assert keys[:2] == ["format", "action"]
    assert keys.index("red_flags") < keys.index("outcome")
    assert keys.index("red_flags") < keys.index("title")


@pytest.mark.parametrize("format", quick_first(sorted(PAGES, key="plain".__ne__)))
def test_every_red_flag_is_said_in_words_before_the_name_of_the_outcome(format: str) -> None:
    tried = 0
    for case in CASES:
        before = reading(page_once(case, format), format).split(result(case).outcome.title)[0]
        for each in result(case).raised:
            label = result(case).tree.urgencies[each.urgency].label
            assert f"{label}: {each.flag.says}" in before, (case, each.id)
            tried += 1
    assert tried >= 20


@pytest.mark.parametrize("format", PAGES)
def test_a_page_without_red_flags_says_so_and_does_not_reassure(format: str) -> None:
    read = reading(page_once("v10", format), format)
    assert "You told us of none of those" in read
    assert "That does not rule out disease." in read


@pytest.mark.parametrize("format", PAGES)
def test_not_sure_that_decided_is_told(format: str, tree: Tree) -> None:
    read = reading(page_once("v2", format), format)
    topic = tree.questions["saddle"].topic
    assert f"{tree.texts.unsure.before} {topic}. {tree.texts.unsure.after}" in read
    assert tree.texts.unsure.before not in reading(page_once("v2-flip", format), format)


@pytest.mark.parametrize("format", PAGES)
def test_a_combination_that_decided_is_told(format: str, tree: Tree) -> None:
    assert result("v21-flip").combination
    assert tree.texts.combination.before in reading(page_once("v21-flip", format), format)
    assert tree.texts.combination.before not in reading(page_once("v17", format), format)


@pytest.mark.parametrize("format", PAGES)
def test_a_raised_urgency_is_told_with_what_raised_it(format: str, tree: Tree) -> None:
    story = reading(page_once("v14", format), format).split("How the urgency arose")[1]
    labels = {each: tree.urgencies[each].label for each in Urgency}
    says = tree.red_flags["m_bladder_bowel_longstanding"].says
    parts = [labels[Urgency.ROUTINE], tree.texts.raised.before, says, labels[Urgency.SOON]]
    assert_in_order(story, parts)
    assert tree.texts.raised.before not in reading(page_once("v10", format), format)


@pytest.mark.parametrize("format", quick_first(sorted(PAGES, key="plain".__ne__)))
def test_every_answer_is_on_the_page_in_its_full_wording(format: str) -> None:
    for case in CASES:
        read = reading(page_once(case, format), format).rpartition("Your answers")[2]
        recap = {word.rstrip(":") for word in read.partition("How the urgency arose")[0].split()}
        for question, options in result(case).answers.items():
            asked = result(case).tree.questions[question]
            words = " ".join([asked.topic, *(asked.options[each].wording for each in options)])
            assert {word.rstrip(":") for word in words.split()} <= recap, (case, question)


def test_unused_answers_are_on_the_page_apart_from_the_others() -> None:
    for format in PAGES:
        read = reading(page("v10", format, 80, "--set", "both_area=saddle"), format)
        assert_in_order(read, ["Your answers", "Given, but not asked for", "genitals", "How the"])


# Scenes

SCENES = {"emergency": "v2", "same-day": "v17-flip", "soon": "v14"}


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("emergency", "rich-80"),
        ("emergency", "markdown"),
        ("same-day", "rich-40"),
        ("soon", "plain-40"),
        ("same-day", "plain-80"),
    ],
)
def test_the_page_looks_as_it_does_in_its_scene(name: str, format: str, tree: Tree) -> None:
    kind, _, columns = format.partition("-")
    text = page(SCENES[name], kind, int(columns or 80))
    # The hash of the tree changes with every comma of it.
    text = text.replace(tree.sha256[:16], "0123456789abcdef")
    assert_scene(f"{name}-{format}.{'md' if kind == 'markdown' else 'txt'}", text)


# Widths, colours, characters


@pytest.mark.full
@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("format", ["rich", "plain"])
def test_no_line_is_longer_than_the_window(format: str, columns: int) -> None:
    for case in CASES if columns == 40 else CASES[::9]:
        written = page_once(case, format, columns).splitlines()
        too_long = [line for line in written if cell_len(line) > columns and "://" not in line]
        assert not too_long, case
        assert max(map(cell_len, written)) > columns * 0.4


@pytest.mark.parametrize("columns", [1, 4, 10, 20])
@pytest.mark.parametrize("format", ["rich", "plain"])
def test_the_action_is_there_however_narrow_the_window(format: str, columns: int) -> None:
    action = result("v2").tree.urgencies.emergency.action
    read = reading(page("v2", format, columns), format)
    assert "".join(action.split()) in "".join(read.split())


COLOUR = re.compile("\x1b\\[[0-9;]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m")


def test_a_pipe_gets_no_escape_sequence() -> None:
    for format in FORMATS:
        assert "\x1b" not in page("v2", format)


def test_colour_comes_if_it_is_forced_and_adds_no_word() -> None:
    coloured = page("v2", "rich", FORCE_COLOR="1")
    assert COLOUR.search(coloured)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == page("v2", "rich")


def test_no_color_takes_colour_away_even_if_it_is_forced() -> None:
    assert not COLOUR.search(page("v2", "rich", FORCE_COLOR="1", NO_COLOR="1"))


@pytest.mark.parametrize("format", ["plain", "json", "markdown"])
def test_formats_for_machines_and_listeners_are_never_coloured(format: str) -> None:
    assert page("v2", format, FORCE_COLOR="1") == page("v2", format)


def test_plain_is_chosen_where_frames_are_not_wanted() -> None:
    with patch.dict("os.environ", {"TERM": "dumb"}):
        assert run("triage", "-a", "v2").out == page("v2", "plain")
    with patch.dict("os.environ", {"ACCESSIBLE": "1"}):
        heard = run("triage", "-a", "v2").out
    assert heard.startswith(page("v2", "plain").split("\n\nOn the body map", 1)[0])
    assert heard == run("triage", "-a", "v2", "--plain").out
    with patch.dict("os.environ", {"ACCESSIBLE": "1"}):
        assert run("triage", "-a", "v2", "-f", "rich").out == page("v2", "rich")


def plain_letters(text: str) -> list[str]:
    """The words of a text, without accents and marks."""
    parts = unicodedata.normalize("NFKD", text)
    return re.findall("[A-Za-z0-9]+", "".join(c for c in parts if not unicodedata.combining(c)))


@pytest.mark.full
@pytest.mark.parametrize("encoding", quick_first(["ascii", "latin-1"]))
@pytest.mark.parametrize("format", ["rich", "plain"])
def test_a_poor_encoding_loses_no_word(format: str, encoding: str) -> None:
    done = shell(
        f"kneenumb triage -a v18-flip -f {format}",
        env={"PYTHONIOENCODING": encoding, "COLUMNS": "80"},
    )
    text = without_legs(done.out.decode(encoding))
    full = without_legs(page("v18-flip", format))
    assert done.code == 0
    assert text.count("?") == full.count("?")
    assert plain_letters(text) == plain_letters(full)


@pytest.mark.full
def test_every_character_of_the_tree_has_a_stand_in_where_only_ascii_is_known(
    tmp_path: Path,
) -> None:
    shipped = (ROOT / "trees" / "knee-numbness.yaml").read_text()
    rare = sorted({char for char in shipped if not char.isascii()})
    assert rare
    tree = tmp_path / "tree.yaml"
    starter = (ROOT / "trees" / "starter.yaml").read_text()
    told = " ".join(f"{at}({char})" for at, char in enumerate(rare))
    tree.write_text(starter.replace("self_care: Keep gently active.", f"self_care: {told}"))
    script = 'kneenumb triage --tree "$1" --set saddle=no --set background=none -f plain'
    done = shell(script, tree, env={"PYTHONIOENCODING": "ascii"})
    text = done.out.decode("ascii")
    assert done.code == 0
    assert f"{len(rare) - 1}(" in text
    assert not [char for at, char in enumerate(rare) if f"{at}(?)" in text]


# Text that looks like markup

PREGNANT = ("--set", "saddle=no", "--set", "background=pregnant_or_birth")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree that no check would pass: some of its texts hold no words."""
    return write_hostile_tree(tmp_path_factory.mktemp("trees") / "hostile.yaml")


@pytest.mark.parametrize("format", PAGES)
def test_markup_in_a_tree_arrives_as_it_was_written(format: str, hostile: Path) -> None:
    with patch.dict("os.environ", COLUMNS="2000"):
        done = run("triage", "--unchecked", "--tree", str(hostile), *PREGNANT, "-f", format)
    assert (done.code, done.err) == (0, "")
    read = reading(done.out, format)
    lost = [name for name, text in MARKUP.items() if " ".join(text.split()) not in read]
    assert not lost, read
    assert_in_order(read, ["When to go at once", *OPENINGS, "Your answers"])
    assert_in_order(read, ["may check", "---", "could be", "- U", "do yourself"])


def test_markup_in_a_tree_stays_what_it_is_in_json(hostile: Path) -> None:
    told = json.loads(
        run("triage", "--unchecked", "--tree", str(hostile), *PREGNANT, "-f", "json").out
    )
    assert (told["action"], told["title"]) == (MARKUP["action"], MARKUP["title"])
    assert told["safety_net"][: len(OPENINGS)] == OPENINGS


def test_a_picture_loads_nothing_and_links_nowhere(hostile: Path) -> None:
    picture = run("triage", "--unchecked", "--tree", str(hostile), *PREGNANT, "-f", "svg").out
    root = ElementTree.fromstring(picture)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "style", "defs", "clipPath", "rect", "g", "text", "path", "circle")
    }
    assert not [name for each in root.iter() for name in each.attrib if "href" in name]
    assert "@import" not in picture
    assert not re.search(r"url\((?!#)", picture)
