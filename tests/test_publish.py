"""Products on disk: whole files, a truthful manifest, and nothing removed that is not ours."""

import dataclasses
from pathlib import Path

from rammeaftale.shell.publish import MANIFEST, Manifest, publish, read_manifest, sha256, up_to_date
from rammeaftale.world import Folder

INPUTS = {"content/x.md": "1"}
VERSIONS = {"weasyprint": "70.0"}


def _manifest(products: dict[str, bytes]) -> Manifest:
    digests = {name: sha256(data) for name, data in products.items()}
    return Manifest("2031-32", "udkast", INPUTS, digests, VERSIONS, warnings=0, gaps=3)


def test_the_manifest_reads_back(tmp_path: Path) -> None:
    products = {"a.pdf": b"A", "b.pdf": b"B"}
    publish(Folder(tmp_path), products, _manifest(products))
    assert read_manifest(Folder(tmp_path)) == _manifest(products)
    assert (tmp_path / "b.pdf").read_bytes() == b"B"


def test_up_to_date_only_when_inputs_and_products_are_the_same(tmp_path: Path) -> None:
    products = {"a.pdf": b"A"}
    publish(Folder(tmp_path), products, _manifest(products))
    assert up_to_date(Folder(tmp_path), INPUTS, VERSIONS) == _manifest(products)
    assert up_to_date(Folder(tmp_path), {"content/x.md": "2"}, VERSIONS) is None
    assert up_to_date(Folder(tmp_path), INPUTS, {"weasyprint": "71.0"}) is None
    (tmp_path / "a.pdf").write_bytes(b"touched")
    assert up_to_date(Folder(tmp_path), INPUTS, VERSIONS) is None
    (tmp_path / "a.pdf").unlink()
    assert up_to_date(Folder(tmp_path), INPUTS, VERSIONS) is None


def test_a_renumbered_bilag_leaves_no_old_file(tmp_path: Path) -> None:
    publish(Folder(tmp_path), {"bilag-1-x.pdf": b"X"}, _manifest({"bilag-1-x.pdf": b"X"}))
    (tmp_path / "noter.pdf").write_bytes(b"the editor's own")
    gone = publish(Folder(tmp_path), {"bilag-2-x.pdf": b"X"}, _manifest({"bilag-2-x.pdf": b"X"}))
    assert gone == ("bilag-1-x.pdf",)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bilag-2-x.pdf", MANIFEST, "noter.pdf"]


def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path) -> None:
    victim = tmp_path / "victim.pdf"
    victim.write_bytes(b"V")
    folder = tmp_path / "ud"
    forged = dataclasses.replace(_manifest({}), products={"../victim.pdf": "0"})
    publish(Folder(folder), {}, forged)
    publish(Folder(folder), {}, _manifest({}))
    assert victim.exists()


def test_an_unreadable_manifest_is_none(tmp_path: Path) -> None:
    assert read_manifest(Folder(tmp_path)) is None
    for junk in (b"{", b"[]", b'{"edition": 1}', b"\xff"):
        (tmp_path / MANIFEST).write_bytes(junk)
        assert read_manifest(Folder(tmp_path)) is None
