"""Every JSON Schema by its name: of the files that are read, and of all that is written as JSON."""

from kneenumb.batch.output import BATCH
from kneenumb.check.output import CHECK, RULES
from kneenumb.diff.output import DIFF
from kneenumb.explain.output import EXPLAIN
from kneenumb.mutate.output import MUTATE
from kneenumb.result.output import RANGE, RESULT
from kneenumb.settings.output import SETTINGS
from kneenumb.show.output import DRAWN, LIST, OVERVIEW, PARTS

OUTPUTS = (
    *(RESULT, RANGE, EXPLAIN, BATCH, CHECK, RULES, MUTATE, DIFF, OVERVIEW, PARTS, DRAWN, LIST),
    SETTINGS,
)
"""Everything that is written in every format."""

READ = {
    "tree": "a tree file",
    "case": "a case file",
    "allow": "a file for `kneenumb diff --allow`",
}
WRITTEN = {
    **{each.name: each.about for each in OUTPUTS},
    "row": "a row that `kneenumb batch` writes",
    "quiz": "what `kneenumb quiz --save` writes",
}
SCHEMAS = {**READ, **WRITTEN}
"""What each schema describes, as Markdown; in the order to show them: first of what is read."""
