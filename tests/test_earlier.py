"""`tjek` in a repository: what is new since a commit, what is kept of it, and what is shown where there is none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import load
from tests.case_files import BASIS
from tests.world.repositories import committed, git

Answer = tuple[int, str, str]
Main = Callable[..., Answer]
FORORD = "content/2031-32/forord.md"
OLD = "\nDet gælder 5% af dem.\n\n::: udestår Takstgruppen\nLever noget.\n:::\n"
NEW = "\nDet gælder 7% af de andre.\n\n::: udestår Takstgruppen\nLever mere.\n:::\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with the small edition of the case files and two findings that are committed."""
    folder = tmp_path / "klon"
    shutil.copytree(BASIS, folder)
    (folder / ".gitignore").write_text("/ud/\n", "utf-8")
    _append(folder, OLD)
    committed(folder)
    return folder


@pytest.fixture
def main(root: Path, build: Main, monkeypatch: pytest.MonkeyPatch) -> Main:
    """A command in the repository: its exit status, and what it says."""
    monkeypatch.setattr("rammeaftale.shell.earlier.program_digests", lambda _: {})  # each takes as long as the rest
    return partial(build, root)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions of commits that were loaded."""
    loaded: list[str] = []

    def counted(world: object, edition: str) -> object:
        loaded.append(edition)
        return load(world, edition)  # type: ignore[arg-type]

    monkeypatch.setattr("rammeaftale.shell.earlier.load", counted)
    return loaded


def _append(root: Path, text: str) -> None:
    path = root / FORORD
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_when_all_is_committed_nothing_is_new(root: Path, main: Main) -> None:
    status, out, err = main("tjek")
    commit = git(root, "rev-parse", "HEAD")[:7]
    assert (status, out) == (0, "Kontrolleret: ingen fejl, 1 advarsel og 1 udestående.\n")
    assert err.split("\n") == [
        f"Intet er nyt siden det sidste commit ({commit}). Dette var der før:",
        "  1 advarsel    procenttegn  procenttegn i løbende tekst",
        "  1 udestående  udestaar     mangler at blive leveret",
        "     hos Takstgruppen 1",
        "",
        "Se det hele med:  .venv/bin/python build.py tjek --alle",
        "Se én slags med:  .venv/bin/python build.py tjek --art procenttegn",
        "",
        "",
    ]


def test_what_is_new_is_shown_and_what_moved_is_not(root: Path, main: Main) -> None:
    text = (root / FORORD).read_text("utf-8")
    (root / FORORD).write_text(text.replace("\n", f"\n{NEW}", 1), "utf-8")
    status, _, err = main("tjek")
    assert status == 0
    assert err.startswith(
        f"Nyt siden det sidste commit ({git(root, 'rev-parse', 'HEAD')[:7]}):\n\nadvarsel[procenttegn]: "
    )
    assert f"  --> {FORORD}:3:" in err
    assert "udestår[udestaar]: Takstgruppen: Lever mere\n" in err
    assert "Lever noget" not in err
    assert "\nResten var der før og er kun talt:\n  1 advarsel    procenttegn " in err
    committed(root)
    assert "Intet er nyt" in main("tjek")[2]


def test_a_renamed_file_brings_nothing_new(root: Path, main: Main) -> None:
    (root / FORORD).rename(root / "content/2031-32/nyt-navn.md")
    udgave = root / "content/2031-32/udgave.yaml"
    udgave.write_text(udgave.read_text("utf-8").replace("forord.md", "nyt-navn.md"), "utf-8")
    assert "Intet er nyt" in main("tjek")[2]


def test_since_another_commit(root: Path, main: Main) -> None:
    git(root, "tag", "v1")
    _append(root, NEW)
    second = committed(root)
    assert "Lever mere" not in main("tjek")[2]
    for name in ("v1", "HEAD^1"):
        err = main("tjek", "--siden", name)[2]
        assert f"Nyt siden {name} ({git(root, 'rev-parse', 'v1')[:7]}):" in err
        assert "Lever mere" in err
        assert "Lever noget" not in err
    for more in ((), ("--alle",)):
        unknown = main("tjek", "--siden", "v9", *more)[2]
        assert unknown.startswith("Det vides ikke, hvad der er nyt: versionen »v9« findes ikke.\n\nadvarsel")
        assert unknown.count("Det vides ikke") == 1
    status, _, err = main("tjek", "--siden", "")
    assert (status, "Valget --siden skal have navnet på en version, fx " in err) == (2, True)
    assert main("tjek", "--siden", second)[2] == main("tjek")[2].replace("det sidste commit", second)


def test_one_kind_or_all_can_be_asked_for(main: Main) -> None:
    owed = f"Takstgruppen skal levere (1):\n  {FORORD}:7:1: Lever noget\n\n"
    assert main("tjek", "--art", "udestaar")[2] == owed
    everything = main("tjek", "--alle")[2]
    assert everything.startswith("Fra før:\n\nadvarsel[procenttegn]: ")
    assert everything.endswith(owed)
    status, out, err = main("tjek", "--art", "udestår")
    assert (status, out) == (0, "Kontrolleret: ingen fejl, 1 advarsel og 1 udestående.\n")
    assert err == (
        "Der er ingen fund af arten »udestår«. Mente du »udestaar«? Der er fund af disse: procenttegn og udestaar.\n"
    )


def test_programs_are_given_all_and_told_what_is_new(root: Path, main: Main) -> None:
    _append(root, f"{NEW}\n{{{{ x }}}}\n")
    status, out, _ = main("tjek", "--format", "json")
    found = [(one["art"], one["ny"], one["hvem"]) for one in json.loads(out)]
    assert status == 1
    assert found == [
        ("procenttegn", False, None),
        ("udestaar", False, "Takstgruppen"),
        ("procenttegn", True, None),
        ("udestaar", True, "Takstgruppen"),
        ("fakta-ukendt", True, None),
    ]
    shutil.rmtree(root / ".git")
    assert {one["ny"] for one in json.loads(main("tjek", "--format", "json")[1])} == {None}


def test_github_is_given_the_new_ones_first_and_a_page(root: Path, main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    page = root.parent / "side.md"
    page.touch()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    _append(root, NEW)
    committed(root)
    out = main("tjek", "--format", "github", "--siden", "HEAD^1")[1].splitlines()
    assert [line.partition(",endColumn")[0] for line in out[:2]] == [
        f"::warning title=procenttegn,file={FORORD},line=11,col=13",
        f"::notice title=udestaar,file={FORORD},line=13,col=1",
    ]
    assert out[2:] == ["Ingen fejl, 2 advarsler og 2 udestående. Alle fund står på jobbets side, »Summary«."]
    told = page.read_text("utf-8")
    assert told.index("### Nyt") < told.index("Lever mere") < told.index("### Fra før") < told.index("Lever noget")


def test_a_commit_is_loaded_once_by_each_program(
    root: Path, main: Main, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = main("tjek")
    assert loads == ["2031-32"]
    assert main("tjek") == first
    assert main("tjek", "--alle")[0] == 0
    (root / "README.md").write_text("x\n", "utf-8")
    committed(root)  # nothing that the edition is made of
    main("tjek")
    assert loads == ["2031-32"]
    _append(root, NEW)
    committed(root)
    main("tjek")
    assert loads == ["2031-32"] * 2
    monkeypatch.setattr("rammeaftale.shell.earlier.program_digests", lambda _: {"build.py": "et andet"})
    main("tjek")
    assert loads == ["2031-32"] * 3


def test_what_others_wrote_into_the_store_is_looked_up_anew(
    main: Main, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = main("tjek")
    forged = [
        b"",
        b"[]",
        b"[true, [[1]]]",
        b'[1, [["a","b","c","d","e","f"]]]',
        b'[true, [["a",1,"c","d","e","f"]]]',
        b"[" * 99_999,
    ]
    monkeypatch.setattr(Memo, "get", lambda *_: forged.pop())
    while forged:
        assert main("tjek") == first
    assert len(loads) == 7


def test_a_checkout_that_cannot_be_written_to_keeps_nothing(root: Path, main: Main, loads: list[str]) -> None:
    """No permission holds an administrator back, as these tests may be; what stands in the way does."""
    first = main("tjek")
    shutil.rmtree(root / "ud")
    (root / "ud").write_text("", "utf-8")
    assert main("tjek") == first
    (root / "ud").unlink()
    (root / "ud").symlink_to(root / "content")
    assert main("tjek") == first
    assert len(loads) == 3
    assert not (root / "content/lager").exists()


def test_a_disk_that_takes_nothing_keeps_nothing(main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object) -> None:
        raise OSError(30, "Read-only file system", "ud/lager/objekter/x")

    first = main("tjek")
    monkeypatch.setattr(Memo, "get", lambda *_: None)
    monkeypatch.setattr(Memo, "put", read_only)
    assert main("tjek") == first


def test_the_store_does_not_grow_with_the_history(root: Path, main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rammeaftale.shell.memo.KEPT_OBJECTS", 2)
    for _ in range(3):
        _append(root, "\nEn linje mere.\n")
        committed(root)
        main("tjek")
    assert len(list((root / "ud/lager/objekter").iterdir())) == 2


REASONS = (
    ("intet-arkiv", "projektets mappe er ikke et git-arkiv"),
    ("intet-commit", "der er ikke noget commit endnu"),
    ("ukendt", "versionen »v9« findes ikke"),
    ("afkortet", "versionen »HEAD^1« findes ikke her, for arkivets historie er skåret af"),
)


@pytest.mark.parametrize(("what", "reason"), REASONS, ids=[what for what, _ in REASONS])
def test_where_no_commit_can_be_read_all_warnings_are_shown(root: Path, main: Main, what: str, reason: str) -> None:
    _append(root, "".join(f"\nDet gælder {number}% af dem.\n" for number in range(10, 16)))
    committed(root)
    words: tuple[str, ...] = ()
    if what == "afkortet":
        words = ("--siden", "HEAD^1")
        whole = root.rename(root.parent / "hel")
        git(root.parent, "clone", "--quiet", "--depth=1", f"file://{whole}", str(root))
    elif what == "ukendt":
        words = ("--siden", "v9")
    else:
        shutil.rmtree(root / ".git")
        if what == "intet-commit":
            git(root, "init", "--quiet")
    status, _, err = main("tjek", *words)
    assert status == 0
    assert err.count("advarsel[procenttegn]") == 7
    assert f"Det vides ikke, hvad der er nyt: {reason}" in err
    assert err.startswith("Det vides ikke") == bool(words)  # first, where somebody has asked for it
    assert "\nResten er kun talt:\n  1 udestående  udestaar " in err


def test_without_git_all_warnings_are_shown(root: Path, main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    err = main("tjek")[2]
    assert err.startswith("advarsel[procenttegn]")
    assert "git" not in err  # one warning needs no excuse


def test_a_machine_without_a_process_to_spare_shows_all(main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("rammeaftale.shell.earlier.open_commit", full)
    assert main("tjek")[2].startswith("advarsel[procenttegn]")


def test_an_error_in_the_commit_is_told_beside_what_looks_new(root: Path, main: Main) -> None:
    text = (root / FORORD).read_text("utf-8")
    _append(root, "\n<b>x</b>\n")
    committed(root)
    (root / FORORD).write_text(text + NEW, "utf-8")
    err = main("tjek")[2]
    assert "):\nDer er fejl i det commit, så noget af det kan være fra før.\n\n" in err


def test_a_new_edition_is_new(root: Path, main: Main) -> None:
    for home in ("content", "bilag"):
        shutil.copytree(root / home / "2031-32", root / home / "2033-34")
    (root / "content/aktuel.yaml").write_text("udgave: 2031-32\n", "utf-8")
    err = main("tjek")[2]
    assert "\n  --> content/2033-34/forord.md:5:" in err
    assert f"--> {FORORD}" not in err
