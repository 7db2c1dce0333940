"""A tree as one query: stages put behind each other, with comments in the words of the tree."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlglot import exp

from kneenumb.model.fault import Fault
from kneenumb.model.tree import Tree
from kneenumb.sql.answers import answers
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.ends import ends
from kneenumb.sql.expression import Expression, comment, identifier, table
from kneenumb.sql.layout import AnswerLayout, LayoutError
from kneenumb.sql.row import DEFAULT, needs_asked, row_stages
from kneenumb.sql.stage import Item, Stage
from kneenumb.sql.writing import written


class Query(NamedTuple):
    """A tree for one database."""

    tree: Tree
    dialect: Dialect
    stages: tuple[Stage, ...]
    """The last of them makes the rows."""

    def sql(self, source: str = "answers", *, view: str | None = None) -> str:
        """The query as text.

        Args:
            source: The table of answers.
            view: The name of a view to create.

        Raises:
            LayoutError: if one of the two is no name.
        """
        made: Expression = select(self.stages, table(source), is_kept=self.dialect.keeps_steps)
        if view is not None:
            made = exp.Create(this=table(view), kind="VIEW", expression=made)
        says = "\n".join(f"/*{comment(each)}*/" for each in self._head())
        return f"{says}\n{written(made, self.dialect)};\n"

    def _head(self) -> list[str]:
        tree = self.tree
        about = f"Made by kneenumb from {tree.id} {tree.version}, sha256 {tree.sha256}."
        is_proved = (
            [] if tree.is_proved else ["NOT CHECKED: this tree may be wrong. Do not use it."]
        )
        return [*is_proved, tree.title, about, tree.status]

    def expressions(self) -> list[list[str]]:
        """The columns of each stage as text, for a data frame that is selected from stage by
        stage."""
        return [
            [
                *(["*"] if stage.adds else []),
                *(
                    _named(item).sql(dialect=self.dialect.value, comments=False)
                    for item in stage.items
                ),
            ]
            for stage in self.stages
        ]


def query(
    tree: Tree,
    layout: AnswerLayout,
    dialect: Dialect,
    *,
    kept: Sequence[str] = (),
    columns: Sequence[str] = DEFAULT,
) -> Query:
    """A tree as a query over a table of answers, a row for each row.

    Args:
        kept: Columns of the table that the rows keep, in front of all others.
        columns: The columns of a row, see :data:`kneenumb.sql.row.COLUMNS`.

    Raises:
        LayoutError: if a column would stand there twice.
    """
    for name, number in Counter([*kept, *columns, *tree.questions]).items():
        if name in kept and number > 1:
            cause = f"The column '{name}' cannot be kept: another of that name stands in the query."
            raise LayoutError(Fault(cause, "Leave it out, or rename it in the table."))
    read = answers(tree, layout, dialect, kept)
    walked = ends(tree, layout, (*kept, read.fault.name), with_asked=needs_asked(columns))
    last = row_stages(tree, walked, read.fault, kept, columns)
    return Query(tree, dialect, (*read.stages, *walked.stages, *last))


def select(stages: Sequence[Stage], source: Expression, *, is_kept: bool) -> exp.Select:
    """Stages as one query, each but the last under its own name.

    Args:
        is_kept: Whether the database has to keep what a stage finds. Some would else put each
            stage into the next, where all that is used twice is worked out twice, again and again.
    """
    *steps, last = stages
    made = _selected(last, table(steps[-1].name))
    before = source
    for step in steps:
        inner = _selected(step, before)
        inner.add_comments([comment(step.says)])
        made = made.with_(step.name, as_=inner, materialized=is_kept or None, copy=False)
        before = table(step.name)
    return made


def _selected(stage: Stage, source: Expression) -> exp.Select:
    items = [exp.Star()] if stage.adds else []
    return exp.Select(expressions=[*items, *map(_named, stage.items)]).from_(source, copy=False)


def _named(item: Item) -> Expression:
    if isinstance(item.value, exp.Column) and item.value.name == item.name:
        made: Expression = item.value.copy()
    else:
        made = exp.Alias(this=item.value.copy(), alias=identifier(item.name))
    if item.says:
        made.add_comments([comment(item.says)])
    return made
