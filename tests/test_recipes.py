"""The store cannot be stale: whatever changes in the program, or in what a product holds, gives another key."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest

from rammeaftale.base.diagnostics import CellSpan, Refused
from rammeaftale.engine import versions as engine
from rammeaftale.engine.versions import FONT_FILES, fonts, versions
from rammeaftale.model.product import DataFile, Markup
from rammeaftale.model.takster import DataState, Origin, Takst, Takstregister
from rammeaftale.shell.recipes import Kit, document_recipe, drawing_recipe, read_kit, register_recipe
from rammeaftale.world import DiskWorld
from rammeaftale.world.program import FILES, FOLDERS, LOCK_FILE, installed, program_digests
from tests.memory_world import MemoryWorld
from tests.printing import register, takst

T = TypeVar("T", Markup, DataFile, Takst, Takstregister)

ROOT = Path(__file__).parent.parent
CSV = DataFile("takster.csv", b"a;b", "Taksterne som data")
MARKUP = Markup("bilag-1", "<p>", "p {}", {"a.ttf": b"a"}, (CSV,), date(2020, 9, 9), document="styringsaftale")
REGISTER = register(takst("Horsens", "4"), takst("Herning", "5"))
KIT = Kit({}, {"a.ttf": b"a"}, {"pango": "1"}, b"program")


def _program() -> dict[str, bytes]:
    """The program's own files: every one below its folders, whatever the program itself thinks of them."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")] + [ROOT / name for name in FILES]
    plain = (path for path in files if path.is_file() and path.parent.name != "__pycache__")
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in plain}


def _keys(kit: Kit) -> tuple[str, str, str]:
    """Of a document, a drawing and a file of the register."""
    recipes = document_recipe(MARKUP, kit), drawing_recipe("x", b"{}", kit), register_recipe("x.xlsx", REGISTER, kit)
    return recipes[0].key, recipes[1].key, recipes[2].key


def _keys_of(files: Mapping[str, bytes]) -> tuple[str, str, str]:
    return _keys(read_kit(MemoryWorld(files), KIT.fonts, KIT.versions))


def _changed(path: str, data: bytes) -> bytes:
    """A module with its last constant changed, so that it still is one; any other file with a byte more."""
    if not path.endswith(".py"):
        return data + b"\n"
    text = data.decode()
    constants = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
    last = max(constants, key=lambda node: (node.lineno, node.col_offset))
    lines = text.encode().splitlines(keepends=True)
    assert last.end_lineno is not None
    assert last.end_col_offset is not None
    before = b"".join(lines[: last.lineno - 1]) + lines[last.lineno - 1][: last.col_offset]
    after = lines[last.end_lineno - 1][last.end_col_offset :] + b"".join(lines[last.end_lineno :])
    return before + (b"'et andet'" if isinstance(last.value, str) else b"4711") + after


def test_any_constant_of_any_module_and_any_template_changes_every_key() -> None:
    files = _program()
    modules = [path for path in files if path.endswith(".py")]
    assert len(modules) > 200
    assert {
        "rammeaftale/takster/workbooks/excel.py",
        "rammeaftale/figures/vega.py",
        "build.py",
        LOCK_FILE,
    } <= files.keys()
    assert {
        "rammeaftale/render/delinger.txt",
        "rammeaftale/engine/no-fonts.conf",
        "templates/print/side.css",
    } <= files.keys()
    seen = {_keys_of(files)}
    for path, data in files.items():
        changed = _changed(path, data)
        assert changed != data
        seen.add(_keys_of({**files, path: changed}))
    assert [len(set(keys)) for keys in zip(*seen, strict=True)] == [len(files) + 1] * 3


def test_a_file_more_or_less_or_of_another_name_changes_every_key() -> None:
    files = {"rammeaftale/a.py": b"1", "templates/a.html": b"2", **dict.fromkeys(FILES, b"")}
    others: tuple[Mapping[str, bytes], ...] = (
        files,
        {**files, "rammeaftale/b.py": b""},
        {**files, "templates/a.html": b"1", "rammeaftale/a.py": b"2"},
        {"rammeaftale/b.py" if path == "rammeaftale/a.py" else path: data for path, data in files.items()},
    )
    assert len({_keys_of(other) for other in others}) == len(others)
    compiled = {"rammeaftale/__pycache__/a.pyc": b"1", "templates/.x.swp": b"2"}
    assert _keys_of({**files, **compiled}) == _keys_of(files)


@pytest.mark.parametrize(
    "name", ["python", "platform", "zlib", "pango", "harfbuzz", "fontconfig", "weasyprint", "xlsxwriter", "a.ttf"]
)
def test_another_version_changes_every_key(name: str) -> None:
    here = versions(DiskWorld(ROOT), {"a.ttf": b"a"})
    assert here[name] not in ("", engine.UNKNOWN)
    old, new = (_keys(replace(KIT, versions=one)) for one in (here, {**here, name: "en anden"}))
    assert all(a != b for a, b in zip(old, new, strict=True))


def test_the_versions_are_of_every_locked_package_as_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = "babel==2.18.0 \\\n    --hash=sha256:00\nPyYAML==6.0.3 \\\nikke-her==1.0\n# pillow==1\n"
    for name in ("babel-2.17.0", "pyyaml-6.0.3", "ruff-1.0"):
        (tmp_path / f"{name}.dist-info").mkdir()
    monkeypatch.setattr("sys.path", [str(tmp_path / "findes-ikke"), str(tmp_path), *sys.path])
    assert installed(lock) == {"babel": "2.17.0", "pyyaml": "6.0.3"}


def test_a_file_of_the_program_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for name in ("rammeaftale", "krav"):
        (tmp_path / name).mkdir()
    for name in FILES:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "rammeaftale/a.py").symlink_to("/etc/passwd")
    with pytest.raises(Refused, match=r"^rammeaftale/a\.py: filen er en genvej"):
        program_digests(DiskWorld(tmp_path))


def test_a_font_changes_the_key_of_what_is_drawn_with_it() -> None:
    assert set(fonts()) == {name for names in FONT_FILES.values() for name in names}
    other = replace(KIT, fonts={"a.ttf": b"b"})
    assert drawing_recipe("x", b"{}", other).key != drawing_recipe("x", b"{}", KIT).key
    assert document_recipe(replace(MARKUP, assets={"a.ttf": b"b"}), KIT).key != document_recipe(MARKUP, KIT).key


def _others(value: T) -> Iterator[T]:
    """The same value with one of its fields changed at a time; every field has its turn."""
    for field in fields(value):
        yield replace(value, **{field.name: _other(getattr(value, field.name))})


def _other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case str() | bytes():
            return value * 2 or "x"
        case DataState():
            return next(state for state in DataState if state is not value)
        case date():
            return date(2001, 1, 1)
        case CellSpan():
            return value._replace(cell="Z99")
        case Origin():
            return replace(value, row=99)
        case tuple():
            return value[1:]
        case Mapping():
            return {**value, "ny": b"x"}
        case None:
            return Decimal(1)
    raise TypeError(value)


def test_all_that_a_document_holds_is_in_its_key() -> None:
    other = DataFile("pladser.csv", b"c", "Pladserne som data")
    files = [replace(MARKUP, data_files=(one, other)) for one in (CSV, *_others(CSV))]
    markups = [*_others(MARKUP), *files, replace(MARKUP, data_files=(other, CSV))]
    assert len(markups) == len(fields(Markup)) + 1 + len(fields(DataFile)) + 1
    assert len({document_recipe(one, KIT).key for one in (MARKUP, *markups)}) == len(markups) + 1


def test_all_that_the_register_holds_is_in_the_key_of_its_files() -> None:
    first, *rest = REGISTER.takster
    lines = [replace(REGISTER, takster=(other, *rest)) for other in _others(first) if other.id == first.id]
    made = [REGISTER, *lines, *_others(REGISTER)]
    assert len(made) == len(fields(Takst)) + len(fields(Takstregister))
    keys = {register_recipe("x.csv", one, KIT).key for one in made}
    assert len(keys) == len(made)
    assert register_recipe("y.csv", REGISTER, KIT).key not in keys


def test_the_program_is_told_in_danish() -> None:
    names = document_recipe(MARKUP, KIT).inputs.keys()
    assert {"programmet", "version af pango", "tekst og data", "stilark", "dato", "fil a.ttf"} <= names
    assert "vedhæftet fil 1 (takster.csv)" in names
