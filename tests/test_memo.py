"""The store: what comes back, what does not, and why a thing was made again."""

import os
import shutil
from pathlib import Path

import pytest

from rammeaftale.shell import memo as module
from rammeaftale.shell.memo import Memo, Recipe

KEPT = 10


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is soon full."""
    monkeypatch.setattr(module, "KEPT_OBJECTS", KEPT)


def _recipe(html: bytes = b"<p>", css: bytes = b"p{}") -> Recipe:
    return Recipe("x.pdf", {"tekst": html, "stilark": css})


def test_what_is_put_comes_back(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    assert memo.get(_recipe()) is None
    memo.put(_recipe(), b"%PDF")
    assert memo.get(_recipe()) == b"%PDF"


def test_any_input_makes_another_key() -> None:
    assert (
        len({_recipe().key, _recipe(html=b"x").key, _recipe(css=b"x").key, Recipe("y.pdf", _recipe().inputs).key}) == 4
    )


def test_the_order_of_the_inputs_makes_no_difference() -> None:
    assert Recipe("x", {"a": b"1", "b": b"2"}).key == Recipe("x", {"b": b"2", "a": b"1"}).key


def test_inputs_cannot_run_together() -> None:
    assert Recipe("x", {"a": b"b", "c": b""}).key != Recipe("x", {"a": b"", "c": b"b"}).key


def test_why_names_what_changed(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    assert memo.why(_recipe()) == ()
    memo.put(_recipe(), b"1")
    assert memo.why(_recipe(html=b"new")) == ("tekst",)
    assert memo.why(Recipe("x.pdf", {"tekst": b"<p>"})) == ("stilark",)
    assert memo.why(Recipe("x.pdf", dict.fromkeys("dbca", b""))) == ("a", "b", "c", "d", "stilark", "tekst")


def test_what_was_ever_made_is_known_by_its_name(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    assert not memo.has_made("x.pdf")
    memo.put(_recipe(), b"1")
    assert memo.has_made("x.pdf")
    assert not memo.has_made("y.pdf")


def test_a_broken_object_is_no_hit(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(_recipe(), b"%PDF whole")
    (stored,) = (tmp_path / "objekter").iterdir()
    whole = stored.read_bytes()
    for broken in (whole[:-3], whole[:-1] + b"!", b"", b"x"):
        stored.write_bytes(broken)
        assert memo.get(_recipe()) is None


def test_a_broken_trace_is_no_reason(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(_recipe(), b"1")
    for junk in (b"[1]", b"{", b"\xff"):
        (tmp_path / "spor" / "x.pdf.json").write_bytes(junk)
        assert memo.why(_recipe(html=b"2")) == ()


def _objects(root: Path) -> dict[str, Path]:
    return {path.name: path for path in (root / "objekter").iterdir()}


def test_an_object_is_given_out_under_its_own_key_only(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(_recipe(), b"%PDF of another")
    shutil.copy(_objects(tmp_path)[_recipe().key], tmp_path / "objekter" / _recipe(html=b"x").key)
    assert memo.get(_recipe(html=b"x")) is None
    assert memo.get(_recipe()) == b"%PDF of another"


def test_nothing_is_kept_when_the_program_is_no_longer_the_same(tmp_path: Path) -> None:
    is_same = [True]
    memo = Memo(tmp_path, lambda: is_same[0])
    memo.put(_recipe(), b"1")
    is_same[0] = False
    memo.put(_recipe(html=b"2"), b"2")
    assert memo.get(_recipe()) == b"1"
    assert memo.get(_recipe(html=b"2")) is None


def _filled(root: Path) -> list[Recipe]:
    """A store that is full, with the recipes of what is in it, the first put first."""
    memo, recipes = Memo(root), [_recipe(html=b"%d" % number) for number in range(KEPT)]
    for recipe in recipes:
        memo.put(recipe, b"x")
    memo.prune()
    return recipes


def _kept(root: Path, recipes: list[Recipe]) -> list[int]:
    return [number for number, recipe in enumerate(recipes) if recipe.key in _objects(root)]


def test_prune_throws_away_what_was_used_longest_ago(tmp_path: Path) -> None:
    Memo(tmp_path).prune()
    recipes = _filled(tmp_path)
    later = Memo(tmp_path)
    assert later.get(recipes[0]) == b"x"
    for number in range(5):
        later.put(_recipe(css=b"%d" % number), b"y")
    later.prune()
    assert len(_objects(tmp_path)) == KEPT
    assert _kept(tmp_path, recipes) == [0, *range(6, KEPT)]


def test_prune_keeps_what_this_run_used_whatever_the_clock_says(tmp_path: Path) -> None:
    """The files are from the future, and the clock is set back: what is used now is still used last."""
    recipes = _filled(tmp_path)
    for place in _objects(tmp_path).values():
        os.utime(place, (4_000_000_000, 4_000_000_000))
    now = Memo(tmp_path)
    now.get(recipes[7])
    now.put(_recipe(css=b"ny"), b"y")
    now.prune()
    Memo(tmp_path).put(_recipe(css=b"nyere"), b"y")
    Memo(tmp_path).prune()
    assert 7 in _kept(tmp_path, recipes)
    assert _recipe(css=b"ny").key in _objects(tmp_path)
    assert len(_objects(tmp_path)) == KEPT
    for place in _objects(tmp_path).values():
        os.utime(place, (1, 1))
    crowded = Memo(tmp_path)
    crowded.put(_recipe(css=b"igen"), b"z")
    os.utime(_objects(tmp_path)[_recipe(css=b"igen").key], (0, 0))
    crowded.prune()
    assert crowded.get(_recipe(css=b"igen")) == b"z"


def test_prune_leaves_nothing_else_when_this_run_fills_the_store(tmp_path: Path) -> None:
    old = _filled(tmp_path)
    memo, recipes = Memo(tmp_path), [_recipe(css=b"%d" % number) for number in range(KEPT + 1)]
    for recipe in recipes:
        memo.put(recipe, b"y")
    memo.prune()
    assert set(_objects(tmp_path)) == {recipe.key for recipe in recipes}
    assert _kept(tmp_path, old) == []


def test_what_a_killed_build_left_goes_when_the_next_begins(tmp_path: Path) -> None:
    Memo(tmp_path).put(_recipe(), b"1")
    for part in ("objekter", "spor"):
        (tmp_path / part / ".x.1.tmp").write_bytes(b"half")
    Memo(tmp_path)
    assert list(tmp_path.rglob(".*")) == []


def test_a_trace_that_somebody_else_wrote_tells_nothing(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(_recipe(), b"1")
    for junk in (b"[" * 100_000, b"7", b"[[1], {}]", b"\xff", b'{"a": [1]}'):
        (trace,) = (path for path in (tmp_path / "spor").iterdir() if path.name != "brugt.json")
        trace.write_bytes(junk)
        (tmp_path / "spor/brugt.json").write_bytes(junk)
        assert isinstance(memo.why(_recipe()), tuple)
        Memo(tmp_path).prune()
        assert memo.get(_recipe()) == b"1"


def test_a_run_that_was_stopped_costs_nothing_while_there_is_room(tmp_path: Path) -> None:
    Memo(tmp_path).put(_recipe(), b"1")
    (tmp_path / "spor" / "brugt.json").write_bytes(b"{")
    Memo(tmp_path).prune()
    assert Memo(tmp_path).get(_recipe()) == b"1"
