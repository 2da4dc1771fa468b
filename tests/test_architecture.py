"""The order of imports and the engines' doors of docs/arkitektur.md, as tests; test_doors.py has the boundary."""

from __future__ import annotations

import ast
import builtins
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
        "base",
        "world",
        "model",
        "read base/report",
        "base/overview",
        "base/github",
        "takster/values",
        "takster/sameness takster/alike",
        "takster/groups takster/year_before",
        "takster/row",
        "takster/register",
        "decode",
        "resolve takster/intake edit",
        "compare takster/accounts",
        "takster/comparison",
        "takster/rules figures",
        "check",
        "engine/tagging engine/speed engine/names",
        "engine/inspect",
        "engine/layout",
        "render engine takster/workbooks",
        "shell/memo shell/progress",
        "shell/editions",
        "shell/recipes shell/publish shell/second_core",
        "shell/answer_folder shell/content",
        "shell/pipeline",
        "shell/takst_pipeline shell/versions shell/marking shell/earlier shell/output_in_git",
        "shell/console shell/documents",
        "shell/endings",
        "shell/commands_rammeaftale shell/commands_tjek shell/commands_pdf "
        "shell/commands_takster shell/commands_sammenlign shell/commands_maerk",
        "shell/cli",
        "shell/start",
    )
)
"""Rooms and parts of rooms, from the bottom; a file belongs to the longest name that it begins with."""
DOORS = {
    "yaml": {"read/yaml/tree.py"},
    "markdown_it": {f"read/markdown/{name}.py" for name in ("parser", "engine", "lettered")},
    "mdit_py_plugins": {"read/markdown/parser.py"},
    "python_calamine": set(),  # only a test of read/tables/ compares with it
    "vl_convert": {"figures/vega.py"},
    "pikepdf": {"engine/inspect/*", "shell/commands_pdf.py"},
    "pydyf": {"engine/tagging/*", "engine/speed/*"},
    "jinja2": {"render/html.py"},
    "weasyprint": {"engine/pdf.py", "engine/layout/*", "engine/tagging/*", "engine/speed/*"},
    "click": {"shell/console.py", "shell/documents.py", "shell/endings.py", "shell/commands_*.py", "shell/cli.py"},
    "xlsxwriter": {"takster/workbooks/excel.py"},
    "rich": {"shell/progress.py"},
    "PIL": {"read/pictures/picture.py"},
}
OURS = ("*",)
"""A fault of ours can be found anywhere."""
RAISED = {
    "Refused": (
        "base/*",
        "engine/versions.py",
        "world/*",
        "read/tables/*",
        "read/pictures/*",
        "takster/*",
        "decode/*",
        "engine/tagging/*",
        "shell/*",
    ),
    "click.BadParameter": ("shell/commands_*",),
    "click.UsageError": ("shell/console.py", "shell/documents.py", "shell/commands_tjek.py"),
    "click.exceptions.Exit": ("shell/c*",),
    "pikepdf.PdfError": ("engine/inspect/*",),
    "FatalURLFetchingError": ("engine/pdf.py",),  # what the engine's fetcher must raise
    "jinja2.TemplateNotFound": ("render/html.py",),  # what jinja2's loader must raise
    "KeyError": OURS,
    "ModuleNotFoundError": OURS,
    "ValueError": OURS,
}
"""Every class that the program raises, and where: docs/arkitektur.md, "Ways to say no"."""
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
                targets = {f"{node.module}.{alias.name}" for alias in node.names}
                modules = {target for target in targets if _path(target) in MODULES}
                yield from ((name, target) for target in modules or {str(node.module)})


def _path(target: str) -> str:
    return target.removeprefix("rammeaftale.").replace(".", "/") + ".py"


def _part(name: str) -> str:
    """The part of the house that a file or a dotted name belongs to: `takster/rules`."""
    path = name.removeprefix("rammeaftale.").removesuffix(".py").replace(".", "/")
    known = [part for names in LAYERS for part in names if f"{path}/".startswith(f"{part}/")]
    return max(known, key=len, default="")


def _layer(name: str) -> int:
    (index,) = (i for i, names in enumerate(LAYERS) if _part(name) in names)  # a module without a layer fails here
    return index


def test_imports_point_downwards() -> None:
    upward = [
        (name, target)
        for name, target in _imports()
        if target.startswith("rammeaftale.") and _part(target) != _part(name) and _layer(target) >= _layer(name)
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


def test_every_public_name_is_used_by_another_file() -> None:
    """A name that one file keeps to itself begins with an underscore; one that nobody uses goes."""
    words = {path: set(re.findall(r"\w+", path.read_text("utf-8"))) for path in (*PACKAGE.rglob("*.py"), *_users())}
    lonely = [
        (name, public)
        for name, tree in MODULES.items()
        for public in _public_names(tree)
        if not any(public in used for path, used in words.items() if path != PACKAGE / name)
    ]
    assert lonely == []


def _users() -> Iterator[Path]:
    """The files outside the program that may use its names."""
    yield ROOT / "build.py"
    for folder in ("tests", "tools", "bench"):
        yield from (ROOT / folder).rglob("*.py")


def _public_names(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name, decorator_list=[]):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_"))


def test_build_py_is_only_a_door() -> None:
    assert len((ROOT / "build.py").read_text("utf-8").splitlines()) <= 15


def test_the_ways_to_say_no_are_few() -> None:
    """Those that docs/arkitektur.md names under "Ways to say no"; `Refused` is the one class of our own."""
    own = [
        (name, node.name)
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(_is_exception(base) for base in node.bases)
    ]
    assert own == [("base/diagnostics.py", "Refused")]
    raised = {
        (ast.unparse(said.func if isinstance(said, ast.Call) else said), name)
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and (said := node.exc)
    }
    strays = [
        (said, name)
        for said, name in raised
        if said.rpartition(".")[2][:1].isupper() and not any(fnmatch(name, room) for room in RAISED.get(said, ()))
    ]
    assert strays == []


def _is_exception(base: ast.expr) -> bool:
    name = ast.unparse(base).rpartition(".")[2]
    built_in = getattr(builtins, name, None)
    is_built_in = isinstance(built_in, type) and issubclass(built_in, BaseException)
    return is_built_in or name == "Refused" or name.endswith(("Error", "Exception", "Exit"))


def test_quick_path_loads_only_the_standard_library_and_click() -> None:
    """What `shell/cli.py` imports at the top must be cheap: "intet at gøre" is answered by it."""
    commands = {name.removesuffix(".py") for name in MODULES if name.startswith("shell/commands_")}
    parts = {"shell/cli", "shell/console", "shell/editions", "shell/endings", "shell/publish", "shell/memo"}
    parts |= {"world", "engine/versions", "engine/libraries", "shell/output_in_git"}
    cheap = {"base/diagnostics", "base/unseen"} | parts | commands

    def is_cheap(name: str) -> bool:
        path = name.removeprefix("rammeaftale.").removesuffix(".py").replace(".", "/")
        return any(f"{path}/".startswith(f"{part}/") for part in cheap)

    dear = [
        (name, ast.unparse(node))
        for name in MODULES
        if is_cheap(name)
        for node in MODULES[name].body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [str(node.module)])
        if target.startswith("rammeaftale") and not is_cheap(target)
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
    of_a_commit = {f"tests/formater/{n}-fund.txt" for n in (1, 2)}  # what was found in commits, which nobody can change
    assert {name for name, text in _test_files() if named.search(text)} == of_a_commit


def test_a_program_test_that_opens_todays_content_fails() -> None:
    for folder in ("content", "bilag"):
        with pytest.raises(AssertionError, match="hangs on tests/frosset/"):
            list((ROOT / folder).iterdir())


def test_only_the_real_texts_are_read_past_the_guard() -> None:
    users = {name for name, text in _test_files() if "reading_content(" in text}
    assert users == {"tests/conftest.py", "tests/real.py", "tests/test_architecture.py"}
