"""What stands between the cells of a table, by how it begins."""

import csv
import re

from kneenumb.model.fault import AnswerError, Fault, Place

DELIMITERS = {",": "','", ";": "';'", "\t": "a tab", "|": "'|'"}
_MOST_ROWS = 50


def delimiter_of(sample: bytes, origin: str) -> str:
    """What parts the header into cells, and all rows into as many.

    Args:
        sample: How the file begins, as UTF-8.

    Raises:
        AnswerError: if that may be more than one.
    """
    text = sample.decode("utf-8-sig", "replace")
    if said := re.match(r'"?sep=([;,|\t])"?\r?\n', text):
        return said[1]
    if text.count("\n") > 1 and not text.endswith("\n"):
        text = text[: text.rindex("\n") + 1]
    shares = {each: _share(text, each) for each in DELIMITERS}
    best = max(shares.values())
    found = [each for each, share in shares.items() if share == best]
    if not best[1] or len(found) == 1:
        return found[0]
    if text.split("\n", 1)[0].count(found[0]) == text.split("\n", 1)[0].count(found[1]):
        ways = " or ".join(DELIMITERS[each] for each in found)
        cause = f"The columns may be separated by {ways}."
        raise AnswerError(Fault(cause, "Say which: --delimiter CHARACTER.", Place(origin)))
    return found[0]


def _share(text: str, delimiter: str) -> tuple[float, bool]:
    """How many rows have as many cells as the header, of those that are looked at."""
    try:
        rows = []
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            if row:
                rows.append(len(row))
            if len(rows) == _MOST_ROWS:
                break
    except csv.Error:
        return 0.0, False
    if not rows or rows[0] < 2:
        return 0.0, False
    return rows.count(rows[0]) / len(rows), True
