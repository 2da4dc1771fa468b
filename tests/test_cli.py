"""The commands as an editor meets them, on a small edition: words, exit statuses, and what is left on disk."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import FileSpan, TextSpan, error, warning
from rammeaftale.shell import cli, commands_rammeaftale
from rammeaftale.shell.console import print_findings
from tests.case_files import BASIS
from tests.checkouts import copied, made_once, run
from tests.memory_world import MemoryWorld
from tools.ord import CATALOGUE, compiled

FORORD = "content/2031-32/forord.md"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The program with the small edition of the case files."""
    folder = copied(tmp_path / "klon", "templates", "rammeaftale", "krav", "build.py")
    shutil.copytree(BASIS, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def built(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """Such a checkout in which everything was built."""

    def build(folder: Path) -> None:
        copied(folder, "templates", "rammeaftale", "krav", "build.py")
        shutil.copytree(BASIS, folder, dirs_exist_ok=True)
        done = run(folder, "rammeaftale")
        assert done.returncode == 0, done.stderr

    return shutil.copytree(made_once(tmp_path_factory, "lille", build), tmp_path / "klon")


def _products(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "ud/2031-32").iterdir())}


def _append(folder: Path, text: str) -> None:
    path = folder / FORORD
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_check_of_a_good_edition(checkout: Path) -> None:
    done = run(checkout, "tjek")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Kontrolleret: ingen fejl.\n", "")
    assert not (checkout / "ud").exists()


@pytest.mark.parametrize("name", ["2033-34\n::error::falsk", "2033-34\x1b[31m", "2033-34\u202e"])
@pytest.mark.parametrize("options", [(), ("--udgave", "x")])
def test_the_name_of_an_edition_is_no_command(checkout: Path, name: str, options: tuple[str, ...]) -> None:
    shutil.copytree(checkout / "content/2031-32", checkout / "content" / name)
    done = run(checkout, "tjek", *options)
    shown = "".join(letter if letter.isprintable() else "·" for letter in name)
    assert (done.returncode, done.stdout) == (2, "") if options else (1, "Kontrolleret: 1 fejl.\n")
    assert name not in done.stderr
    if not options:
        assert done.stderr.startswith(f"fejl[udgave-mappe]: »{shown}« er ikke navnet på en periode")


def test_check_shows_all_faults_with_place_line_and_advice(checkout: Path) -> None:
    _append(checkout, "\nSe [](bilag:styringsaftalen).\n\n{{ pladser.ialt }}\n")
    done = run(checkout, "tjek")
    assert done.returncode == 1
    assert "fejl[henvisning-ukendt]: bilaget »styringsaftalen« findes ikke" in done.stderr
    assert f"  --> {FORORD}:5:4" in done.stderr
    assert "   = mente du »styringsaftale«?" in done.stderr
    assert "fejl[fakta-ukendt]" in done.stderr
    assert done.stdout == "Kontrolleret: 2 fejl.\n"


def test_a_line_is_shown_whatever_the_file_holds(capsys: pytest.CaptureFixture[str]) -> None:
    unseen = "a\u2028b\u0085c\x0cd\x0be\u2029f\n"  # where other programs see lines end
    files = {"a.md": "\ufeffførste\r\nanden".encode(), "b.md": b"f\xf8rste\n", "c.md": f"{unseen}anden\n".encode()}
    places = (("a.md", 1), ("a.md", 2), ("b.md", 1), ("c.md", 2), ("c.md", 3))
    found = [error("k", "besked", TextSpan(path, line)) for path, line in places]
    print_findings(MemoryWorld(files), found)
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith((" 1 | ", " 2 | "))]
    assert lines == [" 1 | første", " 2 | anden", " 1 | f\ufffdrste", " 2 | anden"]


def test_a_command_of_its_own_shows_warnings_when_there_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    """As `takster ind` does: nothing is written before the errors are mended, so they stand at the end of the list."""
    told = [warning("t7-overhead", f"besked {number}", FileSpan("a.xlsx")) for number in range(30)]
    ways = ("Se det hele med den samme kommando og --alle.",)
    print_findings(MemoryWorld({}), told, ways)
    shown = capsys.readouterr().err
    assert (shown.count("advarsel["), "nyt" in shown) == (30, False)
    print_findings(MemoryWorld({}), [*told, error("k", "fejl", FileSpan("b.xlsx"))], ways)
    assert capsys.readouterr().err.splitlines() == [
        "fejl[k]: fejl",
        "  --> b.xlsx",
        "",
        "Resten er kun talt:",
        "  30 advarsler  t7-overhead  overhead er over grænsen",
        "",
        *ways,
        "",
    ]


def test_check_for_programs_and_for_github(checkout: Path) -> None:
    _append(checkout, "\n::: udestår Takstgruppen\nTal.\n:::\n\n{{ x }}\n")
    as_json = run(checkout, "tjek", "--format", "json")
    assert [one["art"] for one in json.loads(as_json.stdout)] == ["udestaar", "fakta-ukendt"]
    as_github = run(checkout, "tjek", "--format", "github").stdout.splitlines()
    assert as_github[0].startswith(f"::error title=fakta-ukendt,file={FORORD},line=9")
    assert as_github[1].startswith(f"::notice title=udestaar,file={FORORD},line=5")


def test_help_and_slips_are_in_danish(checkout: Path) -> None:
    assert "Brug: build.py" in run(checkout, "--help", LANG="en_US.UTF-8").stdout
    slip = run(checkout, "tjekk")
    assert slip.returncode == 2
    assert "Kommandoen »tjekk« findes ikke. Mente du »tjek«?" in slip.stderr
    unknown = run(checkout, "tjek", "--udgave", "1999-00")
    assert unknown.returncode == 2
    assert "Disse findes i content/: 2031-32." in unknown.stderr
    year = run(checkout, "takster", "ind", ".", "--år", "i år")
    assert (year.returncode, "Værdien af »--år« duer ikke: »i år« er ikke et helt tal." in year.stderr) == (2, True)


def test_the_words_are_compiled() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled()


def test_no_message_of_clicks_has_quotation_marks_of_its_own() -> None:
    words = CATALOGUE.read_text("utf-8")
    assert [line for line in words.splitlines() if line.startswith("msgstr") and ("!r}" in line or "'{" in line)] == []


def test_a_checkout_without_content_says_so(tmp_path: Path) -> None:
    folder = copied(tmp_path / "tom", "rammeaftale", "krav", "build.py")
    done = run(folder, "rammeaftale")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_bad_input_leaves_the_last_good_products(built: Path) -> None:
    before = _products(built)
    _append(built, "\n<script>x</script>\n")
    done = run(built, "rammeaftale")
    assert done.returncode == 1
    assert "Intet er bygget. Det seneste færdige resultat er urørt." in done.stderr
    assert _products(built) == before


def test_a_fault_that_only_the_typesetter_sees_leaves_the_products(built: Path) -> None:
    """Where it is in a text, the line is named: as for the words that a style sheet hides, below."""
    before = _products(built)
    style_sheet = built / "templates/print/tekst.css"
    style_sheet.write_text(style_sheet.read_text("utf-8") + "\np { colour: red }\n", "utf-8")
    done = run(built, "rammeaftale")
    assert done.returncode == 1
    assert "fejl[sats-melding]: satsprogrammet melder: Ignored `colour: red" in done.stderr
    assert "Det seneste færdige resultat er urørt." in done.stderr
    assert _products(built) == before


def test_a_product_can_be_heard_and_its_tags_seen(built: Path) -> None:
    product = "ud/2031-32/rammeaftale-2031-32.pdf"
    heard = run(built, "oplaes", product)
    assert "Overskrift niveau 2: Forord: 1 Forord Udkast\n" in heard.stdout
    assert "Aftalen gælder 10.000 pladser, jf. (link: bilag 1)" in heard.stdout
    seen = run(built, "tagtrae", product)
    assert "    H2 »Forord: 1 Forord Udkast«\n" in seen.stdout
    assert run(built, "udtraek", product).stdout == "PDF-filen har ingen datafiler med sig.\n"


@pytest.mark.parametrize("command", ["oplaes", "tagtrae", "udtraek"])
def test_what_is_no_pdf_is_told(checkout: Path, command: str) -> None:
    told = run(checkout, command, "build.py")
    assert (told.returncode, told.stderr) == (1, "fejl[pdf-ulaeselig]: »build.py« er ikke en PDF-fil, der kan læses\n")
    missing = run(checkout, command, "findes.pdf")
    assert missing.returncode == 2
    assert "Filen »findes.pdf« findes ikke." in missing.stderr


@pytest.mark.parametrize(
    "style",
    [
        ".kapitel p:not(.slags) { display: none }",
        ".kapitel { height: 12mm; overflow: hidden }",
        ".kapitel p { position: absolute; left: -500mm }",
    ],
)
def test_words_that_a_style_sheet_hides_stop_the_build(built: Path, style: str) -> None:
    before = _products(built)
    style_sheet = built / "templates/print/tekst.css"
    style_sheet.write_text(style_sheet.read_text("utf-8") + f"\n{style}\n", "utf-8")
    done = run(built, "rammeaftale")
    assert done.returncode == 1
    assert "fejl[tekst-faldet-ud]: Teksten »Aftalen gælder 10.000 pladser" in done.stderr
    assert f" --> {FORORD}:3" in done.stderr
    assert "·" not in done.stderr  # the places where a word may be divided are not the editor's
    assert _products(built) == before


def test_an_edit_makes_its_own_document_only_and_says_why(checkout: Path) -> None:
    first = run(checkout, "rammeaftale", "--forklar").stdout
    assert first.count("lavet for første gang") == 2
    assert "Intet er ændret" in run(checkout, "rammeaftale").stdout
    _append(checkout, "\nEn ny sætning.\n")
    second = run(checkout, "rammeaftale", "--forklar").stdout
    assert "rammeaftale-2031-32.pdf: lavet, fordi dette er ændret: tekst og data" in second
    assert "bilag-1-styringsaftale.pdf: uændret" in second


def test_a_moved_bilag_leaves_no_file_under_its_old_number(built: Path) -> None:
    shutil.copytree(built / "bilag/2031-32/styringsaftale", built / "bilag/2031-32/ny")
    (built / "bilag/2031-32/ny/tekst.md").write_text("# Nyt {#nyt}\n\nTekst.\n", "utf-8")
    udgave = built / "content/2031-32/udgave.yaml"
    udgave.write_text(udgave.read_text("utf-8").replace("bilag:\n", "bilag:\n  - id: ny\n    titel: Ny\n"), "utf-8")
    done = run(built, "rammeaftale")
    assert "Fjernet, fordi dokumentet ikke længere hedder sådan: bilag-1-styringsaftale.pdf" in done.stdout
    assert {"bilag-1-ny.pdf", "bilag-2-styringsaftale.pdf"} <= _products(built).keys()
    assert "bilag-1-styringsaftale.pdf" not in _products(built)


NEVER_DONE = """
import signal, sys
from rammeaftale.engine import typesetters
from rammeaftale.shell.start import run
typesetters._engine = lambda: lambda markup: signal.pause() if markup.stem == "rammeaftale-2031-32" else None
sys.exit(run("build.py"))
"""


def test_a_killed_build_leaves_no_half_file_and_no_lock(built: Path) -> None:
    before = _products(built)
    _append(built, "\nEn ny sætning.\n")
    command = [sys.executable, "-u", "-c", NEVER_DONE, "rammeaftale", "--forklar"]
    with subprocess.Popen(command, cwd=built, stdout=subprocess.PIPE, start_new_session=True) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()  # the first document is told of, the second is in work
        os.killpg(killed.pid, signal.SIGKILL)
    assert {name: data for name, data in _products(built).items() if not name.startswith(".")} == before
    assert run(built, "rammeaftale").returncode == 0
    assert not [name for name in _products(built) if name.endswith(".tmp")]


def test_the_same_sources_give_the_same_bytes_anywhere(checkout: Path, tmp_path: Path) -> None:
    other = tmp_path / "et helt andet sted"
    shutil.copytree(checkout, other)
    run(checkout, "rammeaftale", PYTHONHASHSEED="1", TZ="America/New_York")
    run(other, "rammeaftale", PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="86400", LANG="da_DK.UTF-8")
    assert _products(checkout) == _products(other)
    assert len(_products(checkout)) == 3


def test_our_own_fault_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("hemmelig")

    monkeypatch.setattr(commands_rammeaftale, "read_inputs", broken)
    shutil.copytree(BASIS, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(sys, "argv", ["build.py", "rammeaftale"])
    assert cli.main(tmp_path) == 1
    said = capsys.readouterr().err
    assert "Der er en fejl i selve programmet, ikke i din tekst" in said
    assert "hemmelig" not in said
    assert "ZeroDivisionError" in (tmp_path / "ud/fejlrapport.txt").read_text("utf-8")


def test_a_full_disk_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "ud/x")

    monkeypatch.setattr(commands_rammeaftale, "read_inputs", full)
    shutil.copytree(BASIS, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(sys, "argv", ["build.py", "rammeaftale"])
    assert cli.main(tmp_path) == 1
    assert "der er ikke mere plads på disken" in capsys.readouterr().err.lower()
