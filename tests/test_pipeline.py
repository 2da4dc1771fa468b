"""The pure part of the way on the frozen edition: one change is seen everywhere, and nothing hostile passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rammeaftale.model.product import Markup
from rammeaftale.shell.pipeline import load
from tests import frozen
from tests.frozen import CONTENT, EDITION, changed
from tests.memory_world import MemoryWorld

UDGAVE = f"{CONTENT}/udgave.yaml"
FAKTA = f"{CONTENT}/fakta.yaml"
FORORD = f"{CONTENT}/forord.md"
AGREEMENT = f"rammeaftale-{EDITION}"


def _composed(world: MemoryWorld, store: Path) -> dict[str, str]:
    return {markup.stem: _words(markup) for markup in frozen.composed(world, store)}


def _words(markup: Markup) -> str:
    text = re.sub(r"<[^>]+>", " ", markup.html).replace("\u00a0", " ").replace("\u2011", "-").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text)


def _with_entry_first(entry: str, under: str) -> MemoryWorld:
    """The edition with an entry of udgave.yaml moved to the top of its list."""
    text = frozen.text(UDGAVE)
    assert text.count(entry) == 1
    moved = text.replace(entry, "").replace(f"{under}:\n", f"{under}:\n{entry}", 1)
    return MemoryWorld({**frozen.files(), UDGAVE: moved.encode()})


def test_moving_a_bilag_renumbers_files_headings_and_references(tmp_path: Path) -> None:
    before = _composed(MemoryWorld(frozen.files()), tmp_path)
    entry = "  - id: faelles-tilbud\n    titel: Fælles tilbud og sikrede afdelinger (eksempel)\n"
    after = _composed(_with_entry_first(entry, "bilag"), tmp_path)
    assert {"bilag-1-styringsaftale", "bilag-2-faelles-tilbud"} <= before.keys()
    assert {"bilag-2-styringsaftale", "bilag-1-faelles-tilbud"} <= after.keys()
    assert "bilag 1, kapitel 2" in before[AGREEMENT]
    assert "bilag 2, kapitel 2" in after[AGREEMENT]
    assert "bilag 1, kapitel 2" not in after[AGREEMENT]
    assert "Bilag 2" in after["bilag-2-styringsaftale"]


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("værdi: 662", "værdi: 668", " 662 pladser", " 668 pladser"),
        ("værdi: 14. november 2030", "værdi: 3. maj 2029", "14. november 2030", "3. maj 2029"),
    ],
)
def test_one_fact_changes_every_place_that_states_it(
    tmp_path: Path, old: str, new: str, before: str, after: str
) -> None:
    first = _composed(MemoryWorld(frozen.files()), tmp_path)
    second = _composed(changed(FAKTA, old, new), tmp_path)
    gone = {stem: first[stem].count(before) - second[stem].count(before) for stem in first}
    come = {stem: second[stem].count(after) - first[stem].count(after) for stem in first}
    assert gone == come
    assert sum(gone.values()) >= 2
    assert all(before not in words for words in second.values())


def test_the_last_chapter_moved_first_renumbers_the_others(tmp_path: Path) -> None:
    entry = "  - fil: bilag-og-kontakt.md\n    slags: Bilag\n    fortsætter: ja\n"
    after = _composed(_with_entry_first(entry, "kapitler"), tmp_path)
    assert re.search(r"\b2 Forord\b", after[AGREEMENT])


@pytest.mark.parametrize(
    "line",
    [
        "![x](/etc/passwd)",
        "[x](file:///etc/passwd)",
        "{{ ''.__class__ }}",
        "{% for x in y %}",
        "<script>alert(1)</script>",
        "![x](../../hemmelig.png)",
        "[x](../../../etc/passwd)",
        "[x](javascript:alert%281%29)",
        "<!-- skjult -->",
    ],
)
def test_hostile_text_is_refused_with_its_line(line: str) -> None:
    text = frozen.text(FORORD)
    world = MemoryWorld({**frozen.files(), FORORD: f"{text}\n{line}\n".encode()})
    checked = load(world, EDITION)
    number = text.count("\n") + 2
    assert not checked.ok
    assert any(str(d.span).startswith(f"{FORORD}:{number}:") for d in checked.diagnostics)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "content\\\\x.md", "content/../../x.md"])
def test_hostile_paths_in_yaml_are_refused_with_their_line(path: str) -> None:
    checked = load(changed(UDGAVE, "fil: forord.md", f'fil: "{path}"'), EDITION)
    assert not checked.ok
    assert any(str(d.span).startswith(f"{UDGAVE}:") for d in checked.diagnostics)


def test_hostile_yaml_runs_nothing() -> None:
    checked = load(changed(UDGAVE, "status: udkast", "status: !!python/object/apply:os.system [id]"), EDITION)
    assert not checked.ok
    assert any(str(d.span).startswith(f"{UDGAVE}:") for d in checked.diagnostics)
