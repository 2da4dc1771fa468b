"""`takster ind` and `takster svar` as the secretariat meets them: what is said, written, refused and left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import frozen
from tests.checkouts import run
from tests.frozen import HOME

SENT = f"{frozen.SENT}/2031"
REGISTER = (f"{HOME}/2031.csv", f"{HOME}/2031-modtaget.csv")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The program with the frozen edition."""
    return frozen.checkout(tmp_path / "klon", "rammeaftale", "templates", "build.py")


def _register(folder: Path) -> list[bytes]:
    return [(folder / path).read_bytes() for path in REGISTER]


def test_the_example_files_give_the_register_that_lies_there(checkout: Path) -> None:
    before = _register(checkout)
    done = run(checkout, "takster", "ind", SENT)
    assert done.returncode == 0, done.stderr
    assert _register(checkout) == before
    assert "Takster 2031: 94 takster fra 12 driftsherrer" in done.stdout
    assert done.stdout.count("takster\n") >= 12
    assert f"Skrevet: {REGISTER[0]}" in done.stdout
    detailed = run(checkout, "takster", "ind", SENT, "--vis")
    assert "→ Forudsat belægning, pct." in detailed.stdout


@pytest.mark.parametrize("year", ["-1", "0", "99999999999"])
def test_a_year_that_is_none_is_refused(checkout: Path, year: str) -> None:
    done = run(checkout, "takster", "ind", SENT, "--år", year)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("Værdien af »--år« duer ikke: et årstal har fire cifre, fx 2021\n")


def test_answers_that_come_back_uncorrected_give_the_same_register(checkout: Path) -> None:
    before = _register(checkout)[0]
    done = run(checkout, "takster", "svar", SENT)
    assert done.returncode == 0, done.stderr
    folder = checkout / "ud/2031-32/svar"
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 25
    assert names.pop() == "svar.json"
    assert names[:2] == ["1090-region-fjordmark-mail.txt", "1090-region-fjordmark.xlsx"]
    assert "Emne: Takster 2031 fra " in (folder / "871-askehoej-mail.txt").read_text("utf-8")
    again = run(checkout, "takster", "ind", "ud/2031-32/svar")
    assert again.returncode == 0, again.stderr
    origin = [line.split(";")[:-3] for line in before.decode("utf-8-sig").splitlines()]
    after = _register(checkout)[0].decode("utf-8-sig").splitlines()
    assert [line.split(";")[:-3] for line in after] == origin


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("871-askehoej.xlsx", b"", "fil-tom"),
        ("871-askehoej.xlsx", b"PK\x03\x04halv", "excel-ulaeselig"),
        ("871-askehoej.csv", b"Tilbud;Takst\nA;100\n", "takst-overskrifter"),
        ("871-askehoej.csv", "Tilbud;Afdeling;Lov\nRÃ¸nnen;;SEL\n".encode(), "p12-tegnsaet"),
        ("870-askehoej-igen.xlsx", None, "indberetning-dobbelt"),
    ],
)
def test_a_bad_file_is_told_and_the_register_is_not_touched(
    checkout: Path, name: str, data: bytes | None, kind: str
) -> None:
    before, place = _register(checkout), checkout / SENT
    if data is None:
        shutil.copy(place / "871-askehoej.xlsx", place / name)
    else:
        (place / "871-askehoej.xlsx").unlink()
        (place / name).write_bytes(data)
    done = run(checkout, "takster", "ind", SENT)
    assert done.returncode == 1
    assert f"fejl[{kind}]" in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "Takstregistret er urørt." in done.stderr
    assert "der mangler takstfil" not in done.stderr, "den er sendt, men kan ikke læses"
    assert _register(checkout) == before
    answered = run(checkout, "takster", "svar", SENT)
    assert answered.returncode == 0
    assert len(list((checkout / "ud/2031-32/svar").glob("*-mail.txt"))) == (13 if data is None else 12)


def test_a_takst_keeps_its_id_over_a_year_without_a_register(checkout: Path) -> None:
    """Files without Række-id would else be numbered anew, by their order."""
    shutil.move(checkout / HOME / "2030.csv", checkout / HOME / "2029.csv")
    before = [line.split(";")[:5] for line in _register(checkout)[0].decode("utf-8-sig").splitlines()]
    done = run(checkout, "takster", "ind", SENT)
    assert "Skrevet" in done.stdout, done.stderr
    assert [line.split(";")[:5] for line in _register(checkout)[0].decode("utf-8-sig").splitlines()] == before


def test_one_wrong_code_refuses_the_register_and_is_answered_with_the_rest(checkout: Path) -> None:
    before, place = _register(checkout), checkout / SENT / "873-egemose.csv"
    lines = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join((*lines[:4], lines[4].replace(b'"873"', b'"837"', 1), *lines[5:])))
    assert place.read_bytes().splitlines(keepends=True) != lines
    done = run(checkout, "takster", "ind", SENT)
    assert done.returncode == 1
    assert f"{SENT}/873-egemose.csv, celle B5" in done.stderr
    assert _register(checkout) == before
    (checkout / SENT / "879-raevsdal.ods").write_bytes(b"PK\x03\x04halv")
    (checkout / SENT / "878-pilemark.xlsx").rename(checkout / SENT / "878-pilemark.pdf")
    (checkout / SENT / "871-foelgebrev.pdf").write_bytes(b"%PDF-1.7")
    answered = run(checkout, "takster", "svar", SENT)
    assert "Svar til 10 driftsherrer er skrevet i ud/2031-32/svar/" in answered.stdout
    unread = "879-raevsdal.ods og 878-pilemark.pdf"
    assert f"Kun en mail om {unread}, der ikke kan læses, er skrevet i ud/2031-32/svar/" in answered.stdout
    mail = (checkout / "ud/2031-32/svar/873-egemose-mail.txt").read_text("utf-8")
    assert "Vi har læst 8 takster i den; 1 række har fejl." in mail
    assert "Celle B5" in mail
    instead = (checkout / "ud/2031-32/svar/878-pilemark-pdf-mail.txt").read_text("utf-8")
    assert "1. Filen er en PDF-fil og er sprunget over." in instead
    assert "Send selve regnearket" in instead


def test_a_folder_with_nothing_that_can_be_read_is_answered_with_a_mail(checkout: Path) -> None:
    (checkout / "post").mkdir()
    (checkout / "post/873-egemose.numbers").write_bytes(b"PK\x03\x04halv")
    done = run(checkout, "takster", "svar", "post")
    assert "Kun en mail om 873-egemose.numbers, der ikke kan læses" in done.stdout
    assert (checkout / "ud/2031-32/svar/873-egemose-numbers-mail.txt").is_file()


def test_a_missing_driftsherre_is_named(checkout: Path) -> None:
    (checkout / SENT / "875-hasseloe.csv").unlink()
    done = run(checkout, "takster", "ind", SENT)
    assert done.returncode == 1
    assert "p2-indberetning-mangler" in done.stderr
    assert "Hasselø" in done.stderr


def test_an_empty_folder_an_unknown_one_and_one_above(checkout: Path) -> None:
    (checkout / "tom").mkdir()
    assert "indberetning-ingen" in run(checkout, "takster", "ind", "tom").stderr
    above = run(checkout, "takster", "ind", f"{HOME}/indberetninger")
    assert above.returncode == 1
    assert "mente du en af mapperne 2030, 2031?" in above.stderr
    assert run(checkout, "takster", "ind", "findes-ikke").returncode == 2


def test_the_folder_of_another_year_does_not_replace_the_register(checkout: Path) -> None:
    before, folder = _register(checkout), f"{HOME}/indberetninger/2030"
    done = run(checkout, "takster", "ind", folder)
    assert done.returncode == 1
    assert "mappen hedder 2030, men filerne bliver læst ind til 2031" in done.stderr
    assert _register(checkout) == before
    assert "indberetning-aar" not in run(checkout, "takster", "ind", folder, "--år", "2030").stderr


def test_files_from_elsewhere_leave_no_path_of_the_machine_behind(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / SENT, tmp_path / "post")
    done = run(checkout, "takster", "ind", str(tmp_path / "post"))
    assert done.returncode == 0, done.stderr
    assert not [data for data in _register(checkout) if str(tmp_path).encode() in data]
    checked = run(checkout, "tjek")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("875-hasseloe.csv=måske", "skriv filens navn og valget, fx 665-lemvig.xlsx=laes eller =spring-over"),
        ("findes-ikke.xlsx=laes", "der er ingen fil i mappen, der hedder »findes-ikke.xlsx«"),
    ],
)
def test_a_choice_that_is_none_or_of_no_file_is_refused(checkout: Path, choice: str, said: str) -> None:
    before = _register(checkout)
    done = run(checkout, "takster", "ind", SENT, "--skjulte", choice)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert _register(checkout) == before
