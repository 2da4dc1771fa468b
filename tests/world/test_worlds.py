"""The door: what is listed, what is read, and what is refused, alike in a checkout, in a commit and in memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world import DiskWorld, RecordingWorld, Source, World, source
from rammeaftale.world.git import open_commit
from tests.memory_world import MemoryWorld
from tests.world.repositories import committed, write

FILES = {
    "content/a/x.md": b"x",
    "content/b.yaml": b"y" * 5,
    "content/a/.skjult/z": b"1",
    "content/a/.DS_Store": b"1",
    "content/~$takster.xlsx": b"1",
    "content/.#b.yaml": b"1",
    "content/b.yaml~": b"1",
    "content/b.yaml.swp": b"1",
    "content/__pycache__/q.pyc": b"1",
    "content/\udcff.md": b"2",
    "content/æ ø.md": b"",
    "bilag/a/b/c/d.csv": b"3",
}
FOLDERS = ("", ".", "content", "content/", "./content", "content/a", "content/a/..", "bilag", "nej", "content/b.yaml")
PATHS = (
    *FILES, "content/./b.yaml", "content/nej.md", "nej/x", "content", "content/a", "content/b.yaml/x", "../x",
    "/etc/passwd", "content/../../x",
)  # fmt: skip


@pytest.fixture(params=["disk", "git", "memory", "recording"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    """A world of FILES."""
    if request.param == "memory":
        return MemoryWorld(FILES)
    if request.param == "git":
        return open_commit(tmp_path, committed(tmp_path, FILES))
    write(tmp_path, FILES)
    return RecordingWorld(DiskWorld(tmp_path)) if request.param == "recording" else DiskWorld(tmp_path)


def _answers(world: World) -> dict[str, object]:
    """What a world says to every question; a refusal by its kind, words and hints."""
    said: dict[str, object] = {f"list {folder}": world.list(folder) for folder in FOLDERS}
    for path in PATHS:
        try:
            said[f"read {path}"] = world.read(path).data
        except Refused as problem:
            said[f"read {path}"] = problem.kind, problem.message, problem.hints
    return said


def test_every_world_answers_alike(world: World) -> None:
    said = _answers(world)
    assert said == _answers(MemoryWorld(FILES))
    assert said["list content"] == ("content/a/x.md", "content/b.yaml", "content/æ ø.md", "content/\udcff.md")
    assert said["list "] == ("bilag/a/b/c/d.csv", *world.list("content"))
    assert said["list nej"] == said["list content/b.yaml"] == ()
    hint = "læg filen dér, eller hent den igen fra git"
    assert said["read content/nej.md"] == ("fil-mangler", "filen findes ikke", (hint,))
    assert said["read content/b.yaml/x"] == said["read content/nej.md"]
    kinds = {path: said[f"read {path}"][0] for path in ("../x", "/etc/passwd", "content/../../x", "content/a")}  # type: ignore[index]
    assert kinds == {**dict.fromkeys(kinds, "fil-uden-for-projektet"), "content/a": "fil-ulaeselig"}


def test_no_world_lists_what_is_outside(world: World) -> None:
    for folder in ("..", "/", "content/../.."):
        with pytest.raises(Refused, match="uden for projektet"):
            world.list(folder)


def test_outsized_files_and_folders_are_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_FILE_BYTES", 4)
    with pytest.raises(Refused, match="filen er større end"):
        world.read("content/b.yaml")
    assert world.read("content/a/x.md").data == b"x"
    monkeypatch.setattr(source, "MAX_FOLDER_BYTES", 1)
    assert world.list("content/a") == ("content/a/x.md",)
    with pytest.raises(Refused, match="»content« fylder mere end"):
        world.list("content")  # 1 and 1, while the file that is never read does not count
    monkeypatch.setattr(source, "MAX_FILES", 3)  # told first
    with pytest.raises(Refused, match="mere end 3 filer i mappen »«"):
        world.list("")


@pytest.fixture(params=["disk", "git"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    """A world with links of every sort and a repository inside it."""
    write(tmp_path, {"hemmelig": b"s", "klon/content/a/x.md": b"x", "klon/bilag/a/y.md": b"y"})
    root = tmp_path / "klon"
    for name, target in {
        "content/ud": "../../hemmelig",
        "content/ind": "a/x.md",
        "content/mappe": "a",
        "content/rod": "/",
        "content/tom": "findes-ikke",
        "content/git": "../.git/config",
        "bilag/b": "../content/a",
    }.items():
        (root / name).symlink_to(target)
    committed(root / "content/arkiv", {"z.md": b"z"})
    commit = committed(root)
    return open_commit(root, commit) if request.param == "git" else DiskWorld(root)


def test_links_and_other_repositories_are_listed_and_refused(odd: World) -> None:
    links = {f"content/{name}" for name in ("ud", "ind", "mappe", "rod", "tom", "git")}
    assert set(odd.list("content")) == {"content/a/x.md", "content/arkiv", *links}
    assert odd.list("bilag") == ("bilag/a/y.md", "bilag/b")
    assert odd.list("bilag/b") == ("bilag/b",)
    assert odd.list("content/mappe/x") == ("content/mappe",)
    for link in (*links, "bilag/b", "bilag/b/x.md", "content/mappe/x.md"):
        with pytest.raises(Refused, match="genvej"):
            odd.read(link)
    with pytest.raises(Refused, match="et git-arkiv for sig"):
        odd.read("content/arkiv")


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.md")
    with pytest.raises(Refused, match="ikke en almindelig fil"):
        DiskWorld(tmp_path).read("x.md")


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "a").mkdir()
    monkeypatch.setattr(os, "scandir", closed)
    assert DiskWorld(tmp_path).list("a") == ("a",)
    with pytest.raises(Refused):
        DiskWorld(tmp_path).read("a")


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"klon/content/x.md": b"x"})
    (tmp_path / "genvej").symlink_to("klon")
    assert DiskWorld(tmp_path / "genvej").list("content") == ("content/x.md",)
    assert DiskWorld(tmp_path / "genvej").read("content/x.md").data == b"x"


class _Restless:
    """A world whose files are others each time they are asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def list(self, folder: str) -> tuple[str, ...]:
        self.asked += 1
        return (f"{folder}/{self.asked}",)

    def read(self, path: str) -> Source:
        self.asked += 1
        if path == "fejl":
            raise Refused("fil-ulaeselig", str(self.asked))
        return Source(path, b"%d" % self.asked)


def test_a_recording_says_the_same_twice() -> None:
    recording = RecordingWorld(_Restless())
    assert recording.list("a") == recording.list("./a/") == ("a/1",)
    assert recording.read("a/1").data == recording.read("a//1").data == b"2"
    for _ in range(2):
        with pytest.raises(Refused, match="3"):
            recording.read("fejl")
    assert recording.digests == {"a/1": Source("a/1", b"2").digest}
