"""The door: what is listed, what is read, and what is refused."""

import os
from pathlib import Path

import pytest

from rammeaftale.world import DiskWorld, MemoryWorld, Unreadable, disk


def test_disk_and_memory_are_twins(tmp_path: Path) -> None:
    files = {"content/a/x.md": b"x", "content/b.yaml": b"y"}
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    for place in (DiskWorld(tmp_path), MemoryWorld(files)):
        assert place.list("content") == ("content/a/x.md", "content/b.yaml")
        assert place.list("content/a") == ("content/a/x.md",)
        assert place.list("findes-ikke") == ()
        assert place.read("content/b.yaml").data == b"y"
        with pytest.raises(FileNotFoundError):
            place.read("content/z")


def test_editors_leftovers_are_no_sources(tmp_path: Path) -> None:
    for name in (".DS_Store", "~$takster.xlsx", ".#x.md", "x.md~", "x.md"):
        (tmp_path / name).write_bytes(b"")
    assert DiskWorld(tmp_path).list(".") == ("x.md",)


def test_a_link_out_of_the_repository_is_refused(tmp_path: Path) -> None:
    (tmp_path / "repo").mkdir()
    (tmp_path / "hemmelig").write_bytes(b"s")
    (tmp_path / "repo/x.md").symlink_to(tmp_path / "hemmelig")
    with pytest.raises(Unreadable, match="uden for projektet"):
        DiskWorld(tmp_path / "repo").read("x.md")
    with pytest.raises(Unreadable, match="uden for projektet"):
        DiskWorld(tmp_path / "repo").read("../hemmelig")


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.md")
    with pytest.raises(Unreadable, match="ikke en almindelig fil"):
        DiskWorld(tmp_path).read("x.md")


def test_outsized_files_and_folders_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.md").write_bytes(b"12345")
    (tmp_path / "y.md").write_bytes(b"1")
    monkeypatch.setattr(disk, "MAX_FILE_BYTES", 4)
    with pytest.raises(Unreadable, match="større end"):
        DiskWorld(tmp_path).read("x.md")
    monkeypatch.setattr(disk, "MAX_FILES", 1)
    with pytest.raises(Unreadable, match="mere end 1 filer"):
        DiskWorld(tmp_path).list(".")


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    with pytest.raises(Unreadable):
        DiskWorld(tmp_path).read("x.md")
