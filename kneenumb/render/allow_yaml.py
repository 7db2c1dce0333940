"""The entry of a file of allowances that would accept a line of a comparison."""

from collections.abc import Iterator

from kneenumb.diff.change import Line

_COLUMNS = 36
"""Short enough for a narrow window, where a list goes on line by line."""


def allow_yaml(line: Line) -> tuple[str, ...]:
    """The lines of such a file. Only the reason is left to be written."""
    return (
        "allow:",
        f"  - from: {{urgency: {line.old.value}}}",
        f"    to: {{urgency: {line.new.value}}}",
        *_when(line),
        "    reason: …",
    )


def _when(line: Line) -> Iterator[str]:
    needs: dict[str, tuple[str, ...]] = {}
    for shared in line.shared:
        known = needs.get(shared.question, shared.options)
        if shared.telling:
            needs[shared.question] = min(known, shared.options, key=len)
    if needs:
        yield "    when:"
    for question, options in needs.items():
        in_one_line = f"      {question}: [{', '.join(options)}]"
        if len(in_one_line) <= _COLUMNS:
            yield in_one_line
        else:
            yield f"      {question}:"
            yield from (f"        - {option}" for option in options)
