"""The order of imports and the engines' doors of docs/arkitektur.md, as tests; test_doors.py has the boundary."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.conftest import INDHOLD

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "rammeaftale"
LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(layer.split())
    for layer in (
        "__init__ diagnostics danish calculate",
        "world",
        "model",
        "read report",
        "decode",
        "resolve intake edit",
        "compare",
        "check figures",
        "tagging speed",
        "inspect",
        "render workbooks",
        "memo engine progress",
        "recipes publish typesetters second_core",
        "content",
        "pipeline",
        "takst_pipeline versions marking",
        "console",
        "commands_takster commands_sammenlign commands_maerk",
        "cli",
    )
)
DOORS = {
    "yaml": {"read/yaml_tree.py"},
    "markdown_it": {"read/markdown_parser.py", "read/markdown_engine.py"},
    "mdit_py_plugins": {"read/markdown_parser.py"},
    "python_calamine": set(),  # only a test of read/tables.py compares with it
    "vl_convert": {"figures/vega.py"},
    "pikepdf": {"inspect/*", "cli.py"},
    "pydyf": {"tagging/*", "speed/*"},
    "jinja2": {"render/html.py"},
    "weasyprint": {"render/pdf.py", "tagging/*", "speed/*"},
    "click": {"console.py", "commands_*.py", "cli.py"},
    "xlsxwriter": {"workbooks/excel.py"},
    "rich": {"progress.py"},
    "PIL": {"compare/pixels.py"},
}
MAX_LINES = 300
MAX_FUNCTION_LINES = 60

MODULES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}


def _imports() -> Iterator[tuple[str, str]]:
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{name}:{node.lineno}: relativ import"
                yield name, str(node.module)


def _top(name: str) -> str:
    return name.removeprefix("rammeaftale.").replace(".", "/").removesuffix("/py").split("/")[0]


def _layer(name: str) -> int:
    (index,) = (i for i, names in enumerate(LAYERS) if _top(name) in names)  # a module without a layer fails here
    return index


def test_imports_point_downwards() -> None:
    upward = [
        (name, target)
        for name, target in _imports()
        if target.startswith("rammeaftale.") and _top(target) != _top(name) and _layer(target) >= _layer(name)
    ]
    assert upward == []


def test_each_engine_has_one_door() -> None:
    strays = [
        (name, target)
        for name, target in _imports()
        if not any(fnmatch(name, door) for door in DOORS.get(target.split(".")[0], {name}))
    ]
    assert strays == []


def test_model_types_are_frozen() -> None:
    loose = [
        (name, node.name)
        for name, tree in MODULES.items()
        if name.startswith("model/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not _is_frozen(node)
    ]
    assert loose == []


def _is_frozen(node: ast.ClassDef) -> bool:
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    return bool(bases & {"Enum", "NamedTuple"}) or any(
        "frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list
    )


def test_files_and_functions_are_small() -> None:
    large = [
        (path.name, len(path.read_text("utf-8").splitlines()))
        for path in PACKAGE.rglob("*.py")
        if len(path.read_text("utf-8").splitlines()) > MAX_LINES
    ]
    large += [
        (f"{name}:{node.name}", node.end_lineno - node.lineno + 1)
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert large == []


def test_build_py_is_only_a_door() -> None:
    assert len((ROOT / "build.py").read_text("utf-8").splitlines()) <= 15


def test_quick_path_loads_only_the_standard_library_and_click() -> None:
    """What `cli.py` imports at the top must be cheap: "intet at gøre" is answered by it (motor.md 4, point 5)."""
    cheap = {
        "cli",
        "console",
        "commands_takster",
        "commands_sammenlign",
        "commands_maerk",
        "publish",
        "world",
        "memo",
        "engine",
    }
    dear = [
        (name, ast.unparse(node))
        for name in MODULES
        if _top(name) in cheap
        for node in MODULES[name].body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [str(node.module)])
        if target.startswith("rammeaftale") and _top(target) not in cheap
    ]
    assert dear == []


def _test_files() -> Iterator[tuple[str, str]]:
    """Every text file of the program's tests; what tests the content itself lies in tests/indhold/."""
    for path in sorted((ROOT / "tests").rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in (".py", ".case", ".yaml", ".md", ".html", ".txt") and not name.startswith(INDHOLD):
            yield name, path.read_text("utf-8", "replace")


def test_no_program_test_names_todays_content() -> None:
    """The editions that tests make up, and the frozen one, are of another period."""
    named = re.compile(r"\b(?:content|bilag)[/\\]2021-22")
    of_a_commit = {"tests/formater/1-fund.txt"}  # what was found in a commit, which nobody can change
    assert {name for name, text in _test_files() if named.search(text)} == of_a_commit


def test_a_program_test_that_opens_todays_content_fails() -> None:
    for folder in ("content", "bilag"):
        with pytest.raises(AssertionError, match="hangs on tests/frosset/"):
            list((ROOT / folder).iterdir())


def test_only_the_real_texts_are_read_past_the_guard() -> None:
    users = {name for name, text in _test_files() if "reading_content(" in text}
    assert users == {"tests/conftest.py", "tests/real.py", "tests/test_architecture.py"}
