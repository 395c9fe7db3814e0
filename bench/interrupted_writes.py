"""Interrupt exports at random moments, and look what they leave behind.

A child exports one file after another, over those that are there. SIGKILL
ends it; then every file must be a whole one, the old or the new. The next start of the command must
leave no temporary file. Exits with 1 if anything was damaged or stayed. POSIX only.

    python bench/interrupted_writes.py --count 40 --seed 1937
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from geo.cli import main as geo

if TYPE_CHECKING:
    from collections.abc import Callable

VIEWS = ("", "from=1937&to=1938")
"""What is exported in turn, so that the old and the new file differ."""
FILES = (
    "events.csv",
    "events.geojson",
    "atlas.gpkg",
    "atlas.zip",
    "places.lpf.json",
    "sources.bib",
    "sources.csl.json",
)
NEXT = "next.csv"
CHILD = """
import os, random, sys, time
from geo.cli import main
from geo.commands import progress
atlas = progress.load()
progress.load = lambda *_: atlas  # read once: it is the writing that is to be met
folder, seed, quick, slow = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
sync, synced = os.fsync, 0
def wait(handle):  # a disk that turns slow: more interruptions meet a file that is half on its way
    global synced
    synced += 1
    if synced > quick:
        print("writing", flush=True)
        time.sleep(slow)
    sync(handle)
os.fsync = wait
rng = random.Random(seed)
while True:
    main(["export", f"{folder}/{rng.choice(sys.argv[5].split())}", "--view", rng.choice(sys.argv[6].split("|"))])
"""


@dataclass
class Found:
    """What interrupted writes left."""

    interrupted: int = 0
    files: int = 0
    met: int = 0
    damaged: int = 0
    stale: int = 0

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.interrupted} interruptions, {self.met} of them met a file on its way; "
            f"{self.files} files looked at: {self.damaged} damaged; after the next start {self.stale} temporary files"
        )


def start(folder: Path, temporary: Path) -> None:
    """Start the command once more, for another file."""
    command = [sys.executable, "-m", "geo.cli", "export", str(folder / NEXT)]
    env = {**os.environ, "TMPDIR": str(temporary)}
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env=env)


def run(
    count: int, seed: int, *, slow: float = 0.2, longest: float = 0.5, start: Callable[[Path, Path], None] = start
) -> Found:
    """Interrupt so many exports.

    Parameters
    ----------
    count, seed
        How many; the same seed exports the same and interrupts after the same times.
    slow
        Seconds that the disk of the child takes longer to write, after the first few files.
    longest
        Seconds from the first slow write to the latest interruption.
    start
        Starts the command again, for a file in a folder, with a folder for temporary files.
    """
    rng, found = random.Random(seed), Found()  # noqa: S311 - repeatable is what is wanted here
    with TemporaryDirectory() as home:
        folder, temporary = Path(home, "exports"), Path(home, "tmp")
        folder.mkdir()
        temporary.mkdir()
        whole = _whole(Path(home, "whole"))
        for _ in range(count):
            _interrupt(rng, folder, temporary, slow=slow, longest=longest)
            found.interrupted += 1
            found.met += bool(_left(folder, temporary))
            names = [path for path in folder.iterdir() if path.name in FILES]
            found.files += len(names)
            found.damaged += sum(path.read_bytes() not in whole[path.name] for path in names)
            start(folder, temporary)
            found.stale += len(_left(folder, temporary))
    return found


def _whole(folder: Path) -> dict[str, list[bytes]]:
    """Return what each file may hold: exports are the same bytes every time."""
    folder.mkdir()
    whole: dict[str, list[bytes]] = {name: [] for name in FILES}
    for view in VIEWS:
        for name in FILES:
            geo(["export", str(folder / name), "--view", view])
            whole[name].append((folder / name).read_bytes())
    return whole


def _interrupt(rng: random.Random, folder: Path, temporary: Path, *, slow: float, longest: float) -> None:
    quick = rng.randint(1, 8)
    arguments = [str(folder), str(rng.random()), str(quick), str(slow), " ".join(FILES), "|".join(VIEWS)]
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    with child:
        if not child.stdout or not child.stdout.readline():
            msg = "the exports did not start"
            raise RuntimeError(msg)
        time.sleep(rng.uniform(0, longest))
        child.send_signal(signal.SIGKILL)


def _left(folder: Path, temporary: Path) -> list[Path]:
    """Return what is neither an export nor anybody else's."""
    return [path for path in folder.iterdir() if path.name not in (*FILES, NEXT)] + list(temporary.iterdir())


def main() -> int:
    """Interrupt, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1937)
    arguments = parser.parse_args()
    found = run(arguments.count, arguments.seed)
    print(found)
    return int(bool(found.damaged or found.stale))


if __name__ == "__main__":
    sys.exit(main())
