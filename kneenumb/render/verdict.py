"""What a check comes to, in a sentence or two."""

from kneenumb.check.report import Report
from kneenumb.render.words import counted, listed


def verdict(report: Report, *, strict: bool = False) -> str:
    """The first words of every report: proved, or what stands in the way."""
    found = _found(report)
    if report.tree is None:
        return f"NOT PROVED: the file cannot be read as a tree. It has {found}."
    broken = _broken(report)
    if report.gaps:
        so_far = f" So far: {found}." if found else ""
        return f"NOT A PASS: the check is not complete.{so_far}{broken}"
    if report.errors:
        return f"NOT PROVED: {found}.{broken}"
    if broken:
        return f"NOT PROVED:{broken}"
    if report.warnings and strict:
        return f"NOT A PASS: {found}, and --strict allows none."
    claims = len(report.proofs)
    holds = f"whatever anybody answers, {_all(claims)}" if claims else "no rule found an error"
    return f"PROVED{f', with {found}' if found else ''}: {holds}."


def _found(report: Report) -> str:
    numbers = {"error": len(report.errors), "warning": len(report.warnings)}
    words = [counted(number, noun) for noun, number in numbers.items() if number]
    return listed(words, "and") if words else ""


def _broken(report: Report) -> str:
    broken, claims = sum(not each.holds for each in report.proofs), len(report.proofs)
    if not broken:
        return ""
    return f" {broken} of {counted(claims, 'claim')} {'is' if broken == 1 else 'are'} broken."


def _all(claims: int) -> str:
    return "its one claim holds" if claims == 1 else f"all {claims} claims hold"
