"""A file is whole at every moment, whatever stops its writer, and nothing is left lying about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo import export


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
