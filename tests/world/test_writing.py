"""Files are written whole, inside their folder, and the order of their use survives a clock that is wrong."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world import Folder
from rammeaftale.world.writing import own_folder, scratch_folder


def test_what_is_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "ny/mappe")
    assert folder.read("a.pdf") is None
    folder.write("a.pdf", b"1")
    folder.write("under/b.csv", b"2")
    folder.write("a.pdf", b"3")
    assert folder.read("a.pdf") == b"3"
    assert folder.read("under/b.csv") is not None
    assert sorted(path.name for path in folder.root.rglob("*")) == ["a.pdf", "b.csv", "under"]
    folder.remove("a.pdf")
    folder.remove("a.pdf")
    assert folder.read("a.pdf") is None


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    Folder(tmp_path).write("a.pdf", b"old")
    with pytest.raises(TypeError):
        Folder(tmp_path).write("a.pdf", "no bytes")  # type: ignore[arg-type]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    Folder(tmp_path).write("a.pdf", b"1")
    before = (tmp_path / "a.pdf").stat().st_ino
    Folder(tmp_path).write_changed("a.pdf", b"1")
    assert (tmp_path / "a.pdf").stat().st_ino == before
    Folder(tmp_path).write_changed("a.pdf", b"2")
    assert (tmp_path / "a.pdf").read_bytes() == b"2"


@pytest.mark.parametrize("name", ["../x", "/tmp/x", "a/../../x", ".."])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="uden for projektet"):
        Folder(tmp_path / "ud").write(name, b"1")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "andet").mkdir()
    (tmp_path / "ud").mkdir()
    (tmp_path / "ud/genvej").symlink_to("../andet")
    with pytest.raises(Refused, match="genvej"):
        Folder(tmp_path / "ud").write("genvej/x", b"1")
    (tmp_path / "andet/fil").write_bytes(b"en andens")
    (tmp_path / "ud/fil").symlink_to("../andet/fil")
    Folder(tmp_path / "ud").write("fil", b"vores")
    assert (tmp_path / "andet/fil").read_bytes() == b"en andens"
    assert (tmp_path / "ud/fil").read_bytes() == b"vores"


def test_half_written_files_are_swept_when_nobody_writes_them_any_more(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    for name in (".a.pdf.x1.tmp", f".a.pdf.{ended.pid}.00ff.tmp", f".b.pdf.{os.getpid()}.00ff.tmp", "c.pdf", ".d"):
        (tmp_path / name).write_bytes(b"half")
    Folder(tmp_path).sweep()
    assert {path.name for path in tmp_path.iterdir()} == {f".b.pdf.{os.getpid()}.00ff.tmp", "c.pdf", ".d"}
    Folder(tmp_path / "findes-ikke").sweep()


def test_a_folders_files_are_listed_without_hidden_ones_and_folders(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for name in ("b", "a", ".c", "d/e"):
        folder.write(name, b"")
    assert folder.names() == ("a", "b")
    assert Folder(tmp_path / "tom").names() == ()


def test_temporary_files_of_libraries_go_with_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch_folder():
        Path(tempfile.mkdtemp(), "skrift.ttf").write_bytes(b"x")
        assert len(list(tmp_path.rglob("*.ttf"))) == 1
    assert list(tmp_path.iterdir()) == []
    assert tempfile.gettempdir() == str(tmp_path)


@pytest.mark.parametrize("linked", ["ud", "ud/2031-32"])
def test_a_folder_of_the_project_that_is_a_link_is_not_written_through(tmp_path: Path, linked: str) -> None:
    root, elsewhere = tmp_path / "projekt", tmp_path / "andet"
    elsewhere.mkdir()
    (root / linked).parent.mkdir(parents=True)
    (root / linked).symlink_to(elsewhere)
    with pytest.raises(Refused, match=f"»{linked}« er en genvej"):
        own_folder(root, "ud/2031-32")
    (root / linked).unlink()
    own_folder(root, "ud/2031-32").write("a.pdf", b"x")
    assert (root / "ud/2031-32/a.pdf").read_bytes() == b"x"
    assert list(elsewhere.iterdir()) == []
