"""`build.py maerk` as an editor meets it: what it writes, what it says, and every way to be wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan
from rammeaftale.compare.provisions import provisions
from rammeaftale.model.provision import ProvisionKind
from rammeaftale.shell.marking import mark
from rammeaftale.shell.pipeline import load
from rammeaftale.world import DiskWorld, Source
from tests import frozen
from tests.case_files import BASIS
from tests.memory_world import MemoryWorld

TEXT = "content/2031-32/styring.md"
WRITTEN = """# Styring {#styring}

Kommunerne aftaler takster for et år
ad gangen.[^lov]

- Første punkt om takster
  - Underpunkt
- Andet punkt

::: faktaboks Hvad er en takst?
Prisen for en plads i 2031.
:::

::: tabel Takster {#tabel-takster}
| Post | Kr. |
|---|---|
| Løn | 1 |
:::

| A | B |
|---|---|
| 1 | 2 |
| 1 | 3 |

::: udestår Sekretariatet
Oplys fristen.
:::

[^lov]: Se loven om takster.
"""

Answer = tuple[int, str, str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout of the small edition, with a text of many kinds."""
    folder = tmp_path / "klon"
    shutil.copytree(BASIS, folder)
    (folder / TEXT).write_text(WRITTEN, "utf-8")
    return folder


def added(root: Path) -> list[str]:
    """The lines that are not as they were."""
    return [line for line in (root / TEXT).read_text("utf-8").split("\n") if line not in WRITTEN.split("\n")]


@pytest.mark.parametrize(
    ("line", "id_", "written", "what"),
    [
        (3, "", "ad gangen.[^lov] {#kommunerne-aftaler-takster-for-et-aar}", "stykket"),
        (4, "takster-et-aar", "ad gangen.[^lov] {#takster-et-aar}", "stykket"),
        (6, "", "- Første punkt om takster {#foerste-punkt-om-takster}", "punktet"),
        (7, "", "  - Underpunkt {#underpunkt}", "punktet"),
        (10, "", "::: faktaboks Hvad er en takst? {#boks-hvad-er-en-takst}", "boksen"),
        (11, "", "Prisen for en plads i 2031. {#prisen-for-en-plads-i}", "stykket"),
        (25, "", "::: udestår Sekretariatet {#udestaar-sekretariatet}", "det udestående"),
        (29, "", "[^lov]: Se loven om takster. {#se-loven-om-takster}", "fodnoten"),
    ],
)
def test_an_id_is_written_and_shown(
    root: Path, build: Callable[..., Answer], line: int, id_: str, written: str, what: str
) -> None:
    status, said, faults = build(root, "maerk", f"{TEXT}:{line}", *([id_] if id_ else []))
    assert (status, faults) == (0, "")
    assert added(root) == [written]
    place = (root / TEXT).read_text("utf-8").split("\n").index(written) + 1
    assert said.startswith(
        f"Skrevet: {what} i {TEXT}, linje {place}, har nu id'et »{written[written.index('#') + 1 : -1]}«.\n"
    )
    assert said.endswith(f"\n {place} | {written}\n")


def test_a_derived_id_is_a_place(root: Path, build: Callable[..., Answer]) -> None:
    assert build(root, "maerk", "styring/punkt-2", "dybt-punkt")[0] == 0
    assert added(root) == ["  - Underpunkt {#dybt-punkt}"]


def test_an_address_stays_when_another_gets_an_id(root: Path, build: Callable[..., Answer]) -> None:
    """Several lines of »sammenlign« can be followed one after the other."""
    for number, id_ in ((1, "et"), (2, "to"), (3, "tre")):
        assert build(root, "maerk", f"styring/punkt-{number}", id_)[0] == 0
    assert [line.strip() for line in added(root)] == [
        "- Første punkt om takster {#et}",
        "- Underpunkt {#to}",
        "- Andet punkt {#tre}",
    ]


def test_the_second_of_the_same_words_gets_another_id(root: Path, build: Callable[..., Answer]) -> None:
    (root / TEXT).write_text(WRITTEN + "\nEt ord. {#et-ord}\n\nEt ord.\n", "utf-8")
    assert build(root, "maerk", f"{TEXT}:33")[0] == 0
    assert (root / TEXT).read_text("utf-8").endswith("\nEt ord. {#et-ord-b}\n")


def test_a_table_in_a_frame_is_moved_out_of_it_first(root: Path, build: Callable[..., Answer]) -> None:
    """A frame cannot stand in another, so a title of its own is no way out there."""
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n"
    (root / TEXT).write_text(f"# Styring {{#styring}}\n\n::: faktaboks Boks\n{table}:::\n\n{table}", "utf-8")
    for line in (4, 6):
        assert "= flyt tabellen ud af rammen, og sæt den i en med titel" in build(root, "maerk", f"{TEXT}:{line}")[2]
    for line in (9, 11):
        assert "= sæt tabellen i en ramme med titel" in build(root, "maerk", f"{TEXT}:{line}")[2]


@pytest.mark.parametrize(
    ("place", "id_", "said"),
    [
        (f"{TEXT}:5", "", "fejl[maerk-sted]: der står ingen bestemmelse i linje 5"),
        (f"{TEXT}:999", "", "fejl[maerk-sted]: der står ingen bestemmelse i linje 999"),
        (f"{TEXT}:0", "", "skriv fil og linje, fx "),
        ("styring.md:3", "", f"mente du »{TEXT}«?"),
        ("content/2031-32/styrng.md:3", "", f"mente du »{TEXT}«?"),
        ("../../etc/passwd:1", "", "fejl[maerk-sted]: der er ingen bestemmelser i filen »../../etc/passwd«"),
        ("styring/stykke-9", "", "fejl[maerk-sted]: der er ingen bestemmelse »styring/stykke-9« i udgaven"),
        ("hvad\x1b[31m", "", "»hvad·[31m«"),
        (f"{TEXT}:1", "", "fejl[maerk-har-id]: kapitlet har allerede et id: »styring«"),
        (f"{TEXT}:14", "", "fejl[maerk-har-id]: tabellen har allerede et id: »tabel-takster«"),
        (f"{TEXT}:17", "", "fejl[maerk-har-id]: rækken har allerede et id: »tabel-takster/Løn«"),
        (f"{TEXT}:17", "", "brug det; en række kendes på tabellens id og teksten i den første celle"),
        (f"{TEXT}:23", "", "fejl[maerk-uden-id]: rækken kan ikke få et id"),
        (f"{TEXT}:21", "", "fejl[maerk-uden-id]: tabellen kan ikke få et id"),
        (f"{TEXT}:3", "Takst 1", "fejl[maerk-id]: »Takst 1« kan ikke være id"),
        (f"{TEXT}:3", "styring", "fejl[maerk-id]: id'et »styring« er brugt et andet sted i udgaven"),
        (f"{TEXT}:3", "formaal", "vælg et andet, fx formaal-b"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    root: Path, build: Callable[..., Answer], place: str, id_: str, said: str
) -> None:
    status, out, faults = build(root, "maerk", place, *([id_] if id_ else []))
    assert (status, out) == (1, "")
    assert said in faults
    assert faults.endswith("Intet er skrevet.\n")
    assert "Traceback" not in faults
    assert added(root) == []


def test_a_file_that_cannot_be_edited_is_left_alone(root: Path, build: Callable[..., Answer]) -> None:
    data = b"\xef\xbb\xbf" + WRITTEN.encode().replace(b"\n", b"\r\n")
    (root / TEXT).write_bytes(data)
    status, _, faults = build(root, "maerk", f"{TEXT}:3")
    assert status == 1 and "fejl[ret-form]" in faults
    assert (root / TEXT).read_bytes() == data


def test_an_edition_that_cannot_be_read_says_so(root: Path, build: Callable[..., Answer]) -> None:
    (root / "content/2031-32/udgave.yaml").write_text("titel: x\n", "utf-8")
    status, _, faults = build(root, "maerk", f"{TEXT}:3")
    assert status == 1 and faults.endswith("Intet er skrevet.\n")
    assert build(root, "maerk")[0] == 2


def test_tjek_finds_nothing_new_after_it(root: Path, build: Callable[..., Answer]) -> None:
    before = load(DiskWorld(root), "2031-32").diagnostics
    for line in (3, 6, 7, 10, 11, 25, 29):
        assert build(root, "maerk", f"{TEXT}:{line}")[0] == 0
    after = load(DiskWorld(root), "2031-32").diagnostics
    assert [_without_columns(one) for one in after] == [_without_columns(one) for one in before]


def _without_columns(found: Diagnostic) -> tuple[str, str, object]:
    place = found.span
    return found.kind, found.message, place if isinstance(place, CellSpan | FileSpan | None) else place.line


def test_every_provision_of_an_edition_gets_an_id_or_a_reason() -> None:
    """Each of the frozen edition's, one at a time; what has an id afterwards has the one that was written."""
    edition = frozen.edition()
    whole = MemoryWorld(frozen.files())
    for provision in provisions(edition)[::9]:
        made = mark(edition, provision.id, "nyt-id", whole.read)
        if made.value is None:
            assert provision.is_written or provision.kind in (
                ProvisionKind.TABLE,
                ProvisionKind.ROW,
                ProvisionKind.INSERT,
            )
            continue
        changed = {**frozen.files(), made.value.path: made.value.text.encode()}
        again = load(MemoryWorld(changed), frozen.EDITION)
        assert again.ok and again.value is not None
        ids = [one.id for one in provisions(again.value)]
        at = [one.id for one in provisions(edition)].index(provision.id)
        assert ids[at] == "nyt-id"
        assert re.search(r" \{#nyt-id\}", made.value.text)


def test_a_takst_is_known_by_its_row_id() -> None:
    """Nobody is told to write in the register by hand."""
    edition = frozen.edition()
    takst = next(one for one in provisions(edition) if one.kind is ProvisionKind.TAKST)
    (found,) = mark(edition, takst.id, "", MemoryWorld(frozen.files()).read).diagnostics
    assert found.hints == ("brug det; en takst kendes på sit Række-id, som følger den fra år til år",)


def test_what_was_read_is_what_is_edited() -> None:
    """A file that was saved in between is not edited where something else stood before."""
    edition = frozen.edition()
    paragraph = next(one for one in provisions(edition) if one.kind is ProvisionKind.PARAGRAPH and not one.is_written)
    made = mark(edition, paragraph.id, "", lambda path: Source(path, b"# Nyt {#nyt}\n"))
    assert made.value is None
    assert made.diagnostics[0].kind == "ret-umulig"
