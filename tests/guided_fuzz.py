"""The same inputs as ``tests.fuzz``, changed by Atheris, which sees what parts of the program run.

    .venv/bin/pip install atheris
    .venv/bin/python -m tests.guided_fuzz case --minutes 10

One kind a run. It is no part of the test extra: it is built for some systems and Pythons only.
"""

import argparse
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    if find_spec("atheris") is None:
        sys.exit("Atheris is not installed. Use python -m tests.fuzz, which needs nothing.")
    import atheris

    with atheris.instrument_imports(include=["kneenumb"]):
        from tests import fuzz

    parser = argparse.ArgumentParser(description="Tries inputs that lead to new code.")
    parser.add_argument("kind", choices=fuzz.KINDS)
    parser.add_argument("--minutes", type=float, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    os.environ["XDG_CACHE_HOME"] = str(folder)
    seeds = folder / "seeds"
    seeds.mkdir()
    for at, seed in enumerate(fuzz.seeds(options.kind)):
        (seeds / str(at)).write_bytes(seed)
    told = set[str]()

    def try_one(data: bytes) -> None:
        if (why := fuzz.fault_of(options.kind, data, folder)) and why[:60] not in told:
            told.add(why[:60])
            fuzz.keep(options.kind, data, why, fuzz.BROKEN)

    seconds = max(1, int(60 * options.minutes))
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={seconds}",
            "-verbosity=0",
            "-print_final_stats=1",
            str(seeds),
        ],
        try_one,
    )
    atheris.Fuzz()  # Ends the process.


if __name__ == "__main__":
    main()
