"""``python -m kneenumb``."""

from kneenumb.cli.app import main

main()
