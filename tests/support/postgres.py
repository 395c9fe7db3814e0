"""A PostgreSQL server of the tests' own: from Debian's packages, in a temporary folder, behind a socket, not as root."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "postgres"
"""Who runs the server where the tests run as root, which PostgreSQL refuses."""
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=64MB"
"""Nothing listens on the network, and nothing need survive."""


def programs() -> Path | None:
    """Return the folder of the server's programs, of the newest version; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def server(options: str = OPTIONS) -> Iterator[str]:
    """Start a server; yield the address of its database. It is gone at the end."""
    home = programs()
    assert home is not None
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    as_user = ["/usr/sbin/runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, USER)

    def run(program: str, *arguments: str) -> None:
        subprocess.run([*as_user, str(home / program), *arguments], check=True, capture_output=True, cwd=folder)

    try:
        run("initdb", "-D", f"{folder}/data", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} {options}", "start")
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
