"""The intake of senders' files where the edition's own files have faults: both are told, and no register is made."""

from __future__ import annotations

import pytest

from rammeaftale.base.diagnostics import Checked
from rammeaftale.shell.takst_pipeline import Reception, take_in
from rammeaftale.world import Source
from tests.memory_world import MemoryWorld
from tests.planted import EDITION, NOTE, TAKSTER, edition, with_faults

SENT = f"{TAKSTER}/indberetninger/2031"
_ITS_OWN = "p11-tal"
"""What is found of the one file of a sender that is changed."""
_WITHOUT_COLUMNS = ("udgave: ingen YAML", "udgave er væk", "udgave: forkert år")


def _taken(*faults: str) -> Checked[Reception | None]:
    sent = [Source(path, data) for path, data in edition().items() if path.startswith(f"{SENT}/")]
    assert len(sent) == 3
    changed = [Source(one.path, one.data.replace(b";1950;", b";mange;")) for one in sent]
    assert changed != sent
    return take_in(MemoryWorld(with_faults(faults)), EDITION, changed, SENT, None)


def _kinds(taken: Checked[Reception | None]) -> list[str]:
    return [one.kind for one in taken.diagnostics]


def test_a_fault_of_a_sender_is_told_and_the_rest_is_judged() -> None:
    taken = _taken()
    assert taken.value is not None
    assert _ITS_OWN in _kinds(taken)
    assert NOTE not in _kinds(taken)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("takstaftale er væk", "fil-mangler"),
        ("takstaftale: ukendt tal", "graense-vaerdi"),
        ("fakta: ingen YAML", "yaml-klamme"),
        ("udgave: periode mangler", "noegle-mangler"),
        ("udgave: ukendt nøgle", "noegle-ukendt"),
    ],
)
def test_a_fault_of_the_edition_hides_none_of_a_sender(fault: str, kind: str) -> None:
    taken = _taken(fault)
    assert taken.value is None
    assert {kind, _ITS_OWN} <= set(_kinds(taken))
    (note,) = (one for one in taken.diagnostics if one.kind == NOTE)
    assert "om driftsherrernes takster følger reglerne" in note.message


@pytest.mark.parametrize("fault", [*_WITHOUT_COLUMNS, "kommuner er væk", "område: ukendt nøgle"])
def test_where_the_edition_does_not_say_how_files_are_read_only_its_faults_are_told(fault: str) -> None:
    taken = _taken(fault)
    assert taken.value is None
    assert _ITS_OWN not in _kinds(taken)
    assert not taken.ok


@pytest.mark.parametrize("fault", ["ubrugte data uden form", "ubrugt tekst med html", "html i en tekst"])
def test_what_the_intake_does_not_use_stops_it_not(fault: str) -> None:
    taken = _taken(fault)
    assert taken.value is not None
    assert [one.kind for one in taken.diagnostics if one.kind == _ITS_OWN] == [_ITS_OWN]
