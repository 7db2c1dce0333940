"""Rules: each looks for one kind of flaw, and has a page that explains it.

The page is written once and read in three places: the first line names the
rule, the first paragraph tells with each finding why it matters, and all of it
is what ``kneenumb check --explain RULE`` prints.
"""

from collections.abc import Callable, Iterator
from inspect import cleandoc
from typing import NamedTuple

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw, Severity

FlawFinder = Callable[[CheckContext], Iterator[Flaw]]


class Rule(NamedTuple):
    """One kind of flaw, and how to find it."""

    id: str
    """In ``kebab-case``. Scripts know a rule by it, so it does not change."""
    severity: Severity
    family: str
    """The module the rule is written in."""
    look: FlawFinder
    page: str
    """All that is to say about the rule: title, why, what to do, an example."""

    @property
    def title(self) -> str:
        """The first line of the page."""
        return self.page.splitlines()[0].rstrip(".")

    @property
    def why(self) -> str:
        """Why a finding of this rule matters: the first paragraph of the page."""
        return " ".join(self.page.split("\n\n")[1].split())


RULES: dict[str, Rule] = {}
"""Every rule by its id, in the order of the families."""


def rule(
    id: str, severity: Severity = Severity.ERROR, *, page: str
) -> Callable[[FlawFinder], FlawFinder]:
    """Register a function as a rule.

    Args:
        page: As :attr:`Rule.page`. It is no docstring, as Python can run without these.
    """

    def register(look: FlawFinder) -> FlawFinder:
        family = look.__module__.rpartition(".")[2]
        RULES[id] = Rule(id, severity, family, look, cleandoc(page))
        return look

    return register
