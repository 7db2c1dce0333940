"""A PostgreSQL server of its own for a test, on a private port, gone when the test is."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


def programs() -> Path | None:
    """Where the programs of the server are: Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    there = shutil.which("initdb")
    return found[-1].parent if found else Path(there).parent if there else None


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server, and end it.

    Yields:
        What connects to it.
    """
    home = programs()
    assert home
    # The server refuses to run as root.
    user = "nobody" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory() as folder, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.close()
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        os.chmod(folder, 0o755)
        data = f"{folder}/data"

        def run(*command: str) -> None:
            subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

        run(f"{home}/initdb", "-D", data, "-U", "test", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = f"-p {port} -h 127.0.0.1 -k {folder} -F"
        run(f"{home}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"host=127.0.0.1 port={port} user=test dbname=postgres"
        finally:
            run(f"{home}/pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
