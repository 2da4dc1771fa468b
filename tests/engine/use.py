"""What our code uses of the packages under contract, as its source says, and what it replaces, seen at run time.

    python -m tests.engine.use

prints as JSON what is replaced in a process that is about to write a PDF.
"""

from __future__ import annotations

import ast
import json
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PROGRAM = ROOT / "rammeaftale"
STUBS = ROOT / "stubs"
PACKAGES = {
    "weasyprint": "weasyprint",
    "pydyf": "pydyf",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "tinycss2": "tinycss2",
    "cssselect2": "cssselect2",
}
"""The packages under contract: what they are imported as, and what they are installed as."""
ROOMS = ("engine/pdf.py", "engine/layout/*.py", "engine/speed/*.py", "engine/tagging/*.py", "read/markdown/*.py")
"""The files of the program that work with these packages or with objects of theirs."""


def modules() -> dict[str, ast.Module]:
    """The files of those rooms, by their path in the program without the ending."""
    paths = sorted(path for room in ROOMS for path in PROGRAM.glob(room))
    return {path.relative_to(PROGRAM).with_suffix("").as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def names_used(tree: ast.Module) -> set[str]:
    """Dotted names of the packages that the file imports or reaches through what it imports."""
    imported = dict(_imported(tree))
    chains = {chain for node in ast.walk(tree) if isinstance(node, ast.Attribute) and (chain := _chain(node))}
    reached = {f"{imported[head]}.{rest}" for head, _, rest in (c.partition(".") for c in chains) if head in imported}
    return {name for name in {*imported.values(), *reached} if name.partition(".")[0] in PACKAGES}


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.asname or alias.name, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _chain(node: ast.expr) -> str:
    """`a.b.c` as text; empty when it does not begin with a name."""
    if isinstance(node, ast.Name):
        return node.id
    before = _chain(node.value) if isinstance(node, ast.Attribute) else ""
    return f"{before}.{node.attr}" if isinstance(node, ast.Attribute) and before else ""


def overridden(tree: ast.Module) -> set[str]:
    """Classes of the packages that the file derives from, each with the methods that it writes anew."""
    imported = dict(_imported(tree))
    found = set()
    for node in ast.walk(tree):
        for base in node.bases if isinstance(node, ast.ClassDef) else ():
            head, _, rest = _chain(base).partition(".")
            name = f"{imported.get(head, '')}.{rest}".rstrip(".")
            if name.partition(".")[0] in PACKAGES and isinstance(node, ast.ClassDef):
                found |= {f"{name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
    return found


def named_in_stubs() -> Iterator[tuple[str, bool]]:
    """Every name that `stubs/` gives a type, which is all that we use of packages without types of their own.

    A function or class by its dotted name; an attribute (True) by its own name alone, since it may be set anywhere.
    """
    for file in STUBS.rglob("*.pyi"):
        module = ".".join(file.relative_to(STUBS).with_suffix("").parts).removesuffix(".__init__")
        yield from _members_of(module, ast.parse(file.read_text("utf-8")))


def _members_of(holder: str, tree: ast.Module | ast.ClassDef) -> Iterator[tuple[str, bool]]:
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name):
                yield f"{holder}.{name}", False
            case ast.ClassDef(name=name):
                yield f"{holder}.{name}", False
                yield from _members_of(f"{holder}.{name}", node)
            case ast.AnnAssign(target=ast.Name(id=name)) if isinstance(tree, ast.ClassDef):
                yield name, True
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield f"{holder}.{name}", False


def replaced() -> list[str]:
    """What our program puts in the place of members of the packages, as soon as it sets a document."""
    for package in PACKAGES:
        _load_all(package)
    before = _members()
    from rammeaftale.engine import pdf  # the import replaces
    from rammeaftale.engine.tagging.install import installed

    assert pdf
    with installed(modern=False, prefix=""):
        after = _members()
    return sorted(name for name, member in after.items() if before.get(name) is not member)


def _load_all(package: str) -> None:
    module = import_module(package)
    for found in pkgutil.walk_packages(module.__path__, f"{package}."):
        if not found.name.endswith("__main__"):
            import_module(found.name)


def _members() -> dict[str, Any]:
    """Every member of every module and class of the packages, by its dotted name."""
    found = {}
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] in PACKAGES:
            for key, member in vars(module).items():
                found[f"{name}.{key}"] = member
                if isinstance(member, type) and member.__module__ == name:
                    found |= {f"{name}.{key}.{part}": value for part, value in vars(member).items()}
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(replaced()))
