"""A tree in Spark: from a data frame of answers to one of results, without any Python for a row.

As a job of its own, for ``spark-submit job.py answers/ results/``::

    import sys

    from pyspark.sql import SparkSession

    from kneenumb.spark import triage

    source, target = sys.argv[1:]
    spark = SparkSession.builder.appName("kneenumb").getOrCreate()
    results = triage(spark.read.parquet(source), tree="knee-numbness")
    results.write.parquet(target)
    spark.stop()
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from kneenumb.check.check import check
from kneenumb.load.tree_file import DEFAULT_TREE, TreeFile, load_proved_tree, load_tree
from kneenumb.model.fault import Fault, Place, TreeError
from kneenumb.model.tree import Tree
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.extra import check_installed
from kneenumb.sql.layout import bound

if TYPE_CHECKING:
    from kneenumb.sql.query import Query


class DataFrame(Protocol):
    """As much of a data frame of Spark as is used here."""

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""

    @property
    def dtypes(self) -> list[tuple[str, str]]:
        """Its columns, and the type of each."""

    def selectExpr(self, *expr: str) -> Self:
        """Another data frame, selected from it."""


Frame = TypeVar("Frame", bound=DataFrame)


def triage(
    df: Frame,
    tree: str = DEFAULT_TREE,
    *,
    keep: Sequence[str] = ("id",),
    columns: Sequence[str] | None = None,
    unchecked: bool = False,
) -> Frame:
    """The results of answers, a row for each row.

    Args:
        df: A column for each question: a text, for a checklist a text with ``;`` between the ticks
            or an array of texts, or a column ``question.option`` with ``yes`` or ``no`` for each
            line. A question without a column is not answered.
        tree: The name of a bundled tree, or the path of a tree file.
        keep: Columns of ``df`` that stand before the results, as far as it has them.
        columns: The columns of a result, if not all that :data:`kneenumb.sql.row.DEFAULT` names.
        unchecked: Use a tree even if it is not proved.

    Raises:
        TreeError: if the tree cannot be read, or is not proved.
        LayoutError: if no column is about a question of the tree.
        MissingExtra: if what writes the query is not installed.
    """
    check_installed("spark")
    used = load_tree(tree) if unchecked else load_proved_tree(tree, _proved)
    return selected(df, query_of(df, used, keep=keep, columns=columns))


def query_of(
    df: DataFrame, tree: Tree, *, keep: Sequence[str], columns: Sequence[str] | None
) -> "Query":
    """A tree as a query over a data frame. See :func:`triage`."""
    from kneenumb.sql.query import query
    from kneenumb.sql.row import DEFAULT

    lists = [name for name, kind in df.dtypes if kind.startswith("array")]
    kept = [name for name in keep if name in df.columns]
    layout = bound(tree, df.columns, lists)
    return query(tree, layout, Dialect.SPARK, kept=kept, columns=columns or DEFAULT)


def selected(df: Frame, query: "Query") -> Frame:
    """A data frame selected from another, stage by stage."""
    for stage in query.expressions():
        df = df.selectExpr(*stage)
    return df


def _proved(file: TreeFile) -> Tree:
    origin = file.document.origin
    report = check(file.tree, file.document.place, origin)
    if report.tree is None or not report.tree.is_proved:
        cause = "This tree is not proved to be safe, so it was not used."
        raise TreeError(Fault(cause, f"See why: kneenumb check {origin}", Place(origin)))
    return report.tree
