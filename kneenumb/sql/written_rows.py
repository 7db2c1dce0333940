"""Counts rows that a database has written, in the database."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from kneenumb.batch.tally import MOST_NAMED, SHORTENED, Fate, Ids, Named, Tally
from kneenumb.cases.record import LONGEST_ID
from kneenumb.model.column_map import SEPARATOR
from kneenumb.model.fault import AnswerError, Fault
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.phrases import counted
from kneenumb.page.spreadsheet import FORMULA

_SOUND_ID = rf"[^\pC\pZ]([^\pC\pZ]| ){{0,{LONGEST_ID}}}"
"""An id that can be shown, and needs no trimming in front. It may have a ' before it."""
_FORMULA = rf"'?[{re.escape(''.join(FORMULA))}].*"
_IS_UNUSUAL = (
    f"id IS NULL OR strlen(id) > {LONGEST_ID} OR NOT regexp_full_match(id, '[0-9A-Za-z_][!-*,-~]*')"
)
"""Whether an id has to be looked at: no other is too long, hidden, shortened, or a formula."""
_IS_UNORDERED = "strlen(id) < strlen(last) OR (strlen(id) = strlen(last) AND id <= last)"
"""Whether an id is neither longer nor greater than the one before. Where none is, none comes twice,
and not all of them have to be remembered."""

Fetch = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
"""Runs a query with values for its question marks."""


class WrittenRows:
    """Rows of a batch in a view that is called ``written``."""

    def __init__(
        self,
        fetch: Fetch,
        tree: Tree,
        shown: Sequence[str],
        *,
        is_json: bool,
        repeated_ids: bool,
    ) -> None:
        """Nothing is counted yet.

        Args:
            shown: The columns that the rows have.
            is_json: Whether some of these are lists.
            repeated_ids: Whether rows may share an id.
        """
        self._fetch = fetch
        self._tree = tree
        self._repeated_ids = repeated_ids
        self._has_score = "agreement" in shown
        flags, levels = "red_flags", "expected_urgency"
        self._flags = f"array_to_string({flags}, ';')" if is_json else f"coalesce({flags}, '')"
        self._levels = f"nullif(array_to_string({levels}, ';'), '')" if is_json else levels
        alarm = f"list_has_any(string_split({self._flags}, ';'), ?::VARCHAR[])"
        self._alarm = f"CASE WHEN error_kind IS NULL THEN false ELSE {alarm} END"
        self._alarms = [
            name for name, flag in tree.red_flags.items() if flag.urgency is Urgency.EMERGENCY
        ]

    def tally(self) -> Tally:
        """What became of them.

        Raises:
            AnswerError: if one has an id that cannot be shown.
        """
        tally = Tally()
        self._count(tally)
        for id, flags, _ in self._first("urgency = 'emergency'"):
            raised = self._raised(flags)
            alone = [each for each in raised if each.urgency is Urgency.EMERGENCY]
            tally.emergencies.append(Named(_bare(id), self._says(alone or raised)))
        # To look for what is not there takes as long as to read all rows.
        is_refused = any(fate.kind for fate in tally.fates)
        for id, _, error in self._first("error_kind IS NOT NULL") if is_refused else ():
            tally.refused.append(Named(_bare(id), error))
        is_alarm = any(fate.alarm for fate in tally.fates)
        for id, flags, _ in self._first(self._alarm, self._alarms) if is_alarm else ():
            signs = [each for each in self._raised(flags) if each.urgency is Urgency.EMERGENCY]
            tally.alarms.append(Named(_bare(id), self._says(signs)))
        if self._has_score:
            self._name_disagreements(tally)
        return tally

    def _count(self, tally: Tally) -> None:
        words = "NULL, NULL, NULL, NULL"
        if self._has_score:
            words = f"expected_outcome, {self._levels}, expected_error, agreement"
        found = self._fetch(
            f"SELECT outcome, urgency, error_kind, {words}, "
            f"{self._alarm}, count(*), bool_or({_IS_UNUSUAL}), bool_or({_IS_UNORDERED}) "
            "FROM (SELECT *, lag(id) OVER () AS last FROM written) GROUP BY ALL",
            [self._alarms],
        )
        if any(is_unusual for *_, is_unusual, _ in found):
            self._look_at_ids(tally)
        if not self._repeated_ids and any(is_unordered for *_, is_unordered in found):
            self._refuse_repeated()
        for outcome, urgency, kind, *expected, is_alarm, number, _, _ in found:
            told = [word or "" for word in (outcome, urgency, kind, "", "", *expected)]
            alarm = Urgency.EMERGENCY.value if is_alarm else ""
            tally.fates[Fate._make([*told, alarm])] += number

    def _look_at_ids(self, tally: Tally) -> None:
        """Count ids that a spreadsheet has changed or would run.

        Raises:
            AnswerError: if one cannot be shown.
        """
        query = (
            "SELECT count(*) FILTER (WHERE id IS NULL OR NOT regexp_full_match(id, ?) "
            "OR length(ltrim(id, '''')) > ? OR starts_with(id, 'line ')), "
            "count(*) FILTER (WHERE regexp_full_match(id, ?)), "
            "first(id) FILTER (WHERE regexp_full_match(id, ?)), "
            "count(*) FILTER (WHERE regexp_full_match(id, ?)), "
            f"first(id) FILTER (WHERE regexp_full_match(id, ?)) FROM written WHERE {_IS_UNUSUAL}"
        )
        values = [_SOUND_ID, LONGEST_ID, SHORTENED, SHORTENED, _FORMULA, _FORMULA]
        ((unsound, *found),) = self._fetch(query, values)
        if unsound:
            rows = counted(unsound, "row has an id that is", "rows have an id that is")
            cause = f"{rows} empty, too long, or cannot be shown."
            raise AnswerError(Fault(cause, "Leave out --engine: such a row is called by its line."))
        tally.shortened = Ids(found[0], found[1] or "")
        tally.formulas = Ids(found[2], (found[3] or "").removeprefix("'"))

    def _refuse_repeated(self) -> None:
        ((again,),) = self._fetch("SELECT count(id) - count(DISTINCT id) FROM written", [])
        if again:
            rows = counted(again, "row has the id", "rows have the id")
            cause = f"{rows} of a row before, and DuckDB cannot tell which."
            remedy = "Leave out --engine, or say with --repeated-ids that rows are visits."
            raise AnswerError(Fault(cause, remedy))

    def _first(self, condition: str, *values: object) -> list[tuple[Any, ...]]:
        """The first rows of one sort."""
        query = f"SELECT id, {self._flags}, error FROM written WHERE {condition}"
        return self._fetch(f"{query} LIMIT {MOST_NAMED}", values)

    def _raised(self, flags: str) -> list[Any]:
        return [self._tree.red_flags[name] for name in flags.split(SEPARATOR) if name]

    def _says(self, flags: Sequence[Any]) -> str:
        return "; ".join(dict.fromkeys(each.says for each in flags))

    def _name_disagreements(self, tally: Tally) -> None:
        query = (
            f"SELECT id, outcome, urgency, expected_outcome, {self._levels}, expected_error "
            f"FROM written WHERE agreement <> 'agrees' LIMIT {MOST_NAMED}"
        )
        for id, outcome, urgency, named, levels, error in self._fetch(query, []):
            right = (levels or "").replace(SEPARATOR, " or ")
            wanted = " ".join(filter(None, (right, named))) or f"refused ({error})"
            there = f"{urgency} {outcome}" if urgency else "no result"
            tally.disagreements.append(Named(_bare(id), f"expected {wanted}, found {there}"))


def _bare(id: str) -> str:
    """An id without the ' before it that keeps a spreadsheet from running it."""
    bare = id.removeprefix("'")
    return bare if bare.startswith(FORMULA) else id
