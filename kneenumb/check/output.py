"""What ``kneenumb check`` writes: the report on a tree, and the pages of the rules."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.output import Output

if TYPE_CHECKING:
    from kneenumb.check.json import CheckData, RulesData
    from kneenumb.check.report import Report
    from kneenumb.check.rule import Rule
    from kneenumb.check.witness import Replay
    from kneenumb.page.block import Page


class ShownReport(NamedTuple):
    """A report, and what it takes to show it."""

    report: "Report"
    lines: Sequence[str]
    """The lines of the file."""
    replay: "Replay"
    strict: bool
    """Whether warnings count as errors."""


def _page(shown: ShownReport, _: int | None) -> "Page":
    from kneenumb.check.page import check_page

    report, lines, replay, strict = shown
    return check_page(report, lines, strict=strict, replay=replay)


def _data(shown: ShownReport) -> "CheckData":
    from kneenumb.check.json import check_data

    return check_data(shown.report, strict=shown.strict)


def _reminder(shown: ShownReport) -> "Page":
    from kneenumb.check.page import once_more

    return once_more(shown.report, strict=shown.strict)


def _github(shown: ShownReport) -> str:
    from kneenumb.check.github import check_github

    return check_github(shown.report, strict=shown.strict)


CHECK = Output(
    "check",
    "what `kneenumb check --format json` writes",
    title=lambda shown: f"Check of {escape_controls(shown.report.origin)}",
    page=_page,
    data=_data,
    reminder=_reminder,
    also={"github": _github},
)


def _rules_page(rules: "Mapping[str, Rule]", _: int | None) -> "Page":
    from kneenumb.check.rule_page import rule_page, rules_page

    # Of a single rule there is more to say.
    return rules_page(rules.values()) if len(rules) > 1 else rule_page(*rules.values())


def _rules_data(rules: "Mapping[str, Rule]") -> "RulesData":
    from kneenumb.check.json import rules_data

    return rules_data(rules.values())


RULES = Output(
    "rules",
    "what `kneenumb check --rules` and `--explain` write with `--format json`",
    title=lambda rules: "Rules" if len(rules) > 1 else f"Rule {next(iter(rules))}",
    page=_rules_page,
    data=_rules_data,
)
