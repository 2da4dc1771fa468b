"""`rammeaftale` with its options: one document by itself beside the last whole set, and findings for programs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import pytest

from rammeaftale.base.diagnostics import Refused
from rammeaftale.engine import versions
from rammeaftale.shell.documents import document_named
from rammeaftale.shell.pipeline import load
from rammeaftale.world import PROGRAM
from rammeaftale.world.program import LOCK_FILE, installed, own_text
from tests import frozen
from tests.case_files import BASIS, EDITION
from tests.checkouts import copied
from tests.memory_world import MemoryWorld

FORORD = f"content/{EDITION}/forord.md"
WHOLE = {f"rammeaftale-{EDITION}.pdf", "bilag-1-styringsaftale.pdf", "manifest.json"}
Said = tuple[int, str, str]
Main = Callable[..., Said]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The program with the small edition of the case files."""
    folder = copied(tmp_path / "klon", "templates", "rammeaftale", "krav", "build.py")
    shutil.copytree(BASIS, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def main(checkout: Path, build: Main) -> Main:
    """`rammeaftale` with options: its exit status, and what it says on stdout and on stderr."""
    return partial(build, checkout, "rammeaftale")


def _append(checkout: Path, text: str) -> None:
    path = checkout / FORORD
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_one_document_is_made_beside_the_last_whole_set(checkout: Path, main: Main) -> None:
    whole, alone = checkout / f"ud/{EDITION}", checkout / f"ud/{EDITION}/enkelt"
    assert main()[0] == 0
    before = _files(whole)
    assert before.keys() == WHOLE
    _append(checkout, "\nEn ny sætning.\n")
    status, out, _ = main("--dokument", f"rammeaftale-{EDITION}.pdf")
    assert status == 0
    assert f"Færdig: ud/{EDITION}/enkelt/rammeaftale-{EDITION}.pdf. Det er kun til at se på: De andre filer i" in out
    assert "bilag-1" not in out
    assert _files(whole) == before, "products and manifest are still of one build"
    made = _files(alone)
    assert made.keys() == {f"rammeaftale-{EDITION}.pdf"}, "no manifest: it is no set"
    assert main("--forklar")[1].splitlines()[0] == f"  rammeaftale-{EDITION}.pdf: uændret", "the store had it"
    assert _files(whole)[f"rammeaftale-{EDITION}.pdf"] == made[f"rammeaftale-{EDITION}.pdf"], "alone as among all"


def test_one_document_is_not_made_of_an_edition_with_faults(checkout: Path, main: Main) -> None:
    _append(checkout, "\n<b>x</b>\n")
    status, _, err = main("--dokument", "bilag-1")
    assert (status, "fejl[html-i-tekst]" in err, "Intet er bygget." in err) == (1, True, True)
    assert not (checkout / f"ud/{EDITION}/enkelt").exists()


def test_an_unknown_document_is_told_with_those_that_are_there(main: Main) -> None:
    status, _, err = main("--dokument", "blag-1")
    assert status == 2
    assert (
        "Fejl: Dokumentet »blag-1« findes ikke i udgaven 2031-32. Mente du »bilag-1«? "
        "Disse findes: rammeaftale-2031-32, bilag-1-styringsaftale."
    ) in err


def test_no_name_is_no_document(main: Main) -> None:
    status, _, err = main("--dokument", "")
    assert status == 2
    assert "Dokumentet »« findes ikke i udgaven 2031-32. Disse findes: rammeaftale-2031-32, " in err


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("bilag-1", "bilag-1-styringsaftale"),
        ("Bilag 1", "bilag-1-styringsaftale"),
        ("1", "bilag-1-styringsaftale"),
        ("styringsaftale", "bilag-1-styringsaftale"),
        ("bilag-1-styringsaftale", "bilag-1-styringsaftale"),
        ("BILAG-1-STYRINGSAFTALE.PDF", "bilag-1-styringsaftale"),
        ("ud/2031-32/bilag-1-styringsaftale.pdf", "bilag-1-styringsaftale"),
        ("rammeaftale-2031-32", "rammeaftale-2031-32"),
    ],
)
def test_a_document_is_known_by_number_id_and_file(name: str, stem: str) -> None:
    edition = load(MemoryWorld(frozen.files()), frozen.EDITION).value
    assert edition is not None
    assert document_named(edition, name).stem == stem
    for other in edition.documents:
        assert document_named(edition, other.id) == document_named(edition, other.stem) == other


@pytest.mark.parametrize("name", ["", "0", "bilag", "bilag-99", "\x1b[31m\n::error::x"])
def test_a_name_that_no_document_has_is_refused(name: str) -> None:
    edition = load(MemoryWorld(frozen.files()), frozen.EDITION).value
    assert edition is not None
    with pytest.raises(click.UsageError) as refused:
        document_named(edition, name)
    assert refused.value.message.isprintable()


def test_a_program_reads_all_findings_of_a_build(checkout: Path, main: Main) -> None:
    _append(checkout, "\n::: udestår Takstgruppen\nTal.\n:::\n")
    for _ in ("made", "nothing to do"):
        status, out, err = main("--format", "json")
        assert (status, [finding["art"] for finding in json.loads(out)]) == (0, ["udestaar"])
        assert "(2 filer, udkast, 1 udestående)" in err
    assert main("--format", "github")[1].startswith(f"::notice title=udestaar,file={FORORD},line=5")
    _append(checkout, "\n{{ pladser.ialt }}\n")
    status, out, err = main("--format", "json")
    assert (status, [finding["art"] for finding in json.loads(out)]) == (1, ["udestaar", "fakta-ukendt"])
    assert "Intet er bygget." in err
    assert main("--format", "github")[1].startswith(f"::error title=fakta-ukendt,file={FORORD}")


def test_a_program_reads_what_the_typesetter_found_too(
    checkout: Path, main: Main, monkeypatch: pytest.MonkeyPatch
) -> None:
    _append(checkout, "\n::: udestår Takstgruppen\nTal.\n:::\n")
    monkeypatch.setattr("rammeaftale.engine.typesetters._engine", lambda: lambda markup: markup.findes_ikke)
    status, out, err = main("--format", "json")
    assert status == 1
    assert {finding["art"] for finding in json.loads(out)} == {"udestaar", "sats-stoppet"}
    assert err.endswith("Det seneste færdige resultat er urørt.\n")
    assert main("--format", "github")[1].count("::error title=sats-stoppet") == 2


def test_another_version_of_the_engine_is_told_once_and_before_anything_is_laid_out(
    main: Main, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {**installed(own_text(PROGRAM, LOCK_FILE)), "weasyprint": "71.0", "rich": "1"}
    monkeypatch.setattr(versions, "installed", lambda _: here)
    status, _, err = main()
    (wanted,) = (line.partition("==")[2].split()[0] for line in _lock_lines() if line.startswith("weasyprint=="))
    assert (status, err) == (
        1,
        "fejl[pakke-version]: programmet er sat op med andre pakker end dem, det er lavet til: "
        f"weasyprint 71.0 (skal være {wanted})\n"
        "   = slet mappen .venv, og kør »make rammeaftale«; så bliver de rigtige hentet\n",
    )


def _lock_lines() -> list[str]:
    return own_text(PROGRAM, LOCK_FILE).splitlines()


def test_a_package_that_is_missing_is_told_where_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "installed", lambda _: {})
    versions.check_packages(PROGRAM)
    monkeypatch.setattr(versions, "installed", lambda _: {"pydyf": "0"})
    with pytest.raises(Refused, match="pydyf 0 "):
        versions.check_packages(PROGRAM)


def test_the_packages_that_must_be_the_locked_ones_are_those_that_pyproject_pins() -> None:
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
    pinned = {
        line.partition("==")[0].strip(' "')
        for line in text.partition("[dependency-groups]")[0].splitlines()
        if "==" in line
    }
    assert {name for name in pinned if not name.startswith("font-")} == set(versions._BOUND)
