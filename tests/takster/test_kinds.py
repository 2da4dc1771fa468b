"""Kinds of finding about takst files and their register that need a folder, an edition or a long file to come about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from rammeaftale.base.diagnostics import Diagnostic, Refused, Severity
from rammeaftale.check.final import check_final, why_not_final
from rammeaftale.model.agreement import Status
from rammeaftale.model.intake import Receipt
from rammeaftale.shell.pipeline import load
from rammeaftale.shell.takst_pipeline import incoming, take_in
from rammeaftale.takster.register.decode import MAX_FINDINGS, decode_register
from rammeaftale.takster.register.receipts import HEADINGS, changed_since, decode_receipts
from rammeaftale.takster.register.rows import MAX_LINES
from rammeaftale.takster.values import MAX_TEXT
from rammeaftale.world import Source
from rammeaftale.world.source import not_there
from tests import frozen
from tests.case_files import EDITION, basis
from tests.editions import document, edition
from tests.frozen import HOME, SENT
from tests.memory_world import MemoryWorld
from tests.takster.intake_help import ABOUT, line, received, register, xlsx
from tests.takster.intake_help import HEADINGS as COLUMNS
from tests.takster.rules_lines import Setup

REGISTER = f"{HOME}/2031.csv"


def _told(found: tuple[Diagnostic, ...], *, errors: bool = True) -> list[tuple[str, str]]:
    """Kind and place of the findings, of errors only unless all are asked for."""
    return [(one.kind, str(one.span)) for one in found if one.severity is Severity.ERROR or not errors]


def _checked(changes: Mapping[str, bytes | None]) -> list[tuple[str, str]]:
    """The errors of the frozen edition with some files changed; None takes a file away."""
    files = {path: data for path, data in {**frozen.files(), **changes}.items() if data is not None}
    return _told(load(MemoryWorld(files), EDITION).diagnostics)


def test_the_frozen_edition_itself_is_without_error() -> None:
    assert _checked({}) == []


def test_an_edition_that_uses_takster_has_a_register_of_its_year() -> None:
    assert _checked({REGISTER: None}) == [("takstregister-mangler", REGISTER)]


def test_the_laws_of_the_register_are_explained_once_each_until_somebody_does() -> None:
    forms = "content/faelles/forkortelser.yaml"
    explained = frozen.text(forms)
    without = explained[: explained.index("  - kort: SEL")]
    files = {**frozen.files(), forms: without.encode()}
    (found,) = (one for one in load(MemoryWorld(files), EDITION).diagnostics if one.kind == "lov-uforklaret")
    assert (found.severity, str(found.span)) == (Severity.WARNING, f"{REGISTER}:2:1")
    assert found.hints == (f"skriv »- kort: SEL« og lovens navn efter »ord:« i {forms}",)
    mended = {**files, forms: f"{without}  - kort: SEL\n    ord: loven\n".encode()}
    assert [one.kind for one in load(MemoryWorld(mended), EDITION).diagnostics if one.kind == "lov-uforklaret"] == []


def test_a_file_that_has_changed_since_the_register_was_made_stops_the_build() -> None:
    sent = f"{SENT}/2031/875-hasseloe.csv"
    more = f"{SENT}/2031/876-ny.csv"
    changes = {sent: frozen.files()[sent] + b"\n", more: b"Tilbud"}
    assert _checked(changes) == [("indberetning-aendret", sent), ("indberetning-aendret", more)]
    assert _checked({sent: None}) == [("indberetning-aendret", sent)]


def test_what_has_happened_to_a_file_is_said() -> None:
    receipts = (Receipt("bilag/a.csv", "1", "615", 1, 0), Receipt("bilag/b.csv", "2", "657", 1, 0))
    here = {"bilag/a.csv": "3", "bilag/c.csv": "4", "elsewhere/d.csv": "5"}
    assert list(changed_since(2031, receipts, here, ("bilag/2023-24/",))) == []
    changed, removed, added = changed_since(2031, receipts, here, ("bilag/",))
    assert [finding.message.split(",")[0] for finding in (changed, removed, added)] == [
        "filen er ændret",
        "filen er fjernet",
        "filen er kommet til",
    ]
    assert removed.hints == ("kør ».venv/bin/python build.py takster ind bilag --år 2031«",)
    (gone, _) = changed_since(2031, receipts, {}, ("bilag/",))
    assert gone.hints == ("mappen bilag er væk; hent den igen, som den sidst lå i git: »git restore bilag«",)


EDITED = [
    "fil.csv;abc;615;1;0",
    f"fil.csv;{'a' * 64};615;en;0",
    "fil.csv",
    f"fil.csv;{'a' * 64};615;{'9' * 5000};0",
    f"{'a' * 200_000};{'a' * 64};615;1;0",
]


@pytest.mark.parametrize("row", EDITED)
def test_a_list_of_received_files_that_was_edited_is_told(row: str) -> None:
    text = ";".join(HEADINGS)
    found = decode_receipts(Source("m.csv", f"{text}\n{row}\n".encode()))
    assert (found.value, _told(found.diagnostics)) == ((), [("modtaget-ulaeselig", "m.csv:2:1")])
    assert _told(decode_receipts(Source("m.csv", b"Fil\n")).diagnostics) == [("modtaget-ulaeselig", "m.csv:1:1")]


def test_a_list_of_received_files_that_is_no_text_is_told() -> None:
    found = decode_receipts(Source("m.csv", f"{';'.join(HEADINGS)}\n".encode() + b"f\xf8;x\n"))
    assert _told(found.diagnostics) == [("modtaget-ulaeselig", "m.csv:2:1")]


def _second_edition() -> dict[str, bytes]:
    """The frozen edition with another beside it, of the next years and the same takster; no register is copied."""
    copied = {
        path.replace("2031-32", "2032-33"): data.replace(b"2031-32", b"2032-33")
        for path, data in frozen.files().items()
        if "/2031-32/" in path
    }
    udgave = "content/2032-33/udgave.yaml"
    later = copied[udgave].replace(b"\n  fra: 1. januar 2031", b"\n  fra: 1. januar 2032")
    copied[udgave] = later.replace(b"til: 31. december 2032", b"til: 31. december 2033")
    return {**frozen.files(), **copied}


def test_two_editions_that_print_the_same_year_load_from_one_file() -> None:
    files = _second_edition()
    assert sum(path.endswith("2031.csv") for path in files) == 1
    editions = [load(MemoryWorld(files), folder) for folder in ("2031-32", "2032-33")]
    assert [_told(one.diagnostics) for one in editions] == [[], []]
    first, second = (one.value.takst_basis for one in editions if one.value is not None)
    assert first is not None and second is not None
    assert (first.register, first.earlier, first.received) == (second.register, second.earlier, second.received)
    assert first.register.path == REGISTER


def test_a_file_that_a_sender_has_corrected_stops_every_edition_that_prints_it() -> None:
    sent = f"{SENT}/2031/875-hasseloe.csv"
    files = {**_second_edition(), sent: frozen.files()[sent] + b"\n"}
    for folder in ("2031-32", "2032-33"):
        assert _told(load(MemoryWorld(files), folder).diagnostics) == [("indberetning-aendret", sent)]


def test_that_the_list_of_senders_files_is_gone_is_told() -> None:
    """A sender's correction would be seen by nobody."""
    made_of = f"{HOME}/2031-modtaget.csv"
    files = {path: data for path, data in frozen.files().items() if path != made_of}
    found = load(MemoryWorld(files), EDITION).diagnostics
    assert [(one.kind, str(one.span)) for one in found if one.kind.startswith("modtaget")] == [
        ("modtaget-mangler", made_of)
    ]


def test_files_of_other_years_are_no_concern_of_an_edition_and_misnamed_ones_are_told() -> None:
    others = {f"{HOME}/2050.csv": b"x", f"{HOME}/2050-modtaget.csv": b"x", f"{SENT}/2050/a.xlsx": b"x"}
    misnamed = {f"{HOME}/takster-2031.csv": b"x", f"{SENT}/871-askehoej.xlsx": b"x"}
    found = load(MemoryWorld({**frozen.files(), **others, **misnamed}), EDITION).diagnostics
    unused = [one for one in found if one.kind == "fil-ubrugt"]
    assert [str(one.span) for one in unused] == [f"{SENT}/871-askehoej.xlsx", f"{HOME}/takster-2031.csv"]
    assert unused[1].hints == (
        "her ligger fx 2021.csv og indberetninger/2021/; omdøb eller flyt filen, eller slet den",
    )


def test_senders_files_may_also_lie_with_the_edition() -> None:
    """Another edition of the same year does not see them."""
    place, kept = f"{SENT}/2031", "bilag/2031-32/takster/post"
    files = {
        path.replace(place, kept): data.replace(place.encode(), kept.encode()) for path, data in frozen.files().items()
    }
    assert "fil-ubrugt" not in {one.kind for one in load(MemoryWorld(files), EDITION).diagnostics}
    files[f"{kept}/875-hasseloe.csv"] += b"\n"
    assert _told(load(MemoryWorld(files), EDITION).diagnostics) == [
        ("indberetning-aendret", f"{kept}/875-hasseloe.csv")
    ]


def test_an_edition_without_a_register_takes_in_nothing() -> None:
    taken = take_in(MemoryWorld(basis()), EDITION, (), "ind", None)
    assert taken.value is None
    assert _told(taken.diagnostics) == [("takstregister-ukendt", f"content/{EDITION}/udgave.yaml:1:1")]


class _Folder(MemoryWorld):
    """A folder that somebody named, with these files in it."""

    def list(self, folder: str) -> tuple[str, ...]:
        assert folder == ""
        return tuple(sorted(self.files))


def test_only_tables_that_lie_in_the_folder_itself_are_taken() -> None:
    folder = _Folder({"615.csv": b"x", "615-horsens-mail.txt": b"x", "mail.msg": b"x", "2020/615.csv": b"x"})
    found = incoming(folder, "ind")
    assert [source.path for source in found.value] == ["ind/615.csv"]
    assert _told(found.diagnostics, errors=False) == [("indberetning-andet", "ind/mail.msg")]
    below = incoming(_Folder({"2020/615.csv": b"x"}), "ind").diagnostics
    assert _told(below) == [("indberetning-ingen", "ind")]
    assert below[0].hints == ("mente du en af mapperne 2020?",)


class _Broken(_Folder):
    """One with a file that the disk refuses, and one that goes away."""

    def read(self, path: str) -> Source:
        if path == "a.csv":
            raise Refused("fil-ulaeselig", "der er ikke adgang til filen")
        raise not_there()


def test_a_file_that_cannot_be_read_from_the_disk_is_told_and_the_others_are_tried() -> None:
    found = incoming(_Broken({"a.csv": b"", "b.csv": b""}), "ind")
    assert _told(found.diagnostics) == [("fil-ulaeselig", "ind/a.csv"), ("fil-mangler", "ind/b.csv")]


def test_a_page_in_a_cell_is_refused() -> None:
    data = xlsx(Takster=[COLUMNS, line(afdeling="x" * (MAX_TEXT + 1)), line(afdeling="x" * MAX_TEXT)])
    found = received(data, "ind/615.xlsx").diagnostics
    assert _told(found) == [("takst-tekst-lang", "ind/615.xlsx, ark »Takster«, celle D2")]


def test_a_register_with_very_many_faults_tells_the_first_and_how_many_are_left() -> None:
    data = re.sub(";(?:døgn|dag);".encode(), ";døgnet;".encode(), frozen.files()[REGISTER])
    found = decode_register(Source(REGISTER, data), replace(ABOUT, path=REGISTER))
    assert found.value is None
    assert [one.kind for one in found.diagnostics] == ["takst-enhed"] * MAX_FINDINGS + ["register-flere-fund"]
    lines = data.decode("utf-8-sig").count(";døgnet;")
    assert found.diagnostics[-1].message == f"og {lines - MAX_FINDINGS} fund mere i samme fil"


def _of_register(data: bytes) -> list[tuple[str, str]]:
    return _told(decode_register(Source(REGISTER, data), replace(ABOUT, path=REGISTER)).diagnostics)


def test_a_register_of_millions_of_cells_or_lines_is_told_at_once() -> None:
    assert _of_register(b"x;" * 1_000_000) == [("register-overskrift-ukendt", f"{REGISTER}:1:1")]
    assert _of_register(b"x\n" * (MAX_LINES + 1))[0] == ("fil-for-stor", REGISTER)
    head = frozen.files()[REGISTER].split(b"\n")[0]
    assert _of_register(head + b"\n" + b"x;" * 1_000_000)[0][0] == "register-antal-celler"


def test_a_list_of_received_files_that_is_no_list_is_told_by_its_first_lines() -> None:
    data = ";".join(HEADINGS).encode() + b"\nx" * 100_000
    assert len(decode_receipts(Source("m.csv", data)).diagnostics) == 50


def test_a_final_edition_prints_no_example_data() -> None:
    example = replace(document("tilbudsviften", "# A {#a}\n\nTekst.\n", 7), takster=register())
    assert list(check_final(edition(example), tuple)) == []
    (found,) = check_final(edition(example, status=Status.FINAL), tuple)
    assert (found.severity, found.kind, found.span) == (Severity.ERROR, "eksempeldata-i-endelig", example.span)


def test_a_final_edition_has_no_register_of_example_data_which_no_document_prints() -> None:
    drawn = edition(document("a", "# A {#a}\n\n::: udestår Takstgruppen\nTakster.\n:::\n"))
    drawn = replace(drawn, takst_basis=Setup().basis())
    assert [found.kind for found in why_not_final(drawn, ())] == ["udestaar-i-endelig"]
    example = replace(drawn.takst_basis, register=register()) if drawn.takst_basis else None
    worst, _ = why_not_final(replace(drawn, takst_basis=example), ())
    assert (worst.kind, str(worst.span)) == ("eksempeldata-i-endelig", register().path)
