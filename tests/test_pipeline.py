"""The pure part of the way on the real content: one change is seen everywhere, and nothing hostile passes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from rammeaftale.diagnostics import Severity
from rammeaftale.engine import fonts
from rammeaftale.memo import Memo
from rammeaftale.model.product import Markup
from rammeaftale.pipeline import compose_all, load, read_kit
from rammeaftale.publish import edition_folders
from rammeaftale.world import DiskWorld, MemoryWorld

ROOT = Path(__file__).parent.parent
EDITION = "2021-22"
UDGAVE = f"content/{EDITION}/udgave.yaml"
FAKTA = f"content/{EDITION}/fakta.yaml"
FORORD = f"content/{EDITION}/forord.md"


@cache
def _files() -> dict[str, bytes]:
    disk = DiskWorld(ROOT)
    return {path: disk.read(path).data for folder in edition_folders(EDITION) for path in disk.list(folder)}


def _changed(path: str, old: str, new: str) -> MemoryWorld:
    text = _files()[path].decode()
    assert text.count(old) == 1, f"{old!r} står {text.count(old)} gange i {path}"
    return MemoryWorld({**_files(), path: text.replace(old, new).encode()})


def _composed(world: MemoryWorld, store: Path) -> dict[str, str]:
    checked = load(world, EDITION)
    assert checked.value is not None
    assert checked.ok
    made = compose_all(checked.value, read_kit(DiskWorld(ROOT), fonts(), {}), Memo(store))
    assert made.diagnostics == ()
    return {markup.stem: _words(markup) for markup in made.value}


def _words(markup: Markup) -> str:
    text = re.sub(r"<[^>]+>", " ", markup.html).replace("\u00a0", " ").replace("\u2011", "-").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text)


def test_the_real_content_has_no_errors_and_no_warnings_but_those_planted_in_the_example_data() -> None:
    found = [d for d in load(MemoryWorld(_files()), EDITION).diagnostics if d.kind != "udestaar"]
    assert [d for d in found if not re.match(r"[tp][0-9]+-", d.kind) or d.severity is Severity.ERROR] == []


def test_moving_a_bilag_renumbers_files_headings_and_references(tmp_path: Path) -> None:
    before = _composed(MemoryWorld(_files()), tmp_path)
    moved = "  - id: organisering\n    titel: Organisering af det fælleskommunale samarbejde i Midtjylland\n"
    text = _files()[UDGAVE].decode().replace(moved, "").replace("bilag:\n", f"bilag:\n{moved}", 1)
    after = _composed(MemoryWorld({**_files(), UDGAVE: text.encode()}), tmp_path)
    assert {"bilag-1-styringsaftale", "bilag-6-organisering"} <= before.keys()
    assert {"bilag-2-styringsaftale", "bilag-1-organisering"} <= after.keys()
    assert "bilag 1, kapitel 12" in before["rammeaftale-2021-22"]
    assert "bilag 2, kapitel 12" in after["rammeaftale-2021-22"]
    assert "bilag 1, kapitel 12" not in after["rammeaftale-2021-22"]
    assert "Bilag 2" in after["bilag-2-styringsaftale"]


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("værdi: 10.000", "værdi: 11.234", "10.000", "11.234"),
        ("værdi: 9. september 2020", "værdi: 3. maj 2019", "9. september 2020", "3. maj 2019"),
    ],
)
def test_one_fact_changes_every_place_that_states_it(
    tmp_path: Path, old: str, new: str, before: str, after: str
) -> None:
    first = _composed(MemoryWorld(_files()), tmp_path)
    second = _composed(_changed(FAKTA, old, new), tmp_path)
    gone = {stem: first[stem].count(before) - second[stem].count(before) for stem in first}
    come = {stem: second[stem].count(after) - first[stem].count(after) for stem in first}
    assert gone == come
    assert sum(gone.values()) >= 2
    # What is left of the old value is the version's own date on every page, which stands in udgave.yaml.
    assert all(before not in words.replace(f"Udkast, {before}", "") for words in second.values())


def test_the_last_chapter_moved_first_renumbers_the_others(tmp_path: Path) -> None:
    entry = "  - fil: kontakt.md\n    slags: Kontakt\n    fortsætter: ja\n"
    text = _files()[UDGAVE].decode().replace(entry, "").replace("kapitler:\n", f"kapitler:\n{entry}", 1)
    after = _composed(MemoryWorld({**_files(), UDGAVE: text.encode()}), tmp_path)
    assert re.search(r"\b2 Forord\b", after["rammeaftale-2021-22"])


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
    text = _files()[FORORD].decode()
    world = MemoryWorld({**_files(), FORORD: f"{text}\n{line}\n".encode()})
    checked = load(world, EDITION)
    number = text.count("\n") + 2
    assert not checked.ok
    assert any(str(d.span).startswith(f"{FORORD}:{number}:") for d in checked.diagnostics)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "content\\\\x.md", "content/../../x.md"])
def test_hostile_paths_in_yaml_are_refused_with_their_line(path: str) -> None:
    checked = load(_changed(UDGAVE, "fil: forord.md", f'fil: "{path}"'), EDITION)
    assert not checked.ok
    assert any(str(d.span).startswith(f"{UDGAVE}:") for d in checked.diagnostics)


def test_hostile_yaml_runs_nothing() -> None:
    checked = load(_changed(UDGAVE, "status: udkast", "status: !!python/object/apply:os.system [id]"), EDITION)
    assert not checked.ok
    assert any(str(d.span).startswith(f"{UDGAVE}:") for d in checked.diagnostics)
