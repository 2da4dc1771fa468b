"""A data file that cannot be parsed is told of once: what rests on it waits, and nothing false is said of the texts."""

from __future__ import annotations

import pytest

from rammeaftale.base.diagnostics import Severity
from tests.planted import FAKTA, HOME, NOTE, SHARED, Files, edition, loaded

_TEXT = f"{HOME}/k-hus.md"
_LONG = "eksempel_med_et_langt_navn.antal_doegn_i_aaret"
_CELLS = " | ".join(f"{{{{ {_LONG} }}}}" for _ in range(4))
_MEASURED = f"""
::: formel
takst pr. døgn = grundlag / (normerede pladser × {{{{ {_LONG} }}}})
:::

::: tabel Døgn i årene {{#doegn-i-aarene}}
| Døgn | Dage | Året | I alt |
| ---: | ---: | ---: | ---: |
| {_CELLS} |
:::

Se [](tabel:doegn-i-aarene).
"""
_GAP = f"\n::: udestår Sekretariatet\nOplys de {{{{ {_LONG} }}}} dage.\n:::\n"
_UNUSED_BY_TEXTS = {f"{SHARED}/kolonnenavne.yaml"}
"""What only the intake reads: nothing waits for it."""


def _with_words_that_are_measured() -> Files:
    files = dict(edition())
    files[_TEXT] += _MEASURED.encode()
    files[FAKTA] += b"\neksempel_med_et_langt_navn:\n  antal_doegn_i_aaret:\n"
    files[FAKTA] += "    værdi: 365\n    art: tal\n    kilde: kalenderen\n".encode()
    return files


_DATA = sorted(path for path in edition() if path.endswith(".yaml"))


def test_nothing_is_found_in_the_texts_before() -> None:
    assert loaded(_with_words_that_are_measured()).diagnostics == ()


@pytest.mark.parametrize("path", _DATA)
def test_only_the_tab_is_told_and_what_waits_for_it(path: str) -> None:
    files = _with_words_that_are_measured()
    lines = files[path].split(b"\n")
    inner = [at for at, line in enumerate(lines) if line.startswith(b"  ")] or [len(lines) - 1]
    for at in (inner[0], inner[-1]):
        tabbed = [*lines[:at], b"\t" + lines[at].lstrip() + b"x", *lines[at + 1 :]]
        found = loaded({**files, path: b"\n".join(tabbed)}).diagnostics
        told = [(one.kind, str(one.span)) for one in found if one.kind != NOTE]
        assert told == [("tabulator", f"{path}:{at + 1}:1")]
        notes = [one.message for one in found if one.kind == NOTE]
        assert len(notes) == (path not in _UNUSED_BY_TEXTS)
        assert all(note.endswith(f"når fejlene i {path} er rettet") for note in notes)


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (_TEXT, "doegn_i_aaret }})\n", "doegn_i_aare }})\n", "fakta-ukendt"),
        (_TEXT, "doegn_i_aaret }})\n", "doegn_i_aaret | kort }})\n", "fakta-form"),
        (FAKTA, "værdi: 365", "værdi: mange", "tal-forkert"),
    ],
)
def test_a_name_that_is_printed_in_place_of_a_number_is_not_measured(path: str, old: str, new: str, told: str) -> None:
    files = _with_words_that_are_measured()
    wrong = files[path].decode().replace(old, new, 1)
    found = loaded({**files, path: wrong.encode()}).diagnostics
    assert [one.kind for one in found] == [told, NOTE]
    assert "om alle formler kan læses op" in found[-1].message
    assert found[-1].message.endswith(f"når fejlene i {path} er rettet")


def test_a_file_without_an_error_of_its_own_is_not_named() -> None:
    """A limit that is a fact's name is an error only where the fact is known to be nowhere."""
    files = dict(edition())
    aftale = f"{HOME}/takstaftale.yaml"
    files[aftale] = files[aftale].replace("værdi: 2".encode(), "værdi: pladser.pris".encode())
    found = loaded({**files, FAKTA: files[FAKTA] + b"\tx: 1\n"}).diagnostics
    assert [(one.kind, one.severity) for one in found] == [("tabulator", Severity.ERROR), (NOTE, Severity.NOTE)]
    assert found[-1].message.endswith(f"når fejlene i {FAKTA} er rettet")


def test_what_is_owed_is_told_with_the_numbers_in_it_or_not_yet() -> None:
    files = _with_words_that_are_measured()
    with_gap = {**files, _TEXT: files[_TEXT] + _GAP.encode()}
    (owed,) = loaded(with_gap).diagnostics
    assert owed.message.endswith("Oplys de 365 dage")
    found = loaded({**with_gap, FAKTA: files[FAKTA] + b"\tx: 1\n"}).diagnostics
    assert [one.kind for one in found] == ["tabulator", NOTE]
    assert "hvad der mangler, før udgaven er endelig" in found[-1].message
