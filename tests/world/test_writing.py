"""Files are written whole, inside their folder, and the order of their use survives a clock that is wrong."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world import Folder
from rammeaftale.world.writing import own_folder


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
    Folder(tmp_path).write_all({"a.pdf": b"1"})
    assert (tmp_path / "a.pdf").stat().st_ino == before
    Folder(tmp_path).write_all({"a.pdf": b"2"})
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


@pytest.mark.parametrize("in_the_way", ["ud", "ud/2031-32"])
def test_a_file_where_a_folder_of_the_project_belongs_is_told_with_a_remedy(tmp_path: Path, in_the_way: str) -> None:
    (tmp_path / in_the_way).parent.mkdir(exist_ok=True)
    (tmp_path / in_the_way).write_bytes(b"")
    with pytest.raises(Refused, match=f"»{in_the_way}« er en fil") as refused:
        own_folder(tmp_path, "ud/2031-32")
    assert (refused.value.kind, refused.value.hints[0].split(";")[0]) == ("fil-i-vejen", "flyt eller slet filen")
    (tmp_path / in_the_way).unlink()
    own_folder(tmp_path, "ud/2031-32").write("a.pdf", b"x")


def test_files_that_belong_together_are_put_in_place_together(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write_all({"a": b"1", "under/b": b"1", "c": b"1"})
    kept = (tmp_path / "c").stat().st_ino
    assert folder.write_all({"a": b"2", "under/b": b"2", "c": b"1"}, lambda: ["d", "c2"]) == ("d", "c2")
    assert [folder.read(name) for name in ("a", "under/b", "c")] == [b"2", b"2", b"1"]
    assert (tmp_path / "c").stat().st_ino == kept
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "c", "under"]


def test_a_disk_that_has_no_room_for_all_of_them_changes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path)
    folder.write_all({"a": b"1", "b": b"1", "c": b"1"})
    room = iter([True, True])

    def fsync(_: int) -> None:
        if not next(room, False):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="No space"):
        folder.write_all({"a": b"2", "b": b"2", "c": b"2"}, lambda: ["a"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1", "b": b"1", "c": b"1"}


def test_a_signal_waits_until_the_last_of_them_is_in_place(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write_all({"a": b"1", "b": b"1"})

    def stop() -> tuple[str, ...]:
        os.kill(os.getpid(), signal.SIGINT)
        return ()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
    try:
        with pytest.raises(KeyboardInterrupt):
            folder.write_all({"a": b"2", "b": b"2"}, stop)
    finally:
        signal.signal(signal.SIGINT, before)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"2", "b": b"2"}


def test_two_that_write_at_the_same_time_do_not_mix(tmp_path: Path) -> None:
    """Whoever is last, all the files are of one of them."""
    folder, names = Folder(tmp_path), [str(number) for number in range(40)]
    children = []
    for letter in (b"a", b"b"):
        if (child := os.fork()) == 0:
            status = 1
            try:
                for _ in range(5):
                    folder.write_all(dict.fromkeys(names, letter))
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert folder.names() == tuple(sorted(names))
    assert len({folder.read(name) for name in names}) == 1
    assert len(list(tmp_path.iterdir())) == len(names)


def test_what_no_process_writes_any_more_goes_where_something_is_written(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("under/.2031.csv.x1.tmp", b"half")
    folder.write_all({"under/2031.csv": b"1"})
    assert [path.name for path in (tmp_path / "under").iterdir()] == ["2031.csv"]


@pytest.mark.parametrize("name", ["../x", "genvej/x", "genvej", "\0", "roer", "mappe"])
def test_what_is_no_plain_file_of_the_folder_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_bytes(b"x")
    folder = Folder(tmp_path / "ud")
    folder.write("mappe/x", b"x")
    (folder.root / "genvej").symlink_to(tmp_path)
    os.mkfifo(folder.root / "roer")
    assert folder.read(name) is None
