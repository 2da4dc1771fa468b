"""Products on disk: whole files, a truthful manifest, and nothing removed that is not ours."""

import dataclasses
from pathlib import Path

from rammeaftale.shell.publish import (
    MANIFEST,
    Manifest,
    publish,
    read_inputs,
    read_manifest,
    sha256,
    up_to_date,
)
from rammeaftale.world import DiskWorld, Folder
from tests.memory_world import MemoryWorld

INPUTS = {"content/x.md": "1"}
VERSIONS = {"weasyprint": "70.0"}
PROGRAM = {"rammeaftale/x.py": b"d", "templates/y.html": b"e", "build.py": b"f", "krav/drift.txt": b"g"}


def _manifest(products: dict[str, bytes]) -> Manifest:
    digests = {name: sha256(data) for name, data in products.items()}
    return Manifest("2031-32", "udkast", INPUTS, digests, VERSIONS, warnings=0, gaps=3)


def test_the_manifest_reads_back(tmp_path: Path) -> None:
    products = {"a.pdf": b"A", "b.pdf": b"B"}
    publish(Folder(tmp_path), products, _manifest(products))
    assert read_manifest(Folder(tmp_path)) == _manifest(products)
    assert (tmp_path / "b.pdf").read_bytes() == b"B"


def test_the_manifest_is_for_reading_and_the_same_whatever_the_order() -> None:
    manifest = dataclasses.replace(_manifest({}), inputs={"content/å.md": "1", "bilag/x.md": "2"})
    turned = dataclasses.replace(manifest, inputs={"bilag/x.md": "2", "content/å.md": "1"})
    text = manifest.as_bytes().decode()
    assert turned.as_bytes().decode() == text
    assert text.startswith(
        '{\n "edition": "2031-32",\n "gaps": 3,\n "inputs": {\n  "bilag/x.md": "2",\n  "content/å.md": "1"\n'
    )
    assert text.endswith("}\n")


def test_the_inputs_are_the_editions_own_files_and_the_program() -> None:
    files = {
        "content/faelles/lovregister.yaml": b"a",
        "content/2031-32/forord.md": b"b",
        "bilag/2031-32/styring/tekst.md": b"c",
        "content/2029-30/forord.md": b"another edition's",
    }
    found = read_inputs(MemoryWorld(files), MemoryWorld(PROGRAM), "2031-32")
    wanted = {path: data for path, data in {**files, **PROGRAM}.items() if path != "content/2029-30/forord.md"}
    assert {path: found.get(path) for path in wanted} == {path: sha256(data) for path, data in wanted.items()}
    assert "content/2029-30/forord.md" not in found


def test_a_file_that_cannot_be_read_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "content/faelles").mkdir(parents=True)
    (tmp_path / "content/faelles/a.md").write_bytes(b"a")
    (tmp_path / "content/faelles/b.md").symlink_to(tmp_path / "content/faelles/a.md")
    (tmp_path / "content/2031-32").symlink_to(tmp_path / "content/faelles")
    found = read_inputs(DiskWorld(tmp_path), MemoryWorld(PROGRAM), "2031-32")
    assert sorted(found.keys() - PROGRAM.keys()) == ["content/faelles/a.md"]


def test_every_product_must_be_there_to_be_up_to_date(tmp_path: Path) -> None:
    products = {"a.pdf": b"A", "b.csv": b"B"}
    publish(Folder(tmp_path), products, _manifest(products))
    assert up_to_date(Folder(tmp_path), INPUTS, VERSIONS) is not None
    (tmp_path / "b.csv").write_bytes(b"touched")
    assert up_to_date(Folder(tmp_path), INPUTS, VERSIONS) is None


def test_a_manifest_that_names_files_elsewhere_is_never_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"A")
    folder = Folder(tmp_path / "ud")
    publish(folder, {}, dataclasses.replace(_manifest({}), products={"../a.pdf": sha256(b"A")}))
    assert up_to_date(folder, INPUTS, VERSIONS) is None


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


def test_only_products_that_are_no_more_are_removed(tmp_path: Path) -> None:
    before = {f"{letter}.{kind}": b"x" for letter in "dacb" for kind in ("pdf", "csv", "xlsx", "txt")}
    publish(Folder(tmp_path), before, _manifest(before))
    gone = publish(Folder(tmp_path), {"a.pdf": b"x"}, _manifest({"a.pdf": b"x"}))
    assert gone == tuple(sorted(name for name in before if name != "a.pdf" and not name.endswith(".txt")))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "a.txt", "b.txt", "c.txt", "d.txt", MANIFEST]


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
    for junk in (
        b"{",
        b"[]",
        b'{"edition": 1}',
        b"\xff",
        _manifest({}).as_bytes().replace(b'"products": {}', b'"products": []'),
    ):
        (tmp_path / MANIFEST).write_bytes(junk)
        assert read_manifest(Folder(tmp_path)) is None
