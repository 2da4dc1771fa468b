"""The store: what comes back, what does not, and why a thing was made again."""

import contextlib
from pathlib import Path

from rammeaftale.memo import KEPT_OBJECTS, Memo, Recipe
from rammeaftale.world import write_atomically


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


def test_inputs_cannot_run_together() -> None:
    assert Recipe("x", {"a": b"b", "c": b""}).key != Recipe("x", {"a": b"", "c": b"b"}).key


def test_why_names_what_changed(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    assert memo.why(_recipe()) == ()
    memo.put(_recipe(), b"1")
    assert memo.why(_recipe(html=b"new")) == ("tekst",)
    assert memo.why(Recipe("x.pdf", {"tekst": b"<p>"})) == ("stilark",)


def test_a_broken_object_is_no_hit(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(_recipe(), b"%PDF whole")
    (stored,) = (tmp_path / "objekter").iterdir()
    stored.write_bytes(stored.read_bytes()[:-3])
    assert memo.get(_recipe()) is None


def test_a_broken_trace_is_no_reason(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put(_recipe(), b"1")
    for junk in (b"[1]", b"{", b"\xff"):
        (tmp_path / "spor" / "x.pdf.json").write_bytes(junk)
        assert memo.why(_recipe(html=b"2")) == ()


def test_prune_keeps_the_newest(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.prune()
    for number in range(KEPT_OBJECTS + 5):
        memo.put(_recipe(html=b"%d" % number), b"x")
    memo.prune()
    assert len(list((tmp_path / "objekter").iterdir())) == KEPT_OBJECTS


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    write_atomically(target, b"old")
    with contextlib.suppress(TypeError):
        write_atomically(target, "no bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
