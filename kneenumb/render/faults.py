"""Faults in words: the place, the cause, the next step."""

from kneenumb.model.fault import Fault
from kneenumb.render.visible import visible

MOST_SHOWN = 50


def fault_lines(faults: tuple[Fault, ...]) -> list[str]:
    """One line for each fault. After very many, how many more there are."""
    lines = [visible(" ".join(str(fault).split())) for fault in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        lines.append(f"… and {len(faults) - MOST_SHOWN} more.")
    return lines
