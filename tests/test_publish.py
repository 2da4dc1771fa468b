"""Products on disk: whole files, a truthful manifest, and nothing removed that is not ours."""

import dataclasses
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

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
    before = {f"{letter}.{kind}": b"x" for letter in "dacb" for kind in ("pdf", "csv", "xlsx")}
    publish(Folder(tmp_path), before, _manifest(before))
    for letter in "abcd":
        (tmp_path / f"{letter}.txt").write_bytes(b"no product")
    gone = publish(Folder(tmp_path), {"a.pdf": b"x"}, _manifest({"a.pdf": b"x"}))
    assert gone == tuple(sorted(before.keys() - {"a.pdf"}))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "a.txt", "b.txt", "c.txt", "d.txt", MANIFEST]


def _with(**fields: object) -> bytes:
    return json.dumps({**json.loads(_manifest({}).as_bytes()), **fields}).encode()


FORGED_NAMES = (
    "../victim.pdf",
    "/etc/victim.pdf",
    "under/victim.pdf",
    "../../content/2031-32/x.csv",
    ".skjult.pdf",
    "manifest.json",
    "noter.txt",
    "",
    "..",
    "a\n::error::x.pdf",
    "\x1b[2Jx.pdf",
    "nul\0.pdf",
    "\ud800.pdf",
    "x" * 5000 + ".pdf",
)


@pytest.mark.parametrize("name", FORGED_NAMES)
def test_a_forged_manifest_names_no_file_of_ours(tmp_path: Path, name: str) -> None:
    (tmp_path / "victim.pdf").write_bytes(b"V")
    folder = Folder(tmp_path / "ud")
    folder.write("under/victim.pdf", b"V")
    folder.write("noter.txt", b"V")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    folder.write(MANIFEST, _with(products={name: sha256(b"V")}))
    assert read_manifest(folder) is None
    assert up_to_date(folder, INPUTS, VERSIONS) is None
    assert publish(folder, {}, _manifest({})) == ()
    assert before.items() <= {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}.items()


def test_what_a_manifest_calls_a_product_and_is_a_folder_stays(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.pdf/noter.txt", b"the editor's own")
    folder.write(MANIFEST, _manifest({"a.pdf": b"A"}).as_bytes())
    publish(folder, {}, _manifest({}))
    assert folder.read("a.pdf/noter.txt") == b"the editor's own"


@pytest.mark.parametrize(
    "junk",
    [
        b"{",
        b"[]",
        b"null",
        b'{"edition": 1}',
        b"\xff",
        b"[" * 100_000,
        _with(products=[]),
        _with(products=["../../content/2031-32/forord.md"]),
        _with(products={"a.pdf": 7}),
        _with(inputs=None),
        _with(inputs="content"),
        _with(versions=[1]),
        _with(warnings="1"),
        _with(gaps=True),
        _with(gaps=-1),
        _with(status=["udkast"]),
        _with(status="udkast\n::error::x"),
        _with(edition="\x1b[2J"),
        _with(more=1),
    ],
)
def test_a_manifest_that_no_build_has_written_is_none(tmp_path: Path, junk: bytes) -> None:
    assert read_manifest(Folder(tmp_path)) is None
    (tmp_path / MANIFEST).write_bytes(junk)
    assert read_manifest(Folder(tmp_path)) is None
    assert publish(Folder(tmp_path), {"a.pdf": b"A"}, _manifest({"a.pdf": b"A"})) == ()
    assert up_to_date(Folder(tmp_path), INPUTS, VERSIONS) is not None


def test_a_manifest_or_a_product_that_is_no_plain_file_is_made_anew(tmp_path: Path) -> None:
    products = {"a.pdf": b"A"}
    folder = Folder(tmp_path / "ud")
    (tmp_path / "andet").write_bytes(b"A")
    for name in ("a.pdf", MANIFEST):
        for link in (tmp_path / "andet", Path(name), Path("/dev/zero")):
            publish(folder, products, _manifest(products))
            (folder.root / name).unlink()
            (folder.root / name).symlink_to(link)
            assert up_to_date(folder, INPUTS, VERSIONS) is None
        (folder.root / name).unlink()
        os.mkfifo(folder.root / name)  # nobody writes into it: reading must not wait
        assert up_to_date(folder, INPUTS, VERSIONS) is None
    publish(folder, products, _manifest(products))
    assert up_to_date(folder, INPUTS, VERSIONS) is not None
    assert (tmp_path / "andet").read_bytes() == b"A"


def test_one_that_is_killed_while_it_publishes_leaves_no_file_that_no_manifest_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The renames are stopped after each of them in turn; the next build, of other documents, tidies."""
    old, new, last = ({f"bilag-{number}-{name}.pdf": b"x" for number in (1, 2)} for name in ("gammel", "ny", "sidst"))
    for steps in range(4):
        folder = Folder(tmp_path / str(steps))
        publish(folder, old, _manifest(old))
        with monkeypatch.context() as patch, pytest.raises(ConnectionAbortedError):
            renamed = iter(range(steps))
            real = Path.replace

            def stop(path: Path, target: Path, renamed: Iterator[int] = renamed, real: Any = real) -> Path:
                if next(renamed, None) is None:
                    raise ConnectionAbortedError
                return cast("Path", real(path, target))

            patch.setattr(Path, "replace", stop)
            publish(folder, new, _manifest(new))
            raise ConnectionAbortedError
        publish(folder, last, _manifest(last))
        assert folder.names() == (*sorted(last), MANIFEST)
