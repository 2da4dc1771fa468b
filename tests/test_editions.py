"""Which editions a content has, which is the current one, and what lies there and is of none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Refused, in_order
from rammeaftale.shell.editions import CURRENT_FILE, check_folders, current_edition, edition_folders, editions_in
from rammeaftale.world import DiskWorld
from tests.case_files import BASIS, show
from tests.checkouts import copied, run
from tests.memory_world import MemoryWorld

Main = Callable[..., tuple[int, str]]
LATER = {"2031-32": "2033-34", "2032": "2034", "2031": "2033", "2030": "2032"}
BOTH = ("content/2031-32/udgave.yaml", "content/2033-34/udgave.yaml", "content/faelles/fora.yaml", "bilag/2031-32/x")
STRAYS = {
    "content/2031-32 (kopi)/udgave.yaml": "fejl udgave-mappe content/2031-32 (kopi)",
    "content/2031-32.bak/udgave.yaml": "fejl udgave-mappe content/2031-32.bak",
    "content/2031-2032/udgave.yaml": "fejl udgave-mappe content/2031-2032",
    "content/ny/forord.md": "fejl udgave-mappe content/ny",
    "content/Faelles/fora.yaml": "fejl udgave-mappe content/Faelles",
    "content/forord.md": "fejl udgave-fil content/forord.md",
    "content/aktuel.yml": "fejl udgave-fil content/aktuel.yml",
    "content/faelles.zip": "fejl udgave-fil content/faelles.zip",
    "bilag/2035-36/takster/tekst.md": "fejl udgave-mappe bilag/2035-36",
    "bilag/faelles/tekst.md": "fejl udgave-mappe bilag/faelles",
    "bilag/2031-32 - Kopi/tekst.md": "fejl udgave-mappe bilag/2031-32 - Kopi",
    "bilag/tekst.md": "fejl udgave-fil bilag/tekst.md",
}


def _world(*paths: str, said: str | None = None) -> MemoryWorld:
    files = dict.fromkeys(paths, b"x\n")
    return MemoryWorld(files if said is None else {**files, CURRENT_FILE: said.encode()})


def _told(files: Mapping[str, bytes]) -> list[str]:
    return [show(finding) for finding in in_order(check_folders(MemoryWorld(files)))]


def test_an_edition_is_a_folder_named_by_a_period() -> None:
    world = _world(*BOTH, *STRAYS, "content/2035/udgave.yaml")
    assert editions_in(world) == ("2031-32", "2033-34", "2035")


@pytest.mark.parametrize("stray", STRAYS)
def test_what_lies_outside_an_edition_is_told(stray: str) -> None:
    files = dict.fromkeys(BOTH, b"x\n")
    assert _told(files) == []
    assert _told({**files, stray: b"x\n"}) == [STRAYS[stray]]


@pytest.mark.parametrize("stray", STRAYS)
def test_what_lies_outside_an_edition_is_never_the_current_one(stray: str) -> None:
    assert current_edition(_world(BOTH[0], stray)).value == "2031-32"


def test_the_remedies_for_what_lies_outside_help() -> None:
    files = dict.fromkeys(BOTH, b"x\n")
    assert _told({**files, "content/2035-36/udgave.yaml": b"x\n", "bilag/2035-36/t/tekst.md": b"x\n"}) == []
    assert _told({**files, CURRENT_FILE: b"udgave: 2031-32\n"}) == []


def test_the_shared_folders_and_the_files_of_systems_are_no_strays() -> None:
    files = dict.fromkeys(
        (*BOTH, "content/takster/2031.csv", "content/.DS_Store", "content/~$x.xlsx", "bilag/Thumbs.db"), b"x\n"
    )
    assert _told(files) == []
    assert edition_folders("2031-32") == ("content/faelles", "content/takster", "content/2031-32", "bilag/2031-32")


def test_a_link_in_content_is_told_as_a_link(tmp_path: Path) -> None:
    (tmp_path / "content/2031-32").mkdir(parents=True)
    (tmp_path / "content/2031-32/udgave.yaml").write_text("x\n", "utf-8")
    (tmp_path / "content/2033-34").symlink_to(tmp_path / "content/2031-32")
    assert [show(finding) for finding in check_folders(DiskWorld(tmp_path))] == ["fejl fil-genvej content/2033-34"]


def test_one_edition_is_the_current_one_by_itself() -> None:
    assert current_edition(_world(BOTH[0])).value == "2031-32"
    nothing = current_edition(_world("content/faelles/fora.yaml"))
    assert (nothing.value, nothing.diagnostics) == (None, ())


@pytest.mark.parametrize("folder", ["2031-32", "2033-34"])
@pytest.mark.parametrize(
    "said",
    [
        "udgave: {}\n",
        "\ufeffudgave: {}",
        "# Den aktuelle.\n\nudgave: {} # til nu\r\n",
        'udgave: "{}"\n',
        "udgave: '{}'",
    ],
)
def test_the_current_edition_is_the_one_that_is_said(folder: str, said: str) -> None:
    checked = current_edition(_world(*BOTH, said=said.format(folder)))
    assert (checked.value, checked.diagnostics) == (folder, ())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "fejl aktuel-form content/aktuel.yaml"),
        ("# udgave: 2031-32\n", "fejl aktuel-form content/aktuel.yaml"),
        ("udgave: 2031-32\nudgave: 2033-34\n", "fejl aktuel-form content/aktuel.yaml:2:1"),
        ("<<<<<<< HEAD\nudgave: 2031-32\n", "fejl fil-sammenfletning content/aktuel.yaml:1:1"),
        ("2031-32\n", "fejl aktuel-form content/aktuel.yaml:1:1"),
        ("\nUdgave: 2031-32\n", "fejl aktuel-form content/aktuel.yaml:2:1"),
        ("udgave:2031-32\n", "fejl aktuel-form content/aktuel.yaml:1:1"),
        ("udgave: \"2031-32'\n", "fejl aktuel-ukendt content/aktuel.yaml:1:9"),
        ("udgave: 2031\n", "fejl aktuel-ukendt content/aktuel.yaml:1:9"),
        ("udgave: 2031-32 (kopi)\n", "fejl aktuel-form content/aktuel.yaml:1:1"),
    ],
)
def test_what_does_not_say_which_edition_is_current_is_told(said: str, told: str) -> None:
    checked = current_edition(_world(*BOTH, "content/2031-32 (kopi)/udgave.yaml", said=said))
    assert checked.value is None
    assert [show(finding) for finding in checked.diagnostics] == [told]


def test_of_several_editions_none_is_guessed_and_the_remedy_helps() -> None:
    (told,) = current_edition(_world(*BOTH)).diagnostics
    assert (show(told), told.hints) == (
        "fejl aktuel-mangler content/aktuel.yaml",
        ("lav filen content/aktuel.yaml med én linje: »udgave: 2033-34«",),
    )
    assert current_edition(_world(*BOTH, said="udgave: 2033-34")).value == "2033-34"


def test_a_file_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "content/2031-32").mkdir(parents=True)
    (tmp_path / "content/2031-32/udgave.yaml").write_text("x\n", "utf-8")
    (tmp_path / CURRENT_FILE).symlink_to("2031-32/udgave.yaml")
    checked = current_edition(DiskWorld(tmp_path))
    assert checked.value is None
    assert [show(finding) for finding in checked.diagnostics] == ["fejl fil-genvej content/aktuel.yaml"]
    with pytest.raises(Refused):
        DiskWorld(tmp_path).read(CURRENT_FILE)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The program with two editions, of which the older is the current one."""
    folder = copied(tmp_path / "klon", "templates", "rammeaftale", "krav", "build.py")
    shutil.copytree(BASIS, folder, dirs_exist_ok=True)
    for home in ("content", "bilag"):
        shutil.copytree(folder / home / "2031-32", folder / home / "2033-34")
    udgave = folder / "content/2033-34/udgave.yaml"
    text = udgave.read_text("utf-8")
    for year in ("2031-32", "2032", "2031", "2030"):
        text = text.replace(year, LATER[year])
    udgave.write_text(text, "utf-8")
    (folder / CURRENT_FILE).write_text("udgave: 2031-32\n", "utf-8")
    return folder


@pytest.fixture
def main(two: Path, build: Callable[..., tuple[int, str, str]]) -> Main:
    """A command in the checkout of the two editions: its exit status, and what it says of what is wrong."""

    def run_main(*arguments: str) -> tuple[int, str]:
        status, _, err = build(two, *arguments)
        return status, err

    return run_main


def test_check_is_of_all_editions_and_a_build_of_the_current_one(two: Path, main: Main) -> None:
    assert main("tjek") == (0, "")
    built = run(two, "rammeaftale")
    assert (built.returncode, sorted(path.name for path in (two / "ud").iterdir())) == (0, ["2031-32", "lager"])
    (two / CURRENT_FILE).write_text("udgave: 2033-34\n", "utf-8")
    assert "Intet er ændret" in run(two, "rammeaftale", "--udgave", "2031-32").stdout, "the line is of no product"


@pytest.mark.parametrize("edition", ["2031-32", "2033-34"])
def test_check_tells_of_a_fault_in_any_edition(two: Path, main: Main, edition: str) -> None:
    text = two / f"content/{edition}/forord.md"
    text.write_text(text.read_text("utf-8") + "\n<b>x</b>\n", "utf-8")
    status, told = main("tjek")
    assert (status, "fejl[html-i-tekst]" in told, f"content/{edition}/forord.md:5:1" in told) == (1, True, True)
    (other,) = {"2031-32", "2033-34"} - {edition}
    assert main("tjek", "--udgave", other) == (0, "")


@pytest.mark.parametrize("command", ["rammeaftale", "tjek", "maerk"])
def test_no_command_guesses_the_edition(two: Path, main: Main, command: str) -> None:
    (two / CURRENT_FILE).unlink()
    place = ("content/2031-32/forord.md:3",) if command == "maerk" else ()
    status, told = main(command, *place)
    assert (status, "fejl[aktuel-mangler]" in told, (two / "ud").exists()) == (1, True, False)
    if command == "maerk":
        assert "Ret det, eller vælg en udgave med --udgave." in told
        assert main(command, *place, "--udgave", "2031-32") == (0, "")


def test_check_tells_what_lies_there_when_no_edition_is_left(two: Path, main: Main) -> None:
    for folder in ("2031-32", "2033-34"):
        (two / "content" / folder).rename(two / f"content/{folder.replace('-', '–')}")
    status, told = main("tjek")
    assert (status, told.count("fejl[udgave-mappe]"), told.count("fejl[aktuel-ukendt]")) == (1, 4, 1)
    assert main("rammeaftale")[0] == 1


def test_an_edition_that_is_asked_for_is_checked_beside_a_stray_folder(two: Path, main: Main) -> None:
    shutil.copytree(two / "content/2031-32", two / "content/ny")
    (two / "content/2033-34/forord.md").write_text("x\n", "utf-8")
    _, told = main("tjek", "--udgave", "2033-34")
    assert ("fejl[udgave-mappe]" in told, "content/2033-34/forord.md:1:1" in told) == (True, True)


def test_a_stray_folder_hides_nothing_that_is_wrong_in_the_edition(two: Path, main: Main) -> None:
    shutil.copytree(two / "content/2031-32", two / "content/ny")
    with (two / "content/2031-32/forord.md").open("a", encoding="utf-8") as text:
        text.write("\n<b>x</b>\n")
    status, told = main("rammeaftale")
    assert (status, "fejl[udgave-mappe]" in told, "fejl[html-i-tekst]" in told) == (1, True, True)


@pytest.mark.parametrize("command", ["rammeaftale", "tjek"])
def test_nothing_is_built_beside_a_stray_folder(two: Path, main: Main, command: str) -> None:
    shutil.copytree(two / "content/2031-32", two / "content/2031-32 (kopi)")
    status, told = main(command)
    assert (status, "fejl[udgave-mappe]" in told, (two / "ud").exists()) == (1, True, False)
