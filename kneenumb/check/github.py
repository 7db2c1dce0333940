"""Findings as notes beside the lines of a pull request: workflow commands of GitHub."""

from kneenumb.check.page import verdict
from kneenumb.check.report import Finding, Report
from kneenumb.page.escape_controls import escape_controls


def check_github(report: Report, *, strict: bool = False) -> str:
    """One line for each finding and each gap, and the verdict at the end.

    GitHub shows only the first ten errors and the first ten warnings of a
    step; all of them are in its log.

    Args:
        strict: Whether warnings count as errors.
    """
    lines = [_finding(each) for each in report.findings]
    lines += [f"::error title=not covered::{_data(gap)}" for gap in report.gaps]
    kind = "notice" if report.passes(strict=strict) else "error"
    lines.append(f"::{kind} title=kneenumb check::{_data(verdict(report, strict=strict))}")
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": place.origin,
        "line": place.line,
        "col": place.column,
        "title": finding.rule,
    }
    told = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    return f"::{finding.severity.value} {told}::{_data(_message(finding))}"


def _message(finding: Finding) -> str:
    lines = [finding.message]
    if finding.why:
        lines.append(f"Why it matters: {finding.why}")
    if finding.remedy:
        lines.append(f"What to do: {finding.remedy}")
    return "\n".join(lines)


def _data(text: str) -> str:
    """A text as the message of a command. The percent sign first, as it marks the others."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escape_controls(text)


def _property(text: str) -> str:
    """A text as a value in front of the message, where two more characters mean something."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
