"""A commit is read as it is, whatever the caller and the repository would have git do; each way to fail is told."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Refused
from rammeaftale.world import git as world_git
from rammeaftale.world import git_process
from rammeaftale.world.git import GitWorld, open_commit
from tests.guides import PACKAGE, kinds_in
from tests.world.repositories import as_git, committed, git, write

PAGE = "content/a/x.md"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The machine's own settings of git say nothing here."""
    monkeypatch.setenv("HOME", str(tmp_path / "hjem"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "hjem"))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with two commits, the first of them marked."""
    root = tmp_path / "klon"
    committed(root, {PAGE: b"1\n", "content/b/y.md": b"y", "bilag/a/z.csv": b"\x00\n\xff", "README.md": b"r"})
    git(root, "tag", "--annotate", "--message=x", "v1")
    committed(root, {PAGE: b"2\n"})
    return root


def _page(world: GitWorld) -> bytes:
    return world.read(PAGE).data


def _refusal(root: Path, revision: str) -> tuple[str, str]:
    """The kind, and everything that is said."""
    with pytest.raises(Refused) as raised:
        _page(open_commit(root, revision))
    return raised.value.kind, "\n".join([raised.value.message, *raised.value.hints])


def test_any_name_of_a_commit_opens_it(clone: Path) -> None:
    first = git(clone, "rev-parse", "HEAD~1")
    for name in ("v1", "HEAD~1", first, first[:8], "main^", "refs/tags/v1"):
        world = open_commit(clone, name)
        assert (world.commit, _page(world)) == (first, b"1\n"), name
    assert _page(open_commit(clone, "main")) == b"2\n"
    assert world.read("bilag/a/z.csv").data == b"\x00\n\xff"
    assert world.list("") == ("bilag/a/z.csv", PAGE, "content/b/y.md")


def test_neither_checkout_nor_index_is_seen(clone: Path) -> None:
    write(clone, {PAGE: b"3\n", "content/a/ny.md": b"n"})
    git(clone, "add", "--all")
    (clone / "content/b/y.md").unlink()
    world = open_commit(clone, "HEAD")
    assert _page(world) == b"2\n"
    assert world.list("content") == (PAGE, "content/b/y.md")


@pytest.mark.parametrize(
    "revision", ["v2", "", "0" * 40, "^v1", "v1..main", "HEAD:content", "main~9", ":/x", "HEAD^{/y", "v1\nmain", "a b"]
)
def test_what_is_no_commit_is_told(clone: Path, revision: str) -> None:
    kind, told = _refusal(clone, revision)
    assert kind in ("git-version-ukendt", "git-version-ulovlig")
    assert told.startswith("versionen »") or "\n" in revision
    assert len(told.splitlines()) == 2


@pytest.mark.parametrize(
    "revision", ["-v1", "--all", "--output=/tmp/x", "HEAD@{1 year ago}", "@{u}", "v1\x1b[31m", "\x00", "\udcff"]
)
def test_a_name_that_could_be_anything_else_never_reaches_git(
    clone: Path, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    kind, told = _refusal(clone, revision)
    assert kind == "git-version-ulovlig"
    assert told.replace("\n", "").isprintable()


def test_a_cut_history_is_told_with_what_mends_it(clone: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "afkortet"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{clone}", str(shallow))
    assert _page(open_commit(shallow, "HEAD")) == b"2\n"
    for name in ("v1", "HEAD~1"):
        kind, told = _refusal(shallow, name)
        assert kind == "git-afkortet"
        assert "»git fetch --unshallow --tags«" in told
    assert "»v1«" in _refusal(shallow, "refs/tags/v1")[1], "a person has not written that it is a tag"
    git(shallow, "fetch", "--quiet", "--unshallow", "--tags")
    assert _page(open_commit(shallow, "v1")) == b"1\n"


def test_a_partial_clone_fetches_nothing_by_itself(clone: Path, tmp_path: Path) -> None:
    git(clone, "config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "delvis"
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{clone}", str(partial))
    kind, told = _refusal(partial, "v1")
    assert kind == "git-delvis"
    assert "»git fetch --refetch --no-filter«" in told
    git(partial, "fetch", "--quiet", "--refetch", "--no-filter")
    assert _page(open_commit(partial, "v1")) == b"1\n"


def test_no_repository_is_told_also_inside_another(clone: Path, tmp_path: Path) -> None:
    inside = clone / "content" / "a"
    colon = tmp_path / "a:b" / "c"  # a name that git's list of folders not to leave cannot hold
    committed(colon.parent, {"c/content/x.md": b"x"})
    broken = tmp_path / "itu"
    write(broken, {".git": b"gitdir: /findes/ikke\n"})
    for place in (inside, colon, tmp_path / "findes-ikke", broken):
        kind, told = _refusal(place, "HEAD")
        assert kind == "git-intet-arkiv", told
        assert "»git clone«" in told


def test_a_worktree_is_a_repository(clone: Path, tmp_path: Path) -> None:
    git(clone, "worktree", "add", "--quiet", str(tmp_path / "gren"), "v1")
    assert _page(open_commit(tmp_path / "gren", "HEAD")) == b"1\n"


def test_a_repository_that_cannot_be_read_is_no_missing_one(tmp_path: Path) -> None:
    (tmp_path / ".git").write_bytes(b"x")
    kind, told = _refusal(tmp_path, "HEAD")
    assert (kind, "beskadiget, eller du har ikke adgang" in told) == ("git-intet-arkiv", True)


def test_a_machine_that_can_start_no_process_has_git_all_the_same(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(subprocess, "run", full)
    with pytest.raises(OSError, match="Too many open files"):
        open_commit(clone, "HEAD")


def test_no_git_is_told(clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _refusal(clone, "HEAD")[0] == "git-mangler"


@pytest.mark.skipif(os.geteuid() != 0, reason="kun root kan give en mappe en anden ejer")
def test_a_folder_that_another_owns_is_told_with_what_mends_it(clone: Path, tmp_path: Path) -> None:
    for place in (clone, *clone.rglob("*")):
        os.chown(place, 12345, -1)
    kind, told = _refusal(clone, "HEAD")
    assert kind == "git-ejer"
    command = told.partition("»git ")[2].partition("«")[0]
    (tmp_path / "hjem").mkdir()
    git(clone, *command.split(), HOME=str(tmp_path / "hjem"), GIT_CONFIG_GLOBAL=str(tmp_path / "hjem/.gitconfig"))
    assert _page(open_commit(clone, "HEAD")) == b"2\n"


@pytest.mark.parametrize(
    ("script", "kind", "words"),
    [
        (
            "echo \"fatal: detected dubious ownership in repository at '/x'\" >&2; exit 128",
            "git-ejer",
            "safe.directory",
        ),
        ('printf "fatal: \\033[31mitu\\n2" >&2; exit 128', "git-fejl", "fatal: ·[31mitu"),
        ("exec tail -f /dev/null", "git-for-langsom", "inden for 0 sekunder"),
        ("exec yes", "git-for-stor", "end programmet vil læse"),
        ("exit 3", "git-fejl", ""),
    ],
)
def test_a_git_that_fails_is_told(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, kind: str, words: str
) -> None:
    monkeypatch.setenv("PATH", as_git(tmp_path, script))
    if kind == "git-for-langsom":  # which it is whenever it is stopped; the others answer, however busy the machine is
        monkeypatch.setattr(git_process, "MAX_SECONDS", 0.2)
    told = _refusal(clone, "HEAD")
    assert told[0] == kind
    assert words in told[1]
    assert told[1].replace("\n", "").isprintable()


@pytest.mark.parametrize("what", ["HEAD:content", f"HEAD:{PAGE}", "HEAD"])
def test_a_damaged_repository_is_told(clone: Path, what: str) -> None:
    name = git(clone, "rev-parse", what)
    place = clone / ".git/objects" / name[:2] / name[2:]
    place.chmod(0o600)
    place.write_bytes(b"junk")
    assert _refusal(clone, "main")[0] in ("git-fejl", "git-version-ukendt")


def test_the_callers_environment_leads_git_nowhere(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "andet"
    committed(other, {PAGE: b"andet\n"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git/objects"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "spor"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "touch koert")
    assert _page(open_commit(clone, "HEAD")) == b"2\n"
    assert not (tmp_path / "spor").exists()


def test_the_repository_leads_git_nowhere(clone: Path, tmp_path: Path) -> None:
    """Replaced objects and grafts are not the history; nothing that the settings name is run."""
    ran = tmp_path / "koert"
    run = as_git(tmp_path, f"touch {ran}").partition(":")[0] + "/git"
    for setting in ("core.fsmonitor", "core.pager", "pager.ls-tree", "core.sshCommand", "credential.helper"):
        git(clone, "config", setting, run)
    git(clone, "replace", git(clone, "rev-parse", f"HEAD:{PAGE}"), git(clone, "rev-parse", f"v1:{PAGE}"))
    git(clone, "replace", git(clone, "rev-parse", "v1^{}"), git(clone, "rev-parse", "HEAD"))
    write(clone, {".git/info/grafts": f"{git(clone, 'rev-parse', 'HEAD')}\n".encode()})
    ran.unlink(missing_ok=True)
    assert _page(open_commit(clone, "HEAD")) == b"2\n"
    assert _page(open_commit(clone, "v1")) == b"1\n"
    assert _page(open_commit(clone, "HEAD~1")) == b"1\n"
    assert not ran.exists()


def test_a_name_that_git_may_keep_and_disks_may_not_is_read_all_the_same(clone: Path) -> None:
    """A tree can be written with any name; nothing is opened by it, and what leads out is hidden."""
    page = git(clone, "rev-parse", f"HEAD:{PAGE}")
    odd = git(clone, "mktree", "-z", stdin=f"100644 blob {page}\ta\nb\t.md\0".encode())
    up = git(
        clone, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=b"100644 ..\0" + bytes.fromhex(page)
    )
    tree = git(clone, "mktree", stdin=f"040000 tree {odd}\tcontent\n040000 tree {up}\tbilag\n".encode())
    world = open_commit(clone, git(clone, "commit-tree", "-m", "x", tree))
    assert world.list("") == ("content/a\nb\t.md",)
    with pytest.raises(Refused) as refused:
        world.read("content/a\nb\t.md")
    assert refused.value.kind == "fil-navn"


def test_a_tree_that_unfolds_to_millions_of_files_ends(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = git(clone, "hash-object", "-w", "--stdin", stdin=b"x")
    tree = git(clone, "mktree", stdin="".join(f"100644 blob {blob}\tf{n}\n" for n in range(10)).encode())
    for _ in range(9):
        tree = git(clone, "mktree", stdin="".join(f"040000 tree {tree}\td{n}\n" for n in range(10)).encode())
    root = git(clone, "mktree", stdin=f"040000 tree {tree}\tcontent\n".encode())
    monkeypatch.setattr(world_git, "MAX_LISTING_BYTES", 200_000)
    kind, _ = _refusal(clone, git(clone, "commit-tree", "-m", "x", root))
    assert kind == "git-for-stor"


def test_the_digest_of_folders_is_of_all_that_a_world_tells_of_them(clone: Path) -> None:
    folders = ("content/a", "bilag/a")

    def digest(change: str) -> str:
        git(clone, "checkout", "--quiet", "--force", "v1")
        git(clone, "clean", "--quiet", "-d", "--force")
        subprocess.run(change, shell=True, cwd=clone, check=True)  # noqa: S602  the changes below
        return open_commit(clone, committed(clone)).digest(folders)

    same = ["true", "echo 3 > content/b/y.md", "echo x > README.md", "echo x > content/a.md", "echo x > bilag/ab.csv"]
    other = [
        "echo 3 > content/a/x.md",
        "echo 3 > content/a/ny.md",
        "git rm --quiet bilag/a/z.csv",
        "git mv content/a/x.md content/a/y.md",
        "git mv content/a/x.md bilag/a/x.md",
        "rm content/a/x.md && ln -s ../b/y.md content/a/x.md",
        "rm -r content/a && ln -s b content/a",
        "rm -r content && ln -s bilag content",
    ]
    assert len({digest(change) for change in same}) == 1
    assert len({digest("true"), *map(digest, other)}) == 1 + len(other)


def test_one_edition_is_read_by_one_question(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = open_commit(clone, "HEAD")
    assert _page(world) == b"2\n"
    monkeypatch.setenv("PATH", "")
    assert _page(world) == b"2\n"
    with pytest.raises(Refused, match="git findes ikke"):
        world.read("content/b/y.md")


def test_every_way_to_fail_is_tried_here() -> None:
    kinds = kinds_in(PACKAGE / "world" / "git_failures.py")
    assert len(kinds) == 10
    assert [kind for kind in kinds if f'"{kind}"' not in Path(__file__).read_text("utf-8")] == []
