"""What a shell offers while a command line is typed: the names that can stand there.

Nothing is said and nothing fails here: where a tree cannot be read, there is nothing to offer.
What each name means is offered with it; zsh and fish show it.
"""

import contextlib
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeAlias

import typer

from kneenumb.load import bundled
from kneenumb.model.tree import Tree

Offered: TypeAlias = Iterable[str | tuple[str, str]]
"""Names, some with what they mean."""

REQUEST = "_KNEENUMB_COMPLETE"
"""The variable in which a shell asks."""

_cut = ""
"""What of the word was typed before the part that bash asks for: ``whole_body=``."""


def is_asked() -> bool:
    """Whether it is a shell that runs this, to ask what can be typed."""
    return REQUEST in os.environ


def words() -> list[str]:
    """The command line so far, without its quotes, with ``kneenumb`` first."""
    return os.environ.get("_TYPER_COMPLETE_ARGS", "").split() or _words_of_bash()


def _words_of_bash() -> list[str]:
    words = os.environ.get("COMP_WORDS", "")
    return words.split("\n" if "\n" in words else " ")  # Older scripts put a blank between them.


def join_words() -> None:
    """Undo how bash takes words apart: it calls the sign = in ``whole_body=none`` a word.

    For bash the word to complete is then ``none``, and so it is here; only what stands before it
    is put together again.
    """
    global _cut
    _cut = ""
    if "COMP_WORDS" not in os.environ:
        return
    typed = _words_of_bash()
    at = int(os.environ.get("COMP_CWORD", "0"))
    before, last = typed[:at], "".join(typed[at : at + 1])
    if last == "=":  # Behind the sign, nothing is typed yet.
        before, last = [*before, "="], ""
    joined: list[str] = []
    parts = iter(before)
    for part in parts:
        if part != "=" or not joined:
            joined.append(part)
        elif not joined[-1].startswith("-"):  # The value of an option is a word for Typer.
            joined[-1] += "=" + next(parts, "")
    if joined and joined[-1].endswith("="):
        _cut = joined.pop()
    os.environ["COMP_WORDS"] = "\n".join((*joined, last))
    os.environ["COMP_CWORD"] = str(len(joined))


def _quiet(offer: Callable[..., Offered]) -> Callable[..., Offered]:
    @wraps(offer)
    def offered(*args: Any, **kwargs: Any) -> Offered:
        from kneenumb.model.fault import Faulty

        with contextlib.suppress(Faulty, OSError), contextlib.redirect_stderr(io.StringIO()):
            return [_harmless(each) for each in offer(*args, **kwargs) if _is_a_word(each)]
        return []

    return offered


def _is_a_word(offered: str | tuple[str, str]) -> bool:
    """Whether a name can be typed without quotes."""
    return (
        re.fullmatch(r"[\w.,=+-]+", offered if isinstance(offered, str) else offered[0]) is not None
    )


def _harmless(offered: str | tuple[str, str]) -> str | tuple[str, str]:
    """A name with what it means: zsh reads both as a command, and anybody can write a tree."""
    if isinstance(offered, str):
        return offered
    name, meaning = offered
    return name, re.sub(r"[^\w .,;:?!/-]+", " ", meaning).strip()


def _tree(ctx: typer.Context) -> Tree:
    """The tree that the command line is about so far."""
    from kneenumb.cli.terminal import streams
    from kneenumb.load.case_file import load_case
    from kneenumb.load.tree_file import DEFAULT_TREE, load_tree

    name = ctx.params.get("tree")
    # Behind an option that still lacks its value, Typer has not told arguments apart.
    written = (ctx.params.get("case"), ctx.params.get("named_case"), *ctx.args)
    case = next((each for each in written if each and bundled.may_be(each, bundled.cases())), None)
    if name is None and case is not None:
        name = load_case(case).case.tree
    return load_tree(name or str(streams.settings().each["tree"].value or DEFAULT_TREE))


@_quiet
def trees() -> Offered:
    """The trees that come with kneenumb."""
    return bundled.trees()


@_quiet
def cases() -> Offered:
    """The teaching cases, each with its title."""
    from kneenumb.load.case_file import load_case

    for name in bundled.cases():
        yield name, load_case(name).case.title or ""


@_quiet
def answers(ctx: typer.Context, incomplete: str) -> Offered:
    """Questions with their options: ``question=option,option``.

    While several questions fit there are only these; nobody has to know where one of them ends.
    """
    tree = _tree(ctx)
    question, equals, options = (_cut + incomplete).partition("=")
    if not equals:
        given = {each.partition("=")[0] for each in ctx.params.get("set_answers") or ()}
        fitting = [each for each in tree.questions if each.startswith(question)]
        open_ones = [each for each in fitting if each not in given]
        if len(open_ones) != 1:
            return [(f"{each}=", tree.questions[each].topic) for each in open_ones]
        (question,) = open_ones
    return _options(tree, question, options)


def _options(tree: Tree, question: str, typed: str) -> Iterator[tuple[str, str]]:
    """Options of a question, each behind those that are typed already."""
    asked = tree.questions.get(question)
    if asked is None:
        return
    *ticked, _ = typed.split(",")
    if ticked and not asked.is_checklist:
        return
    start = "".join(f"{each}," for each in ticked)
    for name, option in asked.options.items():
        stands_alone = option.clean or option.unsure
        if name not in ticked and not (ticked and stands_alone):
            yield f"{question}={start}{name}".removeprefix(_cut), option.label


@_quiet
def outcomes(ctx: typer.Context) -> Offered:
    """The outcomes of the tree, each with its title."""
    return [(name, outcome.title) for name, outcome in _tree(ctx).outcomes.items()]


@_quiet
def areas(ctx: typer.Context) -> Offered:
    """The skin areas of the tree."""
    return [(name, area.words) for name, area in _tree(ctx).areas.items()]


@_quiet
def parts(ctx: typer.Context) -> Offered:
    """Everything that ``kneenumb show`` has a page for, and the cases."""
    from kneenumb.show.part_page import names

    return [*names(_tree(ctx)), *bundled.cases()]


@_quiet
def nodes(ctx: typer.Context) -> Offered:
    """Everything that a walk can come to."""
    from kneenumb.draw.diagram import drawn

    return [box.id for box in drawn(_tree(ctx)).boxes]


@_quiet
def regions(ctx: typer.Context) -> Offered:
    """The places whose phone numbers the tree knows, by their code, or by their name."""
    from kneenumb.model.region import regions as known

    return known(_tree(ctx)).items()


@_quiet
def rules() -> Offered:
    """The rules of ``kneenumb check``, each with what it is about."""
    import kneenumb.check.check  # noqa: F401 - with it every rule registers itself
    from kneenumb.check.rule import RULES

    return [(name, rule.title) for name, rule in RULES.items()]


@_quiet
def row_columns(incomplete: str) -> Offered:
    """Further columns of ``kneenumb batch``, with commas between them."""
    from kneenumb.batch.rows import FURTHER

    return _next_in_list(incomplete, FURTHER)


@_quiet
def sql_columns(incomplete: str) -> Offered:
    """Further columns of ``kneenumb export sql``, with commas between them."""
    from kneenumb.sql.row import COLUMNS, DEFAULT

    return _next_in_list(incomplete, [name for name in COLUMNS if name not in DEFAULT])


def _next_in_list(typed: str, names: Iterable[str]) -> Iterator[str]:
    *before, _ = typed.split(",")
    for name in names:
        if name not in before:
            yield ",".join((*before, name))


@_quiet
def settings(ctx: typer.Context, incomplete: str) -> Offered:
    """Settings, each with the values that are known: ``region=AT``."""
    name, equals, _ = (_cut + incomplete).partition("=")
    if not equals:
        return [f"{each}=" for each in setting_names()]
    values = {"region": regions(ctx), "tree": trees(), "plain": ("yes", "no")}.get(name, ())
    known = [each if isinstance(each, str) else each[0] for each in values]
    return [f"{name}={each}".removeprefix(_cut) for each in known]


@_quiet
def setting_names() -> Offered:
    """The settings."""
    from kneenumb.settings.settings_file import NAMES

    return NAMES


@_quiet
def schemas() -> Offered:
    """What there are schemas of."""
    from kneenumb.cli.contracts import SCHEMAS

    return SCHEMAS.items()
