"""How much is tried in the quick profile, and how much in the full one."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

QUICK, FULL = 5, 100


def choose_profile(name: str, most: int, *, derandomize: bool = True) -> None:
    """Try every property with so many examples, if it does not say otherwise.

    Nothing is left behind in the checkout, and no example has a time to keep to.
    """
    settings.register_profile(
        name,
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=derandomize,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile(name)


def examples(full: int) -> settings:
    """So many examples in the full profile, and the same share of them as elsewhere in others."""
    return settings(max_examples=max(1, full * settings.default.max_examples // FULL))


def quick_first(cases: Iterable[Any], quick: int = 1) -> list[Any]:
    """The parameters of a test: the first of them for each profile, others for the full one."""
    return [
        case
        if at < quick
        else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.full)
        for at, case in enumerate(cases)
    ]
