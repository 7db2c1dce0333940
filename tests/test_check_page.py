"""The report of a check to read. To write its scenes anew: see ``tests/scene.py``."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from kneenumb import Tree
from kneenumb.check.page import MOST_SHOWN, check_page, once_more, verdict
from kneenumb.check.report import Flaw, Proof, Report, Severity
from kneenumb.check.rule import Rule
from kneenumb.check.rule_page import rule_page, rules_page
from kneenumb.check.witness import Replay
from kneenumb.cli.terminal.streams import rich_console
from kneenumb.format.markdown import markdown
from kneenumb.format.plain import plain_text
from kneenumb.format.preformatted import preformatted_lines
from kneenumb.format.rich_page import show
from kneenumb.format.terminal_svg import picture
from kneenumb.model.fault import Place
from kneenumb.page.block import Block, Command, Excerpt, Page, Verbatim
from kneenumb.page.phrases import READABLE, amount
from tests.hostile_tree import MARKUP
from tests.reports import LINES, OVER_ALL, broken, finding, numbers, proved, unreadable
from tests.scene import assert_scene
from tests.terminal import acts_on_a_terminal


def rich_text(page: Page, columns: int = 80, **env: str) -> str:
    with patch.dict("os.environ", {"COLUMNS": str(columns), **env}):
        stream = io.StringIO()
        show(rich_console(stream), page)
    return stream.getvalue()


def in_every_format(page: Page, columns: int = 80) -> Iterator[str]:
    yield rich_text(page, columns)
    yield plain_text(page, columns)
    yield markdown(page, "Title")


def words(text: str) -> str:
    """A text in one line, without frames."""
    return " ".join(re.sub("[━┃┏┓┗┛•]", " ", text).split())


def plain(report: Report, **options: object) -> str:
    return words(plain_text(check_page(report, LINES, **options), 10_000))  # type: ignore[arg-type]


@pytest.fixture
def states(starter: Tree) -> dict[str, Report]:
    """A report of every kind."""
    good, bad = proved(starter), broken(starter)
    warned = replace(good, findings=tuple(bad.warnings))
    return {
        "proved": good,
        "warned": warned,
        "broken": bad,
        "gaps": replace(good, gaps=("The claim P1 needs more memory than there is.",)),
        "gaps and broken": replace(bad, gaps=("The claim P1 needs more memory than there is.",)),
        "unreadable": unreadable("Unknown key 'lable'."),
    }


# The verdict


def test_the_verdict_tells_every_state_apart(states: dict[str, Report], starter: Tree) -> None:
    told = {name: verdict(report) for name, report in states.items()}
    assert told == {
        "proved": "PROVED: whatever anybody answers, its one claim holds.",
        "warned": "PROVED, with 1 warning: whatever anybody answers, its one claim holds.",
        "broken": "NOT PROVED: 3 errors and 1 warning. 1 of 1 claim is broken.",
        "gaps": "NOT A PASS: the check is not complete.",
        "gaps and broken": "NOT A PASS: the check is not complete. So far: 3 errors and "
        "1 warning. 1 of 1 claim is broken.",
        "unreadable": "NOT PROVED: the file cannot be read as a tree. It has 1 error.",
    }
    strict = "NOT A PASS: 1 warning, and --strict allows none."
    assert verdict(states["warned"], strict=True) == strict
    silent = replace(states["proved"], proofs=())
    assert verdict(silent) == "PROVED: no rule found an error."


@pytest.mark.parametrize("strict", [False, True])
def test_only_what_passes_is_called_proved(states: dict[str, Report], strict: bool) -> None:
    for report in states.values():
        proved = verdict(report, strict=strict).startswith("PROVED")
        assert proved is report.passes(strict=strict)
        (block,) = once_more(report, strict=strict)
        assert block.passes is proved


def test_the_verdict_comes_first_in_every_format(states: dict[str, Report]) -> None:
    for report in states.values():
        for text in in_every_format(check_page(report, LINES)):
            start = words(text).replace("*", "")
            assert start.startswith(verdict(report)), start[:200]


def test_what_is_not_covered_stands_right_below_the_verdict(states: dict[str, Report]) -> None:
    for name in ("gaps", "gaps and broken"):
        opening = check_page(states[name], LINES)[0]
        text = words(plain_text((opening,), 1000))
        assert "What is not covered is not proved." in text
        assert "The claim P1 needs more memory than there is." in text
        assert "Covered: every one" not in plain(states[name])


def test_very_many_gaps_are_counted(states: dict[str, Report]) -> None:
    gaps = tuple(f"Gap {at}." for at in range(100))
    text = plain(replace(states["proved"], gaps=gaps))
    assert "Gap 19." in text and "Gap 20." not in text and "… and 80 more." in text


# Exact pages


def test_scenes(states: dict[str, Report]) -> None:
    kept = Replay("trees/starter.yaml", folder="people")
    pages = {
        "check-proved": check_page(states["proved"], LINES),
        "check-broken": check_page(states["broken"], LINES, replay=kept._replace(folder=None)),
        "check-broken-kept": check_page(states["broken"], LINES, replay=kept),
        "check-gaps": check_page(states["gaps"], LINES),
        "check-unreadable": check_page(states["unreadable"], LINES),
    }
    assert_scene("check-proved-rich-80.txt", rich_text(pages["check-proved"]))
    assert_scene("check-proved-plain-40.txt", plain_text(pages["check-proved"], 40))
    assert_scene("check-broken-rich-80.txt", rich_text(pages["check-broken"]))
    assert_scene("check-broken-plain-80.txt", plain_text(pages["check-broken-kept"], 80))
    assert_scene("check-broken-markdown.md", markdown(pages["check-broken"], "Check"))
    assert_scene("check-gaps-rich-80.txt", rich_text(pages["check-gaps"]))
    assert_scene("check-unreadable-plain-80.txt", plain_text(pages["check-unreadable"], 80))


def test_colour_says_nothing_by_itself(states: dict[str, Report]) -> None:
    for report in states.values():
        page = check_page(report, LINES)
        coloured = rich_text(page, FORCE_COLOR="1")
        assert "\x1b[" in coloured
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == rich_text(page)


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_screen(states: dict[str, Report], columns: int) -> None:
    for report in states.values():
        page = check_page(report, LINES, replay=Replay("trees/starter.yaml"))
        assert max(map(cell_len, rich_text(page, columns).splitlines())) <= columns
        # Bare text has no frame to keep within, so it does not break what is to be copied.
        wide = [line for line in plain_text(page, columns).splitlines() if cell_len(line) > columns]
        assert all(len(line.split()) <= 2 for line in wide), wide


def test_a_picture_shows_all_of_it(states: dict[str, Report]) -> None:
    drawn = picture(check_page(states["broken"], LINES), "Check")
    for text in ("NOT&#160;PROVED", "claim-broken", "│", "^"):
        assert text in drawn


# Findings


def test_a_finding_has_all_its_parts_in_order(starter: Tree) -> None:
    text = plain(broken(starter))
    at = 0
    for part in (
        "Error 1 of 3: claim-broken",
        "The claim P1 does not hold",
        "trees/starter.yaml:185:5",
        "Line 185: says: Numbness",
        "Why it matters: A claim",
        "What to do: Give 'saddle: not_sure'",
        "Somebody who shows it answers: - saddle: not_sure, “Not sure”",
        "Result: level 4 Emergency now, at o_em_cauda_equina",
        "kneenumb triage --unchecked --set saddle=not_sure",
        "Error 2 of 3: worse-milder",
        "Two people show it. The first answers:",
        "- Nothing wrong: saddle",
        "The second answers the same, but for this: - background: none, “None of these” - Result",
        "Error 3 of 3: dead-line",
        "Warning 1 of 1: label-too-long",
        "To read more about a rule: kneenumb check --explain claim-broken",
        "0 of 1 claim hold:",
        "P1: broken. Numbness between",
    ):
        found = text.find(part, at)
        assert found >= 0, f"{part!r} is not behind {text[:at]!r} in {text[at:]!r}"
        at = found + len(part)


def test_a_finding_without_a_line_has_no_excerpt(starter: Tree) -> None:
    for place in (Place("x.yaml"), Place("x.yaml", 100_000, 1)):
        report = replace(proved(starter), findings=(finding(place=place),))
        text = plain(report)
        assert "│" not in text and "What to do" in text


def test_five_hundred_findings_are_summed_up(starter: Tree) -> None:
    warnings = tuple(finding("small", severity=Severity.WARNING) for _ in range(460))
    errors = tuple(finding("grave") for _ in range(40))
    report = replace(proved(starter), findings=warnings + errors)
    page = check_page(report, LINES)
    text = plain(report)
    assert "500 findings: - 460: small - 40: grave" in text
    headings = [block.heading or "" for block in page]
    told = [each for each in headings if re.match("(Error|Warning) [0-9]+ of", each)]
    assert len(told) == MOST_SHOWN
    assert told[0] == "Error 1 of 40: grave" and told[40] == "Warning 1 of 460: small"
    assert "… and 450 more findings" in headings
    assert len(rich_text(page).splitlines()) < 1000


def test_why_is_said_once_for_every_rule(starter: Tree) -> None:
    report = replace(proved(starter), findings=(finding(), finding(), finding("other")))
    assert plain(report).count("Why it matters") == 2


def test_somebody_no_longer_asked_is_told_so(starter: Tree) -> None:
    asked = finding(witness={"saddle": ("no",), "background": ("under_16",)})
    less = replace(proved(starter), findings=(asked._replace(beside={"saddle": ("not_sure",)}),))
    assert "saddle: not_sure, “Not sure” - background: not asked" in plain(less)


def test_a_witness_in_the_middle_of_the_tree_has_no_result(starter: Tree) -> None:
    report = replace(proved(starter), findings=(finding(witness={"saddle": ("no",)}),))
    text = plain(report)
    assert "- Nothing wrong: saddle kneenumb triage" in text and "Result" not in text


def test_whoever_breaks_a_claim_is_shown_even_without_a_finding(starter: Tree) -> None:
    report = replace(broken(starter), findings=())
    text = plain(report)
    assert text.startswith("NOT PROVED: 1 of 1 claim is broken.")
    assert "The claim P1 is broken: Somebody who shows it answers:" in text


@pytest.mark.parametrize("text", MARKUP.values())
def test_markup_arrives_as_it_was_written(text: str, starter: Tree) -> None:
    report = replace(
        proved(starter), findings=(finding(text, message=text, why=text, remedy=text),)
    )
    page = check_page(report, [text] * 200)
    expected = " ".join(text.split())
    for shown in (rich_text(page, 2000), plain_text(page, 2000)):
        assert words(shown).count(expected) >= 4
    rendered = MarkdownIt("commonmark").parse(markdown(page, text))
    kinds = {each.type for each in rendered}
    assert not kinds & {"html_block", "table_open", "hr", "code_block"}
    inside = {child.type for each in rendered for child in each.children or ()}
    assert inside <= {"text", "strong_open", "strong_close"}


def test_nothing_takes_effect_in_a_terminal(starter: Tree) -> None:
    evil = "a\x1b[31m\x07\x9b2J\u202eb\r\nc"
    place = Place(f"{evil}.yaml", 1, 3)
    report = replace(proved(starter), findings=(finding("x", place, message=evil, why=evil),))
    page = check_page(report, [evil], replay=Replay(evil, folder=evil))
    for text in in_every_format(page):
        assert not acts_on_a_terminal(text)
        assert "\\x1b[31m" in text.replace("\\\\", "\\").replace("\\[", "[")


# Claims and counts


def test_claims_that_hold_are_told_with_how_many_they_are_about(tree: Tree) -> None:
    text = plain(proved(tree))
    shown = sum(bool(claim.holds) for claim in tree.claims.values())
    assert f"{shown} claims hold, shown over every combination of answers: - P1: holds" in text
    assert f"{len(tree.claims) - shown} claims hold, shown by looking: - " in text
    assert "P1: holds for its 2 answer paths. Loss of feeling" in text
    for name in tree.claims:
        assert f"- {name}: holds" in text


def test_a_claim_about_nobody_says_so(starter: Tree) -> None:
    empty = replace(proved(starter), proofs=(Proof("P1", True, 0, OVER_ALL),))
    told = "1 claim holds, shown over every combination of answers: - P1: holds, but only because"
    assert told in plain(empty)


def test_claims_that_were_not_looked_at_are_no_claims_that_hold(starter: Tree) -> None:
    report = replace(proved(starter), proofs=(), gaps=("Too much.",))
    assert "None of 1 claim was proved." in plain(report)
    silent = starter.model_copy(update={"claims": {}})
    none = replace(proved(starter), tree=silent, proofs=())
    assert "This tree makes no claims about its own safety." in plain(none)


def test_claims_are_brief_where_something_is_to_be_done(tree: Tree) -> None:
    good = proved(tree)
    lost = ("P4", "P6")
    proofs = tuple(replace(each, holds=each.claim not in lost) for each in good.proofs)
    report = replace(good, proofs=proofs, findings=(finding(),))
    held = len(tree.claims) - 2
    assert f"{held} of {len(tree.claims)} claims hold" in plain(report)
    last = list(tree.claims)[-1]
    assert re.search(rf"These hold: P1 to P3, P5, P7 to .*{last}\.", plain(report))
    assert "P5: holds" not in plain(report)


def test_paths_are_counted_by_urgency_with_its_mark(starter: Tree) -> None:
    text = plain_text(check_page(proved(starter)), 80)
    assert "- 1,186,097: level 4 Emergency now (5,678)" in text
    assert "-     1,004: level 1 Self-care with safety-net (4)" in text
    told = words(text)
    assert "In brackets: a single tick in each checklist, 5,718 in all." in told
    assert "The shortest walk asks 1 question, the longest 2." in told


def test_without_checklists_there_are_no_brackets(starter: Tree) -> None:
    same = numbers(starter, 1, 2, 3, 4)
    text = plain(replace(proved(starter), paths=same, classes=same))
    assert "In brackets" not in text and "4: level 4 Emergency now -" in text


def test_a_number_of_any_size_can_be_shown(starter: Tree) -> None:
    assert amount(3**40) == "12,157,665,459,056,928,801"
    assert amount(READABLE - 1) == ",".join(["999"] * 12)
    assert amount(READABLE) == "about 1.0 × 10^36"
    assert amount(3**20_000) == "about 2.7 × 10^9542"
    huge = numbers(starter, 0, 0, 1, 2**100_000)
    text = plain(replace(proved(starter), paths=huge, classes=huge))
    assert "every one of about 1.0 × 10^30103 answer paths" in text


# Pieces that are kept as they are


LINE = "  - {when: {weakness: [slow]}, next: o_slow}"


def test_the_caret_stands_below_the_column() -> None:
    assert preformatted_lines(Excerpt(7, LINE, 12), 80) == [f"7 │ {LINE}", "  │            ^"]
    assert preformatted_lines(Excerpt(7, "\t\tx: y", 3), 80) == [
        "7 │         x: y",
        "  │         ^",
    ]
    assert preformatted_lines(Excerpt(7, "日本: [x]", 6), 80) == ["7 │ 日本: [x]", "  │        ^"]
    assert preformatted_lines(Excerpt(7, "e\u0301: x", 5), 80) == ["7 │ e\u0301: x", "  │    ^"]
    assert preformatted_lines(Excerpt(7, "a\x1bb", 3), 80) == ["7 │ a\\x1bb", "  │      ^"]


def test_the_caret_may_stand_behind_the_end_of_a_line() -> None:
    assert preformatted_lines(Excerpt(7, "key:", 99), 80) == ["7 │ key:", "  │     ^"]
    assert preformatted_lines(Excerpt(7, "", 1), 80) == ["7 │", "  │ ^"]


def test_a_very_long_line_is_cut_around_the_caret() -> None:
    long = "a" * 50_000 + "HERE" + "b" * 50_000
    line, caret = preformatted_lines(Excerpt(12, long, 50_001), 60)
    assert line == "12 │ " + "..." + "a" * 15 + "HERE" + "b" * 30 + "..."
    assert line.index("HERE") == caret.index("^")
    start, caret = preformatted_lines(Excerpt(12, "HERE" + long, 1), 60)
    assert start.startswith("12 │ HEREaaa") and caret == "   │ ^"
    end, caret = preformatted_lines(Excerpt(12, "a" * 500 + "END", 501), 60)
    assert end.endswith("...aaaaaaaaaaaaaaaEND") and end.index("END") == caret.index("^")


@given(
    st.text(st.characters(codec="utf-8"), max_size=200).map(lambda text: text.replace("\n", "")),
    st.integers(1, 220),
    st.integers(20, 120),
)
def test_an_excerpt_fits_and_its_caret_stands_below_something(
    line: str, column: int, width: int
) -> None:
    shown, caret = preformatted_lines(Excerpt(7, line, column), width)
    assert cell_len(shown) <= width and cell_len(caret) <= width
    assert re.fullmatch("  │ +\\^", caret)
    assert cell_len(caret) <= max(cell_len(shown), 4) + 1 + len(line) - len(line.rstrip())


def test_a_command_can_be_copied_from_a_narrow_screen() -> None:
    command = Command(("kneenumb triage", "--unchecked", "--tree x.yaml", "--set saddle=no"))
    assert preformatted_lines(command, 80) == [
        "kneenumb triage --unchecked --tree x.yaml --set saddle=no"
    ]
    assert preformatted_lines(command, 30) == [
        "kneenumb triage --unchecked \\",
        "  --tree x.yaml \\",
        "  --set saddle=no",
    ]
    assert preformatted_lines(Command(("kneenumb", "--set background=under_16")), 20) == [
        "kneenumb \\",
        "  --set \\",
        "  background=under_16",
    ]


def test_lines_keep_their_form_in_every_format() -> None:
    lines = ("x:", "    - {a: [b]}  # *c*", "", "\t```", "end")
    page = (Block("Heading", (Verbatim(lines),)),)
    expected = [line.replace("\t", "    ") for line in lines]
    shown = [line.rstrip() for line in rich_text(page).splitlines()]
    assert shown == ["Heading", *(f"  {line}".rstrip() for line in expected)]
    assert plain_text(page, 80) == "Heading:\n" + "\n".join(f"  {x}" for x in expected) + "\n"
    (fence,) = (
        each for each in MarkdownIt("commonmark").parse(markdown(page)) if each.type == "fence"
    )
    assert fence.content.splitlines() == expected


# Pages of rules


def look_for_x(_: object) -> Iterator[Flaw]:
    yield from ()


PAGE = """\
A line with an ``x`` in it.

An x marks the spot, and a spot
is worth digging at.

Look for these:

- an ``x`` alone,
  in its line
- two of them

Wrong::

    x: [bold]
      y: 1

    z: 2

Right, as nothing is there.
"""
RULE = Rule("no-x", Severity.WARNING, "letters", look_for_x, PAGE)


def test_the_page_of_a_rule_is_written_in_its_own_words() -> None:
    assert plain_text(rule_page(RULE), 80) == (
        "no-x: A line with an 'x' in it\n\n"
        "An x marks the spot, and a spot is worth digging at.\n\n"
        "Look for these:\n\n"
        "- an 'x' alone, in its line\n"
        "- two of them\n\n"
        "Wrong:\n\n"
        "  x: [bold]\n    y: 1\n  \n  z: 2\n\n"
        "Right, as nothing is there.\n\n"
        "How it counts:\n"
        "- Severity: warning: worth mending, but the tree is safe (an error with\n"
        "  --strict)\n"
        "- Family: letters\n"
    )


def test_the_list_of_rules_says_how_much_each_weighs() -> None:
    grave = RULE._replace(id="no-y", severity=Severity.ERROR)
    text = plain_text(rules_page([RULE, grave]), 80)
    assert text.startswith(
        "Rules about letters:\n"
        "- no-x: A line with an 'x' in it (warning)\n"
        "- no-y: A line with an 'x' in it (error)\n"
    )
