"""The help of a command: what each option takes, and examples at its end."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from kneenumb.cli.examples import epilog


class HelpfulCommand(TyperCommand):
    """A command whose help ends with examples."""

    def get_params(self, ctx: Any) -> Any:
        """Its options and arguments. A flag takes nothing, and its help shows nothing to give."""
        return _without_type(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        self.epilog = epilog(_name(ctx))
        super().format_help(ctx, formatter)


class HelpfulGroup(TyperGroup):
    """Commands under one name, whose help ends with examples."""

    def get_params(self, ctx: Any) -> Any:
        """Its options, as those of a command."""
        return _without_type(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        self.epilog = epilog(_name(ctx))
        super().format_help(ctx, formatter)


class Commands(typer.Typer):
    """Commands whose help ends with examples."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=HelpfulGroup, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """Take a function as a command, as ``typer.Typer.command`` does."""
        return super().command(name, cls=HelpfulCommand, **settings)


def _name(ctx: Any) -> str:
    return str(ctx.command_path).partition(" ")[2]


def _without_type(params: Any) -> Any:
    for each in params:
        if getattr(each, "is_flag", False):
            each.metavar = ""
    return params
