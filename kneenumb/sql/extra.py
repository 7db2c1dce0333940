"""What has to be installed besides for a part of kneenumb that not everybody needs."""

from importlib.util import find_spec

from kneenumb.model.fault import Fault, Faulty

EXTRAS = {
    "sql": ("sqlglot",),
    "duckdb": ("duckdb", "sqlglot"),
    "spark": ("pyspark", "sqlglot"),
    "excel": ("openpyxl",),
}
"""The extras of the package, and the modules that each brings."""


class MissingExtra(Faulty):
    """Something is not installed."""


def check_installed(extra: str) -> None:
    """Make sure that an extra is installed.

    Raises:
        MissingExtra: if it is not.
    """
    absent = [module for module in EXTRAS[extra] if find_spec(module) is None]
    if absent:
        cause = f"This needs {' and '.join(absent)}, which kneenumb does not install by itself."
        raise MissingExtra(Fault(cause, f"Run: pip install 'kneenumb[{extra}]'"))
