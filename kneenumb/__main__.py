"""``python -m kneenumb``, and what the command ``kneenumb`` starts."""

import gc


def main() -> None:
    """Run the command line."""
    # Hardly anything that start-up makes is garbage, so looking for garbage
    # again and again only delays the first word on the screen.
    gc.set_threshold(100_000, 50, 50)
    from kneenumb.cli.app import run

    run()


if __name__ == "__main__":
    main()
