"""Rules to read: the page of one, and the list of all."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import dedent

from kneenumb.check.report import Severity
from kneenumb.check.rule import Rule
from kneenumb.page.block import Block, Bullets, Command, Page, Pairs, Paragraph, Piece, Verbatim
from kneenumb.page.phrases import named

SEVERITIES = {
    Severity.ERROR: "error: nobody may be triaged with a tree in which it is found",
    Severity.WARNING: "warning: worth mending, but the tree is safe (an error with --strict)",
}


def rule_page(rule: Rule) -> Page:
    """All that is to say about a rule, in its own words."""
    _, _, body = rule.page.partition("\n")
    about = (("Severity", SEVERITIES[rule.severity]), ("Family", rule.family))
    return (
        Block(None, (Paragraph(f"{rule.id}: {_words(rule.title)}", strong=True), *_pieces(body))),
        Block.of("How it counts", Pairs(about)),
    )


def rules_page(rules: Iterable[Rule]) -> Page:
    """Every rule under its family, with what it looks for and how much it weighs."""
    families = (
        Block.of(
            f"Rules about {family.replace('_', ' ')}",
            named((each.id, f"{_words(each.title)} ({each.severity.value})") for each in same),
        )
        for family, same in groupby(rules, key=lambda rule: rule.family)
    )
    more = Command(("kneenumb check", "--explain RULE"))
    return *families, Block.of("To read more about one of them", more)


def _pieces(body: str) -> Iterator[Piece]:
    """Paragraphs, lists, and indented lines just as they stand."""
    for kept, lines in groupby(_chunks(body), key=lambda chunk: chunk.startswith(" ")):
        if kept:
            yield Verbatim(tuple(dedent("\n\n".join(lines)).split("\n")))
            continue
        for chunk in lines:
            if chunk.startswith("- "):
                yield Bullets(tuple(map(_words, re.split(r"(?m)^- ", chunk)[1:])))
            else:
                yield Paragraph(_words(chunk))


def _chunks(body: str) -> list[str]:
    return [chunk.rstrip() for chunk in re.split(r"\n\s*\n", body.strip("\n")) if chunk.strip()]


def _words(text: str) -> str:
    """Text of a page in one line, without the marks of its markup."""
    line = " ".join(text.split())
    return re.sub("::$", ":", re.sub("``(.+?)``", r"'\1'", line))
