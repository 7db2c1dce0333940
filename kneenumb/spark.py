"""A tree in Spark: from a data frame of answers to one of results, without any Python for a row.

::

    from kneenumb.spark import triage

    results = triage(spark.read.parquet("answers/"))
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kneenumb.load.tree_file import DEFAULT_TREE

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def triage(
    df: "DataFrame",
    tree: str = DEFAULT_TREE,
    *,
    keep: Sequence[str] = ("id",),
    columns: Sequence[str] | None = None,
    unchecked: bool = False,
) -> "DataFrame":
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
    from kneenumb.sql.extra import needed

    needed("spark")
    from kneenumb.sql.dialect import Dialect
    from kneenumb.sql.layout import bound
    from kneenumb.sql.query import query
    from kneenumb.sql.row import DEFAULT

    used = proved_tree(tree, unchecked=unchecked)
    lists = [name for name, kind in df.dtypes if kind.startswith("array")]
    kept = [name for name in keep if name in df.columns]
    made = query(
        used, bound(used, df.columns, lists), Dialect.SPARK, kept=kept, columns=columns or DEFAULT
    )
    for stage in made.expressions():
        df = df.selectExpr(*stage)
    return df
