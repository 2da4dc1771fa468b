"""What is saved while a build is under way belongs to the next one: digests, products and manifest are of one text."""

from __future__ import annotations

import gc
import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
import pytest

from rammeaftale.shell import cli, commands_rammeaftale
from rammeaftale.shell.pipeline import load
from rammeaftale.shell.publish import read_inputs, sha256
from rammeaftale.world import RecordingWorld, Source, World
from tests.case_files import BASIS, EDITION, basis
from tests.checkouts import copied, run
from tests.memory_world import MemoryWorld

FORORD = f"content/{EDITION}/forord.md"
MODULE = "rammeaftale/base/calculate.py"
PRODUCT = f"rammeaftale-{EDITION}.pdf"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program with the small edition of the case files, to be built by `cli.main`."""
    folder = copied(tmp_path / "klon", "templates", "rammeaftale", "krav", "build.py")
    shutil.copytree(BASIS, folder, dirs_exist_ok=True)
    monkeypatch.setattr(sys, "argv", ["build.py", "rammeaftale"])
    yield folder
    gc.enable()  # a build turns it off, for the life of its process


def _save_meanwhile(monkeypatch: pytest.MonkeyPatch, place: Path, text: str) -> None:
    """Append to a file as soon as a build has taken the digests of all files."""

    def digests(content: World, program: World, edition: str) -> Mapping[str, str]:
        found = read_inputs(content, program, edition)
        place.write_text(place.read_text("utf-8") + text, "utf-8")
        return found

    monkeypatch.setattr(commands_rammeaftale, "read_inputs", digests)


def _words(folder: Path) -> str:
    document = pypdfium2.PdfDocument((folder / f"ud/{EDITION}" / PRODUCT).read_bytes())
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return words


def _manifest(folder: Path) -> dict[str, dict[str, str]]:
    manifest: dict[str, dict[str, str]] = json.loads((folder / f"ud/{EDITION}/manifest.json").read_bytes())
    return manifest


def test_a_text_saved_meanwhile_is_in_the_next_build(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sha256((checkout / FORORD).read_bytes())
    _save_meanwhile(monkeypatch, checkout / FORORD, "\nGemt undervejs.\n")
    assert cli.main(checkout) == 0
    assert _manifest(checkout)["inputs"][FORORD] == before
    assert "Gemt undervejs" not in _words(checkout)
    done = run(checkout, "rammeaftale", "--forklar")
    assert f"  {PRODUCT}: lavet, fordi dette er ændret: tekst og data\n" in done.stdout
    assert _manifest(checkout)["inputs"][FORORD] == sha256((checkout / FORORD).read_bytes()) != before
    assert "Gemt undervejs" in _words(checkout)
    assert run(checkout, "rammeaftale").stdout.startswith("Intet er ændret siden sidst")


def test_a_program_changed_meanwhile_gives_and_keeps_nothing(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _save_meanwhile(monkeypatch, checkout / MODULE, "\n# ændret\n")
    assert cli.main(checkout) == 1
    assert "fejl[program-aendret]: programmet blev ændret, mens der blev bygget\n   = kør" in capsys.readouterr().err
    assert [path for path in (checkout / "ud").rglob("*") if path.is_file()] == []


class _Restless:
    """A world in which a file is another each time that it is read."""

    def __init__(self) -> None:
        self._times = 0

    def list(self, folder: str) -> tuple[str, ...]:
        return MemoryWorld(basis()).list(folder)

    def read(self, path: str) -> Source:
        source = MemoryWorld(basis()).read(path)
        if path != FORORD:
            return source
        self._times += 1
        return Source(path, source.data + b"\nGemt %d gange.\n" % self._times)


def _seen(world: World) -> tuple[str, str]:
    """The digest of a text that is taken first, and the text that is loaded then."""
    program = MemoryWorld({"build.py": b"", "krav/drift.txt": b""})
    digest = read_inputs(world, program, EDITION)[FORORD]
    edition = load(world, EDITION).value
    assert edition is not None
    return digest, str(edition.documents[0].chapters[0].blocks[-1])


def test_one_reading_serves_the_digest_and_the_edition() -> None:
    recording = RecordingWorld(_Restless())
    digest, text = _seen(recording)
    assert "Gemt 1 gange" in text
    assert recording.digests[FORORD] == digest == sha256(basis()[FORORD] + b"\nGemt 1 gange.\n")
    assert "Gemt 2 gange" in _seen(_Restless())[1]  # without the recording they differ
