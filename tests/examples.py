"""How many examples a property is tried with: few in the quick profile, all in the full one."""

from hypothesis import HealthCheck, settings

QUICK, FULL = 10, 100


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
