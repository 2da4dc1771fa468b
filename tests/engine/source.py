"""The source of a function, class or constant of an installed package, found in its files without running them."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

PACKAGE_FILE = "__init__.py"


class Definition(NamedTuple):
    """The name under which something is defined (`weasyprint.pdf.tags.add_tags`), and the lines that define it."""

    name: str
    text: str
    is_module: bool = False

    @property
    def sha256(self) -> str:
        """The digest of those lines."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def definition(name: str) -> Definition | None:
    """Of a dotted name, followed through imports to the module that defines it; of a module its whole text.

    What is asked of a value (`TABLE.get`) gives the value's own definition. None when there is no such name.
    """
    package, *parts = name.split(".")
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    file, module = Path(spec.origin), package
    while parts and (inner := _submodule(file, parts[0])) is not None:
        file, module = inner, f"{module}.{parts.pop(0)}"
    if not parts:
        return Definition(module, file.read_text("utf-8"), is_module=True)
    return _within(module, file, parts) if file.exists() else None


def _submodule(file: Path, name: str) -> Path | None:
    """The file of a module in the package of that `__init__.py`; a package may be a mere folder."""
    if file.name != PACKAGE_FILE:
        return None
    folder, module = file.parent / name, file.parent / f"{name}.py"
    return folder / PACKAGE_FILE if folder.is_dir() else module if module.exists() else None


def _within(module: str, file: Path, parts: Sequence[str]) -> Definition | None:
    """The definition of a name in a module, or of one in a class of it (`Layout.setup`)."""
    text = file.read_text("utf-8")
    body, name, node = ast.parse(text).body, module, None
    for place, part in enumerate(parts):
        node = next((node for node in body if part in _defined(node)), None)
        if isinstance(node, ast.ImportFrom):
            original = next(alias.name for alias in node.names if part in (alias.asname, alias.name))
            base = module.split(".")[: (file.name == PACKAGE_FILE) - node.level or None] if node.level else []
            return definition(".".join([*base, *filter(None, [node.module]), original, *parts[place + 1 :]]))
        if node is None:
            return None
        name = f"{name}.{part}"
        if not isinstance(node, ast.ClassDef):
            break
        body = node.body
    assert node is not None
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
    lines = text.splitlines(keepends=True)[first - 1 : node.end_lineno]
    return Definition(name, dedent("".join(lines)))


def _defined(node: ast.stmt) -> set[str]:
    """The names that a statement gives something to."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {alias.asname or alias.name for alias in names}
        case _:
            return set()
