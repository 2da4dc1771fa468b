"""The types that `stubs/` gives the engine: every name in them is one that the installed engine has."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import re
from pathlib import Path

import pytest

STUBS = Path(__file__).parents[1] / "stubs"
MODULES = {
    ".".join(file.relative_to(STUBS).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(STUBS.rglob("*.pyi"))
}


@functools.cache
def source(package: str) -> str:
    """All source text of the engine's package."""
    folder = Path(inspect.getfile(importlib.import_module(package))).parent
    return "\n".join(file.read_text("utf-8") for file in sorted(folder.rglob("*.py")))


def unknown(module: str, body: list[ast.stmt], holder: object, name: str) -> list[str]:
    """What the stub says of `holder` that the engine does not: parts, parameters, attributes of objects."""
    lacking = []
    for part in body:
        if isinstance(part, ast.ClassDef | ast.FunctionDef):
            there = getattr(holder, part.name, None)
            if there is None:
                lacking.append(f"{name}.{part.name}")
            elif isinstance(part, ast.ClassDef):
                lacking += unknown(module, part.body, there, f"{name}.{part.name}")
            elif not isinstance(there, property) and not part.name.startswith("__"):
                known = inspect.signature(there).parameters
                named = [one.arg for one in (*part.args.args, *part.args.kwonlyargs) if one.arg not in ("self", "cls")]
                takes_any = any(one.kind is one.VAR_KEYWORD for one in known.values())
                lacking += [f"{name}.{part.name}({one})" for one in named if one not in known and not takes_any]
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            written = re.search(rf"[.'\"]{part.target.id}\b", source(module.partition(".")[0]))
            if written is None and not hasattr(holder, part.target.id):
                lacking.append(f"{name}.{part.target.id}")
    return lacking


@pytest.mark.parametrize("module", MODULES)
def test_the_engine_has_what_the_types_name(module: str) -> None:
    body = ast.parse(MODULES[module].read_text("utf-8")).body
    assert unknown(module, body, importlib.import_module(module), module) == []
