"""Dialects: the databases that a tree can be written for."""

from enum import StrEnum


class Dialect(StrEnum):
    """The databases that a tree can be written for, as sqlglot calls them."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"
    BIGQUERY = "bigquery"
    SNOWFLAKE = "snowflake"
    SQLITE = "sqlite"

    @property
    def has_lists(self) -> bool:
        """Whether a column can hold a list."""
        return self is not Dialect.SQLITE

    @property
    def dot(self) -> str:
        """What stands between question and option in the name of a column for one line."""
        return "__" if self is Dialect.BIGQUERY else "."

    @property
    def longest_name(self) -> int:
        """Characters of a name. What is longer is cut by some, and then means another column."""
        return 63 if self is Dialect.POSTGRES else 128

    @property
    def keeps_steps(self) -> bool:
        """Whether it has to be told to work out each step of a query once."""
        return self in (Dialect.SQLITE, Dialect.POSTGRES)
