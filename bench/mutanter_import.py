"""Modules imported from other syntax trees than those of their files."""

from __future__ import annotations

import ast
import importlib.util
import os
from collections.abc import Mapping
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

_ROOT = Path(__file__).resolve().parent.parent


def module_name(path: str) -> str:
    """`rammeaftale.base.danish`, from the path in the repository."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class Finder:
    """Imports modules, by name, from other trees than those of their files."""

    def __init__(self, trees: Mapping[str, tuple[str, ast.Module]]) -> None:
        self._trees = trees

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """The module, when it is one of them."""
        if name not in self._trees:
            return None
        path = _ROOT / self._trees[name][0]
        inside = [os.fspath(path.parent)] if path.name == "__init__.py" else None
        loader = _Loader(name, os.fspath(path))
        loader.code = compile(self._trees[name][1], path, "exec")
        return importlib.util.spec_from_file_location(name, path, loader=loader, submodule_search_locations=inside)


class _Loader(SourceFileLoader):
    code: CodeType

    def get_code(self, _: str) -> CodeType:
        return self.code
