"""A file is whole at every moment, whatever stops its writer, and nothing is left lying about."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from geo import export
from geo.errors import OutputError
from geo.export import files


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "atlas.html"
    for content in ("old", "new Катынь", b"\x00\xff"):
        export.write_atomic(path, content)
        assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("module", "name"), [(os, "fsync"), (Path, "replace"), (Path, "chmod")])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()], ids=["full", "interrupted"])
def test_an_interrupted_writer_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, error: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise error

    path = tmp_path / "atlas.html"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(module, name, stop)
    with pytest.raises(type(error)):
        export.write_atomic(path, "new")
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("atlas.html", "old")]


def test_a_replaced_file_keeps_its_rights_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    path, usual = tmp_path / "atlas.html", tmp_path / "usual"
    usual.touch()
    export.write_atomic(path, "new")
    assert path.stat().st_mode == usual.stat().st_mode
    path.chmod(0o640)
    export.write_atomic(path, "newer")
    assert path.stat().st_mode & 0o777 == 0o640


def left(folder):
    """Return the names of all that lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def killed(folder):
    """Leave a draft as a writer does that is killed: with its content, held by nobody."""
    files._draft(folder).close()


def test_what_a_killed_writer_left_is_cleared_by_the_next_writer(tmp_path):
    killed(tmp_path)
    assert len(left(tmp_path)) == 1
    export.write_atomic(tmp_path / "atlas.html", "new")
    assert left(tmp_path) == ["atlas.html"]


def test_the_draft_of_a_living_writer_stays_and_is_finished(tmp_path):
    with files._draft(tmp_path) as draft:
        export.write_atomic(tmp_path / "atlas.html", "new")
        assert left(tmp_path) == sorted([Path(draft.name).name, "atlas.html"])
    export.remove_stale(tmp_path)
    assert left(tmp_path) == ["atlas.html"]


def test_files_of_others_stay(tmp_path):
    names = [".atlas-0123456789ab.txt", ".atlas-x.tmp", "atlas-0123456789ab.tmp", "notes.tmp"]
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / ".atlas-0123456789ab.tmp").mkdir()
    export.remove_stale(tmp_path)
    assert left(tmp_path) == sorted([*names, ".atlas-0123456789ab.tmp"])


@pytest.mark.parametrize(("age", "stays"), [(0, 1), (files.LEFT_BEHIND + 60, 0)])
def test_without_locks_a_draft_is_left_behind_after_an_hour(tmp_path, monkeypatch, age, stays):
    monkeypatch.setattr(files, "_lock", lambda _: None)
    with files._draft(tmp_path) as draft:
        os.utime(draft.name, (time.time() - age,) * 2)
    export.remove_stale(tmp_path)
    assert len(left(tmp_path)) == stays


def test_a_draft_that_is_cleared_before_it_is_held_is_made_again(tmp_path, monkeypatch):
    """The clearing writer comes between opening and locking."""
    lock, seen = files._lock, []

    def late(file):
        seen.append(file.name)
        if len(seen) == 1:
            Path(file.name).unlink()
        return lock(file)

    monkeypatch.setattr(files, "_lock", late)
    export.write_atomic(tmp_path / "atlas.html", "new")
    assert len(seen) == 2
    assert left(tmp_path) == ["atlas.html"]


def test_where_open_files_cannot_be_moved_a_draft_that_is_cleared_in_between_is_written_again(tmp_path, monkeypatch):
    replace, tries = Path.replace, []

    def cleared(draft, target):
        tries.append(draft)
        if len(tries) == 1:
            draft.unlink()
        return replace(draft, target)

    monkeypatch.setattr(files, "CLOSE_FIRST", True)
    monkeypatch.setattr(Path, "replace", cleared)
    killed(tmp_path)
    export.write_atomic(tmp_path / "atlas.html", "new")
    assert (len(tries), left(tmp_path)) == (2, ["atlas.html"])
    assert (tmp_path / "atlas.html").read_text(encoding="utf-8") == "new"


def test_a_link_stays_one_and_what_it_leads_to_is_replaced(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.csv").touch()
    link = tmp_path / "atlas.csv"
    link.symlink_to(tmp_path / "there" / "real.csv")
    export.write_atomic(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "there" / "real.csv").read_text(encoding="utf-8") == "new"
    assert left(tmp_path / "there") == ["real.csv"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full - free some space or choose another disk"),
        (errno.EROFS, "the disk can only be read - choose another disk"),
        (errno.EACCES, "you may not write there - change the rights of the folder or choose another"),
        (errno.EIO, "Input/output error - mend that first"),
    ],
)
def test_why_a_file_was_not_written_is_told_in_a_sentence(tmp_path, monkeypatch, number, sentence):
    def stop(*_):
        raise OSError(number, os.strerror(number))

    path = tmp_path / "atlas.csv"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(OutputError) as raised:
        export.write_atomic(path, "new")
    assert str(raised.value) == f"{path} was not written: {sentence}; the file that was there is unchanged"
    assert path.read_text(encoding="utf-8") == "old"
    assert left(tmp_path) == ["atlas.csv"]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (".", "it is a folder - name a file in it"),
        ("missing/atlas.csv", "its folder does not exist - make the folder first"),
        ("file/atlas.csv", "a part of its path is a file - choose another folder"),
        ("x" * 300, "its name is too long - choose a shorter one"),
    ],
)
def test_a_path_that_cannot_be_a_file_is_told(tmp_path, path, why):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=f"was not written: {why}"):
        export.write_atomic(tmp_path / path, "new")
    assert left(tmp_path) == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_or_device_is_not_replaced_by_a_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="you may not write there"):
        export.write_atomic(tmp_path / "pipe", "new")
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="sizes of files cannot be limited there")
def test_a_disk_that_is_full_halfway_leaves_the_old_file_and_nothing_else(tmp_path):
    """The system itself refuses: a process may write 10,000 bytes to a file, and is asked for more."""
    path = tmp_path / "atlas.csv"
    path.write_text("old", encoding="utf-8")
    program = (
        "import resource, sys; from pathlib import Path; from geo import export; from geo.errors import OutputError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "try:\n    export.write_atomic(Path(sys.argv[1]), 'x' * 100_000)\n"
        "except OutputError as error:\n    sys.exit(str(error))"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    assert (done.returncode, path.read_text(encoding="utf-8")) == (1, "old")
    assert "larger than the system allows" in done.stderr
    assert left(tmp_path) == ["atlas.csv"]


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder of its own for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("error", [None, RuntimeError(), KeyboardInterrupt()], ids=["well", "failed", "interrupted"])
def test_a_workshop_is_gone_afterwards(temporary, error):
    with contextlib.suppress(RuntimeError, KeyboardInterrupt), files.temporary_folder() as folder:
        (folder / "a.gpkg").touch()
        assert len(left(temporary)) == 2
        if error:
            raise error
    assert left(temporary) == []


def test_the_workshop_of_a_killed_program_is_cleared_and_that_of_a_living_one_stays(temporary, tmp_path_factory):
    killed(temporary)
    dead = (temporary / left(temporary)[0]).with_suffix(".dir")
    (dead / "deep").mkdir(parents=True)
    (dead / "deep" / "a.gpkg").touch()
    with files.temporary_folder() as alive:
        export.remove_all_stale(tmp_path_factory.mktemp("exports"))
        assert alive.is_dir()
        assert not dead.exists()
        assert len(left(temporary)) == 2


def test_no_room_for_temporary_files_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(OutputError, match="its folder does not exist"), files.temporary_folder():
        pytest.fail("there is no folder")
