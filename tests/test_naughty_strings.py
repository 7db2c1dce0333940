"""Texts that have broken something somewhere, wherever a text can stand: none takes effect."""

import csv
import io
import json
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path

import pytest
import sqlglot
from markdown_it import MarkdownIt

from kneenumb.load.tree_file import parse_tree
from kneenumb.model.fault import TreeError
from tests.awkward import awkward
from tests.command import Done, run
from tests.corpora import naughty_strings
from tests.examples import quick_first
from tests.terminal import acts_on_a_terminal

STRINGS = [text for text in naughty_strings() if text.strip()]
LABELS = [text for text in STRINGS if len(text) <= 100]
ROOM = 60
"""How many labels, titles and flags the awkward tree has, at least."""


@cache
def is_taken(text: str) -> bool:
    """Whether an author may write it."""
    try:
        parse_tree(json.dumps(awkward(cycle([text]))).encode(), "tree.json")
    except TreeError:
        return False
    return True


class Markup(HTMLParser):
    """The elements and attributes of a page, and whatever would run or lead elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names = set[str]()
        self.scripts = 0
        self.links = set[str]()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(f"{tag} {name}" for name, _ in attrs)}
        self.scripts += tag == "script"
        self.links |= {
            str(value).split("#")[0] for name, value in attrs if name in ("href", "src", "action")
        }

    def handle_comment(self, data: str) -> None:
        self.names.add("<!--")

    def handle_pi(self, data: str) -> None:
        self.names.add(f"<?{data.split()[0]}")


def markup(text: str, form: str) -> Markup:
    if form in ("markdown", "mermaid"):
        text = MarkdownIt("commonmark", {"html": True}).render(text)
    return Markup(text)


def assert_harmless(done: Done, form: str, twin: Done) -> None:
    """A page says no more to a terminal, a browser or a database than its twin of plain words."""
    assert done.code == twin.code, done.err
    for text in (done.out, done.err):
        assert not acts_on_a_terminal(text.replace("\r\n", "\n"))
        assert not {"\u2028", "\u2029"} & {*text}
    if form in ("html", "svg", "page", "slides", "handout", "markdown", "mermaid"):
        found, plain = markup(done.out, form), markup(twin.out, form)
        assert found.names <= plain.names
        assert (found.scripts, found.links) == (plain.scripts, plain.links)
    elif form == "json":
        assert json.loads(done.out).keys() == json.loads(twin.out).keys()
    elif form == "csv":
        found, plain = (list(csv.reader(io.StringIO(each.out))) for each in (done, twin))
        assert [len(row) for row in found] == [len(row) for row in plain]
    elif form == "sql":
        (statement,) = sqlglot.parse(done.out, dialect="duckdb")
        (plain,) = sqlglot.parse(twin.out, dialect="duckdb")
        kinds = [Counter(map(type, each.walk())) for each in (statement, plain) if each]
        assert kinds[0] == kinds[1]


ANSWERS = ("--set", "end=end")
UNCHECKED = ("--unchecked",)
PAGES = {
    **{
        f"triage {form}": ("triage", *ANSWERS, *UNCHECKED, "-f", form)
        for form in ("html", "rich", "plain", "json", "markdown", "svg")
    },
    **{
        f"explain {form}": ("explain", *ANSWERS, *UNCHECKED, "-f", form)
        for form in ("html", "slides")
    },
    **{f"show {form}": ("show", "-f", form) for form in ("plain", "rich", "html", "markdown")},
    **{f"check {form}": ("check", "-f", form) for form in ("json", "plain", "html", "github")},
    **{
        f"export {form}": ("export", form)
        for form in ("svg", "mermaid", "dot", "markdown", "csv", "json")
    },
    "export page": ("export", "page", *UNCHECKED),
    "export sql": ("export", "sql", "--dialect", "duckdb", *UNCHECKED),
    "export handout": ("export", "handout", "node", *UNCHECKED),
}


def command(argv: tuple[str, ...], tree: Path) -> Done:
    return run(*argv, *(() if argv[0] == "check" else ("--tree",)), str(tree))


@pytest.mark.full
@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_tree_takes_effect(page: str, tmp_path: Path) -> None:
    tree, twin = tmp_path / "tree.json", tmp_path / "twin.json"
    twin.write_text(json.dumps(awkward(cycle(["word"]))))
    plain = command(PAGES[page], twin)
    assert plain.code in (0, 1) and plain.out, plain.err
    taken = [text for text in LABELS if is_taken(text)]
    assert len(taken) > 400
    for at in range(0, len(taken), ROOM):
        tree.write_text(json.dumps(awkward(cycle(taken[at : at + ROOM]))))
        done = command(PAGES[page], tree)
        assert_harmless(done, page.split()[1], plain)


def test_what_takes_effect_is_seen() -> None:
    plain = Done(0, "<p>x</p>", "")
    assert_harmless(Done(0, "<p>y</p>", ""), "html", plain)
    for text in ("<p onclick=x>", "<p>\u2028</p>", "<b>x</b>", "<p><!-- x --></p>", "\x1b[2J"):
        with pytest.raises(AssertionError):
            assert_harmless(Done(0, text, ""), "html", plain)


# What somebody types, or a file of answers holds


def rows_of(out: str, form: str) -> list[dict[str, str]]:
    if form == "jsonl":
        return [json.loads(line) for line in out.split("\n") if line]
    mark = "," if form == "csv" else "\t"
    return list(csv.DictReader(io.StringIO(out, newline=""), delimiter=mark))


@pytest.mark.parametrize("place", quick_first(["id", "saddle", "title", "new key", "expected"]))
@pytest.mark.parametrize("form", quick_first(["csv", "tsv", "jsonl"]))
def test_no_text_of_a_row_takes_effect(form: str, place: str, tmp_path: Path) -> None:
    """In each place of a row of JSON Lines."""
    rows = [
        {"id": f"r{at}", "saddle": "yes"}
        | ({text: "x"} if place == "new key" else {place: text} if place != "expected" else {})
        | ({"expected_outcome": text} if place == "expected" else {})
        for at, text in enumerate(STRINGS)
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)))
    done = run("batch", str(source), "-f", form)
    assert done.code in (0, 1, 4) and "Traceback" not in done.err
    assert not acts_on_a_terminal(done.err)
    assert not {"\u2028", "\u2029"} & {*done.out, *done.err}
    assert not acts_on_a_terminal(done.out.replace("\r\n", "\n").replace("\t", " "))
    found = rows_of(done.out, form)
    assert len(found) == len(rows) > 400
    if form != "jsonl":  # No spreadsheet runs it.
        cells = [cell for row in found for cell in row.values() if cell]
        assert not [each for each in cells if each[0] in "=+-@" and each[1:]]


@pytest.mark.full
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_no_cell_takes_effect(form: str, tmp_path: Path) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["id", "saddle", "injury", "story"])
    for at, each in enumerate(STRINGS):
        writer.writerow([f"r{at}", each, each, each])
    source = tmp_path / "in.csv"
    source.write_text(text.getvalue(), newline="", encoding="utf-8")
    done = run("batch", str(source), "-f", form)
    assert done.code == 4
    assert not acts_on_a_terminal(done.err)
    assert not {"\u2028", "\u2029"} & {*done.out, *done.err}
    assert len(rows_of(done.out, form)) == len(STRINGS)


@pytest.mark.full
def test_no_heading_of_a_column_takes_effect(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    for at in range(0, len(STRINGS), 40):
        text = io.StringIO(newline="")
        csv.writer(text).writerows([["saddle", *STRINGS[at : at + 40]], ["yes"] + ["x"] * 40])
        source.write_text(text.getvalue(), newline="", encoding="utf-8")
        for options in (("-f", "csv"), ("--map-template",)):
            done = run("batch", str(source), *options)
            assert done.code in (0, 4)
            assert not acts_on_a_terminal(done.out + done.err)
            assert not {"\u2028", "\u2029"} & {*done.out, *done.err}


ARGUMENTS = [text for text in STRINGS if "\0" not in text]
TYPED = {
    "a question": ("triage", "--set", "{}=no"),
    "an option": ("triage", "--set", "saddle={}"),
    "a case": ("triage", "--case", "{}"),
    "a tree": ("show", "--tree", "{}"),
    "a part": ("show", "{}"),
    "a region": ("triage", "--set", "saddle=yes", "--region", "{}"),
    "a format": ("triage", "--set", "saddle=yes", "--format", "{}"),
    "a table": ("export", "sql", "--tree", "starter", "--table", "{}"),
    "a setting": ("settings", "--set", "tree={}"),
    "an area": ("export", "bodymap", "--area", "{}"),
}


@pytest.mark.full
@pytest.mark.parametrize("place", TYPED)
def test_nothing_that_is_typed_takes_effect(place: str) -> None:
    """A tenth of the texts in each place, and each text in one place."""
    command, *rest = TYPED[place]
    for text in ARGUMENTS[[*TYPED].index(place) :: len(TYPED)]:
        done = run(command, *(each.replace("{}", text) for each in rest))
        assert done.code in (0, 2, 3, 4), (text, done)
        assert bool(done.code) == bool(done.err) or place in ("a table", "a setting")
        assert not acts_on_a_terminal(done.out + done.err), text
        assert not {"\u2028", "\u2029"} & {*done.out, *done.err}, text


def is_a_name(text: str) -> bool:
    """Whether a file can be called so."""
    return "/" not in text and "\0" not in text and len(text.encode()) < 200


@pytest.mark.full
def test_no_name_of_a_file_takes_effect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [text for text in STRINGS if is_a_name(text)]
    assert len(names) > 300
    for text in names[::4]:
        source, target = Path(f"{text}.csv"), Path(f"out {text}.html")
        source.write_text("id,saddle\nanna,yes\nbert,maybe\n")
        told = (
            run("batch", "--", str(source)),
            run("triage", "--set", "saddle=yes", "-o", str(target)),
            run("check", "--", str(source)),
        )
        assert [done.code for done in told] == [4, 0, 1], text
        assert target.exists()
        for done in told:
            assert not acts_on_a_terminal(done.out + done.err), text
            assert not {"\u2028", "\u2029"} & {*done.out, *done.err}, text
        source.unlink()
        target.unlink()
