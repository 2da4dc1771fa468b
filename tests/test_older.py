"""Content in the forms of yesterday: read as it was then, told of at its place, or refused with one clear message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest

from rammeaftale.base.diagnostics import Checked, Refused
from rammeaftale.decode.older import CURRENT
from rammeaftale.model.agreement import Edition
from rammeaftale.model.takster import TakstBasis, Takstregister
from rammeaftale.shell.pipeline import load
from rammeaftale.shell.takst_pipeline import Reception, register_files, take_in
from rammeaftale.world import PROGRAM, Source
from rammeaftale.world.git import open_commit
from tests.case_files import basis, show
from tests.memory_world import MemoryWorld

ROOT = Path(__file__).parent.parent
FORMATS = Path(__file__).parent / "formater"
FOLDER = "2031-32"
UDGAVE, FAKTA = f"content/{FOLDER}/udgave.yaml", f"content/{FOLDER}/fakta.yaml"
OMRAADE = "content/faelles/omraade.yaml"
AS_TEXT = "    værdi: 2\n    kilde: Forsiden\ngod", "    værdi: to\n    art: tekst\n    kilde: Forsiden\ngod"
STATED = "kommuner:\n  antal:\n    værdi: 2\n    kilde: Forsiden\n"
# The last commit whose content is of that format, its edition, and what its own program found there.
LAST = {1: ("8b1bd7e", "2021-22"), 2: ("c6fd4e8", "2021-22")}
LATER = frozenset({"lov-uforklaret"})
# Warnings of what no edition of these formats was asked to say.
OLD = f"bilag/{FOLDER}/takster"
NEW = "content/takster"
OPEN = "oplysning ikke-kontrolleret -"

Files = Mapping[str, bytes]


def _files(version: int) -> dict[str, bytes]:
    home = FORMATS / str(version)
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def _load(files: Files, folder: str = FOLDER) -> Checked[Edition | None]:
    """The edition, with what the program of then could find too."""
    loaded = load(MemoryWorld(files), folder)
    return Checked(loaded.value, tuple(one for one in loaded.diagnostics if one.kind not in LATER))


def _edition(files: Files, folder: str = FOLDER) -> Edition:
    edition = _load(files, folder).value
    assert edition is not None
    return edition


def _told(files: Files) -> list[str]:
    return [show(one) for one in _load(files).diagnostics]


def _as_format_2(files: Files, folder: str, stated: str) -> dict[str, bytes]:
    """What an editor does to content of format 1: two lines and a file."""
    udgave, fakta = f"content/{folder}/udgave.yaml", f"content/{folder}/fakta.yaml"
    text = files[fakta].decode()
    assert text.count(stated) == 1
    return {
        **files,
        OMRAADE: PROGRAM.read("rammeaftale/decode/older/omraade-1.yaml").data,
        udgave: b"format: 2\n" + files[udgave],
        fakta: text.replace(stated, "").encode(),
    }


def test_format_1_is_read_as_the_same_edition_as_format_2() -> None:
    files = _files(1)
    old, new = _load(files), _load(_as_format_2(files, FOLDER, STATED))
    assert old.diagnostics == ()
    assert old.value is not None and old.value == new.value
    assert old.value.registers.region.name == "Region Midtjylland"
    assert [old.value.facts[name].value for name in ("kommuner.antal", "parter.antal", "godkendelser.antal")] == [
        2,
        3,
        3,
    ]


def test_what_is_found_in_old_content_stands_where_the_old_file_has_it() -> None:
    files = _files(1)
    broken = files[FAKTA].replace(b"    v\xc3\xa6rdi: 10.000\n", b"    v\xc3\xa6rdi: ti\n")
    assert broken != files[FAKTA]
    assert _told({**files, FAKTA: broken}) == [f"fejl tal-forkert {FAKTA}:7:12"]
    table = f"content/{FOLDER}/styring.md"
    fewer = files[table].replace(b"| Skolen | 12 |\n", b"").replace(b"| Klinikken | 8 |\n", b"")
    assert _told({**files, table: fewer}) == [f"fejl p13-antal {table}:5:1"]


def _as_format_3(files: Files, folder: str, old: str) -> dict[str, bytes]:
    """What an editor does to content of format 2: the takster are moved, and a line says no more where they were."""
    udgave, sent = f"content/{folder}/udgave.yaml", old.encode() + b"/indberetninger"
    text = files[udgave].decode()
    assert text.count(f"  mappe: {old}\n") == 1
    moved = {
        path.replace(f"{old}/takster-", f"{NEW}/").replace(f"{old}/ind", f"{NEW}/ind"): data.replace(
            sent, b"content/takster/indberetninger"
        )
        for path, data in files.items()
    }
    return {**moved, udgave: text.replace("format: 2\n", "format: 3\n").replace(f"  mappe: {old}\n", "").encode()}


def test_format_2_is_read_as_the_same_edition_as_format_3() -> None:
    files = _files(2)
    old, new = _load(files), _load(_as_format_3(files, FOLDER, OLD))
    assert (old.diagnostics, new.diagnostics) == ((), ())
    _assert_same(old.value, new.value)


def test_what_is_found_in_a_register_of_format_2_stands_where_it_lies() -> None:
    files = _files(2)
    register, sent = f"{OLD}/takster-2031.csv", f"{OLD}/indberetninger/2031/751-aarhus.csv"
    broken = files[register].replace(b";95;1950;", b";195;1950;")
    assert _told({**files, register: broken}) == [f"fejl t8-belaegning {register}:2:79", OPEN]
    assert _told({**files, sent: files[sent] + b"\n"}) == [f"fejl indberetning-aendret {sent}"]
    assert _told({**files, f"{OLD}/takster-31.csv": b""}) == [f"advarsel fil-ubrugt {OLD}/takster-31.csv"]


def test_a_register_that_lies_where_todays_do_is_used_before_that_of_format_2() -> None:
    files = _files(2)
    (source, taken) = _taken(files)
    written = register_files(taken)
    assert sorted(written) == [f"{NEW}/2031-modtaget.csv", f"{NEW}/2031.csv"]
    checked = _load({**files, source.path: source.data, **written})
    assert [show(one) for one in checked.diagnostics] == [
        f"advarsel fil-ubrugt {OLD}/takster-2031-modtaget.csv",
        f"advarsel fil-ubrugt {OLD}/takster-2031.csv",
    ]
    assert checked.value is not None and checked.value.takst_basis is not None
    assert [takst.amount for takst in checked.value.takst_basis.register.takster] == [2222, 2150, 2050]
    assert [register.year for register in checked.value.takst_basis.earlier] == [2030]


def _taken(files: Files) -> tuple[Source, Reception]:
    """One of the senders' files of the year with another takst, and all of them taken in anew."""
    place = f"{OLD}/indberetninger/2031"
    sent = [Source(path, data) for path, data in files.items() if path.startswith(place)]
    changed = next(Source(one.path, one.data.replace(b";1950;", b";2222;")) for one in sent if b";1950;" in one.data)
    sources = [changed if one.path == changed.path else one for one in sent]
    taken = take_in(MemoryWorld(files), FOLDER, sources, place, None)
    assert taken.diagnostics == ()
    assert taken.value is not None
    assert taken.value.before is not None, "the register of format 2 is what it is compared with"
    return changed, taken.value


@pytest.mark.parametrize("folder", [f"bilag/{FOLDER}/../../uden", "/etc", "content/faelles", "a b", "[x]"])
def test_a_folder_of_format_2_that_has_no_register_is_told_as_a_register_that_is_missing(folder: str) -> None:
    """And only that is told: not that all the files in the folder meant are in no use, to be deleted."""
    files = _files(2)
    said = files[UDGAVE].replace(f"mappe: {OLD}".encode(), f"mappe: {folder}".encode())
    assert said != files[UDGAVE]
    assert _told({**files, UDGAVE: said}) == [f"fejl takstregister-mangler {NEW}/2031.csv", OPEN]


@pytest.mark.parametrize("written", ["", "takstregister: bilag\n", "takstregister:\n  mappe: [x]\n  år: 2031\n"])
def test_a_udgave_of_format_2_that_is_no_such_thing_is_told_as_todays_is(written: str) -> None:
    files = _files(2)
    before = files[UDGAVE].decode().partition("takstregister:")[0]
    old = _load({**files, UDGAVE: (before + written).encode()})
    new = _load({**files, UDGAVE: (before + written.replace("  mappe: [x]\n", "")).replace("t: 2", "t: 3").encode()})
    assert [one.kind for one in old.diagnostics] == [one.kind for one in new.diagnostics] != []


@pytest.mark.parametrize(
    ("before", "after"),
    [("  lands_og_landsdelsdaekkende:", "  faelles:"), AS_TEXT, (STATED, STATED.replace("2", "3")), (STATED, "")],
    ids=["uden oplysningen", "som tekst", "et andet antal end listens", "uden antal"],
)
def test_nothing_is_asked_of_format_1_that_it_did_not_ask_for(before: str, after: str) -> None:
    """A stated number that was not the list's was an error; it is counted now and stated by nobody."""
    files = _files(1)
    text = files[FAKTA].decode()
    assert text.count(before) == 1
    assert _told({**files, FAKTA: text.replace(before, after).encode()}) == []


def test_a_region_that_another_edition_has_brought_is_used() -> None:
    files = _files(1)
    own = PROGRAM.read("rammeaftale/decode/older/omraade-1.yaml").data.replace(b"Midtjylland", b"Andetsted")
    assert _edition({**files, OMRAADE: own}).registers.region.short == "Andetsted"


def test_format_2_needs_its_region() -> None:
    files = _files(1)
    told = _told({**files, UDGAVE: b"format: 2\n" + files[UDGAVE], FAKTA: files[FAKTA].replace(STATED.encode(), b"")})
    assert told == [f"fejl fil-mangler {OMRAADE}"]


def test_a_udgave_that_cannot_be_parsed_is_told_once() -> None:
    files = _files(1)
    assert _told({**files, UDGAVE: files[UDGAVE] + b"x\n"}) == [f"fejl yaml-kolon-mangler {UDGAVE}:31:1", OPEN]


def test_the_intake_reads_old_content_too() -> None:
    taken = take_in(MemoryWorld(_files(1)), FOLDER, (), "ind", None)
    assert [show(one) for one in taken.diagnostics] == [f"fejl takstregister-ukendt {UDGAVE}:1:1"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (f"{CURRENT + 1}", "format-for-nyt"),
        ("9999", "format-for-nyt"),
    ],
)
def test_a_form_that_is_not_known_is_the_only_finding(written: str, kind: str) -> None:
    files = {**_files(1), UDGAVE: f"format: {written}\ntitel: Y\nukendt: x\n".encode(), FAKTA: b"a: [\n"}
    (told,) = _load(files).diagnostics
    assert (told.kind, str(told.span)) == (kind, f"{UDGAVE}:1:9")
    assert _load(files).value is None


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("written", ["0", "02", "2.0", "to", "10000", "[2]"])
def test_a_version_that_is_written_wrongly_hides_nothing_else(version: int, written: str) -> None:
    files = basis() if version == 3 else _files(version)
    text = re.sub(rb"^format: .*\n", b"", files[UDGAVE], flags=re.MULTILINE)
    files = {**files, UDGAVE: f"format: {written}\n".encode() + text, FAKTA: files[FAKTA] + b"a:\n  b: 2\n"}
    errors = [line for line in _told(files) if line.startswith("fejl")]
    assert errors[-1] == f"fejl format-ukendt {UDGAVE}:1:9"
    assert [line.split()[1] for line in errors[:-1]] == ["noegle-mangler", "noegle-ukendt"], "those of fakta.yaml"
    assert _load(files).value is None


def test_a_form_older_than_the_first_is_the_only_finding() -> None:
    files = _files(1)
    old = files[UDGAVE] + b"    data: takstfil.xlsx\n"
    assert _told({**files, UDGAVE: old, FAKTA: b"a: [\n"}) == [f"fejl format-for-gammelt {UDGAVE}:31:5"]
    assert f"fejl noegle-ukendt {UDGAVE}:32:5" in _told({**files, UDGAVE: b"format: 2\n" + old})


def test_an_edition_that_is_not_there_is_told_once() -> None:
    assert [show(one) for one in _load(_files(1), "2019-20").diagnostics] == [
        "fejl fil-mangler content/2019-20/udgave.yaml"
    ]


@cache
def _content_of(version: int) -> Files:
    commit, folder = LAST[version]
    try:
        world = open_commit(ROOT, commit)
    except Refused as problem:
        pytest.skip(f"{commit}: {problem.message}")
    paths = (path for home in ("content/faelles", f"content/{folder}", f"bilag/{folder}") for path in world.list(home))
    return {path: world.read(path).data for path in paths}


@pytest.mark.parametrize("version", LAST)
def test_the_last_content_of_a_format_has_the_findings_of_its_own_program(version: int) -> None:
    found = [f"{show(one)}: {one.message}" for one in _load(_content_of(version), LAST[version][1]).diagnostics]
    assert found == (FORMATS / f"{version}-fund.txt").read_text("utf-8").splitlines()


def test_the_last_content_of_format_1_is_the_same_edition_when_it_is_written_in_format_2() -> None:
    files, folder = _content_of(1), LAST[1][1]
    stated = "kommuner:\n  antal:\n    værdi: 19\n    kilde: Rammeaftale 2021-22, titelbladet\n"
    _assert_same(_edition(files, folder), _edition(_as_format_2(files, folder, stated), folder))


def test_the_last_content_of_format_2_is_the_same_edition_when_it_is_written_in_format_3() -> None:
    files, folder = _content_of(2), LAST[2][1]
    new = _as_format_3(files, folder, f"bilag/{folder}/tilbudsviften")
    _assert_same(_edition(files, folder), _edition(new, folder))


def _assert_same(old: Edition | None, new: Edition | None) -> None:
    """The same edition, wherever its registers lie."""
    assert old is not None and new is not None
    bare = [
        replace(one, takst_basis=None, documents=tuple(replace(document, takster=None) for document in one.documents))
        for one in (old, new)
    ]
    assert bare[0] == bare[1]
    assert [one.takster is None for one in old.documents] == [one.takster is None for one in new.documents]
    for field in fields(TakstBasis):  # one of these equals itself only
        before, after = (getattr(one.takst_basis, field.name) for one in (old, new))
        assert _without_path(before) == _without_path(after), field.name


def _without_path(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_without_path, value))
    return replace(value, path="") if isinstance(value, Takstregister) else value
