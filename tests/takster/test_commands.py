"""`takster ind` and `takster svar` as the secretariat meets them: what is said, written, refused and left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.checkouts import copied, run

HOME = "bilag/2021-22/tilbudsviften"
SENT = f"{HOME}/indberetninger/2021"
REGISTER = (f"{HOME}/takster-2021.csv", f"{HOME}/takster-2021-modtaget.csv")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The program with the project's own content."""
    return copied(tmp_path / "klon", "content", "bilag", "rammeaftale", "build.py")


def _register(folder: Path) -> list[bytes]:
    return [(folder / path).read_bytes() for path in REGISTER]


def test_the_example_files_give_the_register_that_lies_there(checkout: Path) -> None:
    before = _register(checkout)
    done = run(checkout, "takster", "ind", SENT)
    assert done.returncode == 0, done.stderr
    assert _register(checkout) == before
    assert "Takster 2021: 1.500 takster fra 20 driftsherrer" in done.stdout
    assert done.stdout.count("takster\n") >= 20
    assert f"Skrevet: {REGISTER[0]}" in done.stdout
    detailed = run(checkout, "takster", "ind", SENT, "--vis")
    assert "→ Forudsat belægning, pct." in detailed.stdout


def test_answers_that_come_back_uncorrected_give_the_same_register(checkout: Path) -> None:
    before = _register(checkout)[0]
    done = run(checkout, "takster", "svar", SENT)
    assert done.returncode == 0, done.stderr
    folder = checkout / "ud/2021-22/svar"
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 40
    assert names[:2] == ["1082-region-midtjylland-mail.txt", "1082-region-midtjylland.xlsx"]
    assert "Emne: Takster fra " in (folder / "615-horsens-mail.txt").read_text("utf-8")
    again = run(checkout, "takster", "ind", "ud/2021-22/svar")
    assert again.returncode == 0, again.stderr
    origin = [line.split(";")[:-3] for line in before.decode("utf-8-sig").splitlines()]
    after = _register(checkout)[0].decode("utf-8-sig").splitlines()
    assert [line.split(";")[:-3] for line in after] == origin


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("615-horsens.xlsx", b"", "fil-tom"),
        ("615-horsens.xlsx", b"PK\x03\x04halv", "excel-ulaeselig"),
        ("615-horsens.csv", b"Tilbud;Takst\nA;100\n", "takst-overskrifter"),
        ("615-horsens.csv", "Tilbud;Afdeling;Lov\nRÃ¸nnen;;SEL\n".encode(), "p12-tegnsaet"),
        ("614-horsens-igen.xlsx", None, "indberetning-dobbelt"),
    ],
)
def test_a_bad_file_is_told_and_the_register_is_not_touched(
    checkout: Path, name: str, data: bytes | None, kind: str
) -> None:
    before, place = _register(checkout), checkout / SENT
    if data is None:
        shutil.copy(place / "615-horsens.xlsx", place / name)
    else:
        (place / "615-horsens.xlsx").unlink()
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
    assert len(list((checkout / "ud/2021-22/svar").glob("*-mail.txt"))) == (21 if data is None else 20)


def test_a_missing_driftsherre_is_named(checkout: Path) -> None:
    (checkout / SENT / "741-samsoe.csv").unlink()
    done = run(checkout, "takster", "ind", SENT)
    assert done.returncode == 1
    assert "p2-indberetning-mangler" in done.stderr
    assert "Samsø" in done.stderr


def test_an_empty_folder_an_unknown_one_and_one_above(checkout: Path) -> None:
    (checkout / "tom").mkdir()
    assert "indberetning-ingen" in run(checkout, "takster", "ind", "tom").stderr
    above = run(checkout, "takster", "ind", f"{HOME}/indberetninger")
    assert above.returncode == 1
    assert "mente du en af mapperne 2020, 2021?" in above.stderr
    assert run(checkout, "takster", "ind", "findes-ikke").returncode == 2


def test_files_from_elsewhere_leave_no_path_of_the_machine_behind(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / SENT, tmp_path / "post")
    done = run(checkout, "takster", "ind", str(tmp_path / "post"))
    assert done.returncode == 0, done.stderr
    assert not [data for data in _register(checkout) if str(tmp_path).encode() in data]
    checked = run(checkout, "tjek")
    assert checked.returncode == 0, checked.stderr
