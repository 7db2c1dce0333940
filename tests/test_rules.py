"""Every rule by example: ``tests/trees/flawed`` has what it finds, ``near`` what it lets pass.

To add one, drop two files of the same name, ``RULE.yaml`` or ``RULE--VARIANT.yaml``. The flawed
one says at its top what has to be found, one line a finding, in the order of the file:
``# expect: LINE:COLUMN: message``. The near one differs in as little as can be.
"""

import re
from pathlib import Path

import pytest

from kneenumb import TreeError, triage
from kneenumb.check.check import check, unreadable
from kneenumb.check.report import Finding, Report
from kneenumb.check.rule import RULES, Rule
from kneenumb.load.tree_file import parse_tree
from tests.strategies import given_of

TREES = Path(__file__).parent / "trees"
FLAWED = sorted((TREES / "flawed").glob("*.yaml"))
NEAR = sorted((TREES / "near").glob("*.yaml"))
LONGEST_TITLE = 80

_EXPECTED = re.compile(r"^# expect: (.+)$", re.MULTILINE)


def name(path: Path) -> str:
    return path.stem


def rule_of(path: Path) -> str:
    """The id of the rule that a file is an example of."""
    return path.stem.partition("--")[0]


def report_on(path: Path) -> Report:
    """The report of a check on a file."""
    try:
        tree, document = parse_tree(path.read_bytes(), "file")
    except TreeError as error:
        return unreadable(error, "file")
    return check(tree, document.place, "file")


@pytest.mark.parametrize("path", FLAWED, ids=name)
def test_a_rule_alone_finds_its_flaw_at_its_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = _EXPECTED.findall(text)
    assert expected, f"{path} does not say what is expected"
    report, rule = report_on(path), RULES[rule_of(path)]
    assert [f"{_where(each)}: {each.message}" for each in report.findings] == expected
    assert {each.rule for each in report.findings} == {rule.id}
    assert {each.severity for each in report.findings} == {rule.severity}
    assert not report.passes(strict=True)
    lines = text.splitlines()
    for each in report.findings:
        assert each.why and each.remedy
        assert lines[(each.place.line or 0) - 1][(each.place.column or 0) - 1 :].strip()
        assert_people_are_real(report, each)


@pytest.mark.parametrize("path", NEAR, ids=name)
def test_a_near_miss_is_let_pass(path: Path) -> None:
    report = report_on(path)
    assert report.findings == ()
    assert report.passes(strict=True)


def test_every_rule_has_a_flawed_tree_and_a_near_miss() -> None:
    assert [path.name for path in FLAWED] == [path.name for path in NEAR]
    assert {rule_of(path) for path in FLAWED} == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_page_of_a_rule_says_what_why_and_what_to_do(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    title, why, remedy, *_ = rule.page.split("\n\n")
    assert title == f"{rule.title}."
    assert "\n" not in title and len(title) <= LONGEST_TITLE
    for paragraph in (why, remedy):
        assert not paragraph.startswith(" "), "an example stands where words should"
        assert paragraph.endswith((".", ":"))


def assert_people_are_real(report: Report, finding: Finding) -> None:
    """The real engine asks the people of a finding just what they answered, up to a result."""
    if report.tree:
        for answers in filter(None, (finding.witness, finding.beside)):
            result = triage(report.tree, given_of(answers))
            assert list(result.answers.items()) == list(answers.items())
            assert not result.unused


def _where(finding: Finding) -> str:
    return f"{finding.place.line}:{finding.place.column}"
