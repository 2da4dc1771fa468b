"""What an editor may do wrong in the files that takster rest on, one slip at a time in the frozen edition.

The stored text, `rettet.txt`, has all that is said of each beyond what is said of the edition as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.decode.takster.column_names import decode_column_names
from rammeaftale.decode.takster.takstaftale import decode_takstaftale
from rammeaftale.model.takster import DataState, Takstregister
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.shell.pipeline import load
from rammeaftale.takster.register.decode import decode_register
from rammeaftale.world import Source
from tests import frozen
from tests.facit import agrees, findings_text
from tests.memory_world import MemoryWorld

AFTALE, ACCEPTED, OBJECTIVE, UDGAVE = (
    f"{frozen.CONTENT}/{name}.yaml" for name in ("takstaftale", "afvigelser", "objektiv-finansiering", "udgave")
)
NAMES = "content/faelles/kolonnenavne.yaml"
REGISTER, RECEIPTS, BEFORE = (f"{frozen.HOME}/{name}.csv" for name in ("2031", "2031-modtaget", "2030"))
ABOUT = Takstregister(2031, 2029, date(2031, 1, 1), DataState.EXAMPLE, "opdigtet", REGISTER)

# A title, the file, the words in it that give way (nothing is its end), and what stands there then.
SLIPS: tuple[tuple[str, str, str, str], ...] = (
    ("perioden slutter før den begynder", AFTALE, "fra: 2029", "fra: 2033"),
    ("et årstal, der er et ord", AFTALE, "fra: 2029", "fra: nu"),
    ("en grænse, der ikke findes", AFTALE, "  overhead:\n", "  overhed:\n"),
    ("en grænse uden kilde", AFTALE, "    værdi: 10\n    kilde: opdigtet\n", "    værdi: 10\n"),
    ("en grænse under nul", AFTALE, "værdi: 10\n", "værdi: -10\n"),
    ("en grænse med mange decimaler", AFTALE, "værdi: 10\n", "værdi: 10,1234567\n"),
    ("en grænse, der er et ord", AFTALE, "værdi: 10\n", "værdi: ti pct.\n"),
    ("en grænse, der begynder med et tal", AFTALE, "værdi: 10\n", "værdi: 10 pct.\n"),
    ("en oplysning, der er stavet forkert", AFTALE, "værdi: regel.udsving", "værdi: regel.udsvng"),
    ("en oplysning, der ikke er et tal", AFTALE, "værdi: regel.udsving", "værdi: udgave.titel"),
    ("to satser for et år", AFTALE, "pl_satser: []", "pl_satser:\n" + 2 * "  - {år: 2031, sats: 2, kilde: x}\n"),
    ("en sats på minus hundrede", AFTALE, "pl_satser: []", "pl_satser:\n  - {år: 2031, sats: -100, kilde: x}"),
    ("en kode, der er for kort", AFTALE, "driftsherre: 881", "driftsherre: 88"),
    ("en paragraf uden lov", AFTALE, "paragraf: SEL § 32", "paragraf: § 32"),
    ("en paragraf, der både gælder og er erstattet", AFTALE, "gammel: SEL § 99", "gammel: SEL § 85"),
    ("en plan uden bilag", AFTALE, "bilag: faelles-tilbud", "bilag: udviklingsplan"),
    ("en plan med bilagets titel", AFTALE, "bilag: faelles-tilbud", "bilag: Fælles tilbud i regionen"),
    ("en nøgle, der ikke kendes", AFTALE, "pl_satser: []", "pl_sats: []"),
    ("en afvigelse fra intet", ACCEPTED, "regel: T12", "regel: T99"),
    ("en afvigelse, der ikke kan accepteres", ACCEPTED, "regel: T12", "regel: P1"),
    ("en afvigelse for en række, der ikke findes", ACCEPTED, "række: 876-0007", "række: 876-0999"),
    ("en afvigelse for en række, der næsten findes", ACCEPTED, "række: 876-0007", "række: 876-007"),
    ("en afvigelse for to ting", ACCEPTED, "    række:", "    driftsherre: 876\n    række:"),
    ("en afvigelse, der ikke er nødvendig", ACCEPTED, "regel: T12", "regel: T9"),
    ("en kommune, der ikke får sin del", OBJECTIVE, "beløb: 1.080.000", "beløb: 1.090.000"),
    ("andele, der ikke giver hundrede", OBJECTIVE, "andel: 40", "andel: 50"),
    ("et børnehus med en anden andel", OBJECTIVE, "objektiv_andel: 60", "objektiv_andel: 50"),
    ("et beløb, der ikke er et tal", OBJECTIVE, "budget: 4.500.000", "budget: meget"),
    ("en kolonne, der ikke findes", NAMES, "kolonne: Afdeling\n", "kolonne: Afdelin\n"),
    ("en kolonne, der slet ikke findes", NAMES, "kolonne: Afdeling\n", "kolonne: Telefon\n"),
    ("et navn ved to kolonner", NAMES, "      - RækkeID\n", "      - Takst, kr.\n"),
    ("et navn to gange", NAMES, "      - Ejer\n", "      - Afdelingens navn\n"),
    ("et register uden år", UDGAVE, "  år: 2031\n", ""),
    ("en overskrift i registret", REGISTER, "Målgruppe", "Målgruppen"),
    ("en overskrift, der står to gange", REGISTER, "Målgruppe", "Tilbudstype"),
    ("kommaer for semikoloner", REGISTER, "", ","),
    ("en linje uden id", REGISTER, "871-0001", ""),
    ("en anden driftsherres id", REGISTER, "871-0001", "872-0001"),
    ("det samme id to gange", REGISTER, "871-0001", "871-0002"),
    ("en celle for lidt", REGISTER, "Svalegården;;SEL", "Svalegården;SEL"),
    ("en celle for meget", REGISTER, "Svalegården;;SEL", "Svalegården;;;SEL"),
    ("et tal, der ikke er et", REGISTER, ";87,3;", ";87.3;"),
    ("en enhed, der ikke kendes", REGISTER, "2888,84;døgn", "2888,84;uge"),
    ("en kilde uden række", REGISTER, "Takster;2\n", "Takster;to\n"),
    ("et citat, der ikke slutter", REGISTER, ";Vest;", ';"Vest;'),
    ("tekst efter et citat", REGISTER, ";Vest;", ';"Vest" ja;'),
    ("en takst, der ikke er året før", BEFORE, "5;97,4;2379,81;", "5;97,4;2379,82;"),
    ("en modtaget fil, der er skrevet om", RECEIPTS, "871-askehoej.xlsx;69990d46", "871-askehoej.xlsx;79990d46"),
    ("en linje, der ikke er en modtaget fil", RECEIPTS, ";871;10;0", ";871;ti;0"),
    ("en modtaget fil, der er strøget", RECEIPTS, "2031/871-askehoej.xlsx", "2031/871-intet.xlsx"),
)  # fmt: skip


def _edited(path: str, old: str, new: str) -> Mapping[str, bytes]:
    text = frozen.files()[path].decode()
    if not old:
        return {**frozen.files(), path: text.replace(";", new).encode()}
    assert old in text, (path, old)
    return {**frozen.files(), path: text.replace(old, new, 1).encode()}


def _findings(path: str, files: Mapping[str, bytes]) -> Sequence[Diagnostic]:
    """What is found in the file alone; in the whole edition, when nothing is."""
    source = Source(path, files[path])
    if path == REGISTER:
        return decode_register(source, ABOUT).diagnostics
    if path in (NAMES, AFTALE):
        tree = parse_yaml(source).value
        assert tree is not None
        if path == NAMES:
            return decode_column_names(tree).diagnostics
        if found := decode_takstaftale(tree, frozen.edition().facts).diagnostics:
            return found
    return [found for found in load(MemoryWorld(files), frozen.EDITION).diagnostics if found not in _unedited()]


@cache
def _unedited() -> frozenset[Diagnostic]:
    return frozenset(load(MemoryWorld(frozen.files()), frozen.EDITION).diagnostics)


def _said(title: str, path: str, old: str, new: str) -> str:
    return f"== {title}\n{findings_text(_findings(path, _edited(path, old, new)))}"


def test_every_slip_is_told_as_it_should_be(accept: bool) -> None:
    told = [_said(*slip) for slip in SLIPS]
    agrees(Path(__file__).parent / "rettet.txt", "\n".join(told), accept=accept)
    assert [text for text in told if text.count("\n") < 2] == []


@pytest.mark.parametrize(("path", "key"), [(ACCEPTED, "afvigelser"), (OBJECTIVE, "tabeller")])
def test_a_list_whose_last_row_is_deleted_is_written_as_the_hint_says(path: str, key: str) -> None:
    (found,) = [one for one in _all_of(path, f"{key}:\n") if one.span and one.span.path == path]
    assert f"»{key}: []«" in found.hints[0]
    assert [one for one in _all_of(path, f"{key}: []\n") if one.span and one.span.path == path] == []


def _all_of(path: str, text: str) -> Sequence[Diagnostic]:
    return load(MemoryWorld({**frozen.files(), path: text.encode()}), frozen.EDITION).diagnostics


def test_what_is_said_of_an_impossible_deviation_helps() -> None:
    """There is no rule T99, so no figures can be mended: its number is, or the deviation is taken out."""
    row = frozen.files()[ACCEPTED].decode()
    (found,) = [one for one in _all_of(ACCEPTED, row.replace("T12", "T99")) if one.kind == "afvigelse-ikke-mulig"]
    assert found.message == "der findes ingen regel T99"
    assert "»afvigelser: []«" in found.hints[0]


def test_a_kommune_with_another_name_is_told_once_with_both_names_and_the_line() -> None:
    """The rows are as they were sent: the name in kommuner.yaml may be what is wrong."""
    path = "content/faelles/kommuner.yaml"
    text = frozen.files()[path].decode()
    found = _all_of(path, text.replace("navn: Askehøj", "navn: Askehøjen"))
    (pair,) = [one for one in found if one.kind == "p1-driftsherre"]
    rows = frozen.text(REGISTER).count(";Askehøj;")
    line = text[: text.index("Askehøj")].count("\n") + 1
    assert pair.own_hints == (
        f"»Askehøj« står i {rows} rækker, »Askehøjen« i {path}, linje {line}",
        "er navnet lige ændret i kommuner.yaml, så ret det dér; ellers ret driftsherrens fil, og læs mappen ind igen",
    )
