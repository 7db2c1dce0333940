"""``python -m kneenumb``, and what the command ``kneenumb`` starts."""

import atexit
import gc


def main() -> None:
    """Run the command line."""
    # Hardly anything that start-up makes is garbage, so looking for garbage
    # again and again only delays the first word on the screen.
    gc.set_threshold(100_000, 50, 50)
    # Nor is it worth looking for at the very end, when all of it goes: a seventh of the time.
    atexit.register(gc.freeze)
    from kneenumb.cli.app import run

    run()


if __name__ == "__main__":
    main()
