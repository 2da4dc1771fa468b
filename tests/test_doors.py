"""Who may touch what is outside: files through `world/` alone; processes, clock and environment as is named here.

Whatever is not named is found: a module of the standard library that is not known to be pure, a way to a file that
needs no import, and every use of the door itself.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "rammeaftale"
DOOR = "world/"

PURE = {
    "__future__", "abc", "binascii", "bisect", "codecs", "collections", "contextlib", "csv", "dataclasses",
    "datetime", "decimal", "difflib", "enum", "errno", "functools", "gc", "graphlib", "hashlib", "html", "io",
    "itertools", "json", "logging", "math", "operator", "posixpath", "re", "string", "struct", "sys", "textwrap",
    "traceback", "types", "typing", "unicodedata", "urllib.parse", "warnings", "xml", "zlib",
}  # fmt: skip
"""Modules of the standard library that reach nothing outside, apart from what OPEN_NAMES finds in them."""

USES: dict[str, frozenset[str]] = {
    # processes
    "shell/second_core.py": frozenset(("os", "multiprocessing")),
    "engine/typesetters.py": frozenset(("os", "multiprocessing", "signal", "time")),  # and how long they take
    "engine/child.py": frozenset(("os", "multiprocessing", "resource", "signal")),
    # the environment and the machine
    "shell/console.py": frozenset(("os", "gettext", "pathlib.Path")),
    "engine/versions.py": frozenset(("os", "ctypes")),
    "engine/libraries.py": frozenset(("ctypes",)),
    # paths as values, which go to the door unopened
    "shell/cli.py": frozenset(("pathlib.Path",)),
    "shell/earlier.py": frozenset(("pathlib.Path",)),
    "shell/output_in_git.py": frozenset(("os", "pathlib.Path")),
    "shell/endings.py": frozenset(("pathlib.Path",)),
    "shell/commands_maerk.py": frozenset(("pathlib.Path",)),
    "shell/commands_pdf.py": frozenset(("pathlib.Path",)),
    "shell/commands_rammeaftale.py": frozenset(("pathlib.Path",)),
    "shell/commands_sammenlign.py": frozenset(("pathlib.Path",)),
    "shell/commands_takster.py": frozenset(("pathlib.Path",)),
    "shell/commands_tjek.py": frozenset(("pathlib.Path",)),
    "shell/memo.py": frozenset(("pathlib.Path",)),
    # a file's parts, from bytes that are already here
    "read/tables/parts.py": frozenset(("zipfile",)),
}
"""What else a module may import from the standard library."""

BUILTINS = frozenset(["open", "print", "input", "eval", "exec", "compile", "__import__", "breakpoint"])
OPEN_NAMES = {
    "open", "open_code", "FileIO", "FileHandler", "basicConfig", "read_text", "read_bytes", "write_text",
    "write_bytes", "exists", "is_file", "is_dir", "is_symlink", "is_mount", "stat", "lstat", "resolve", "glob",
    "rglob", "iterdir", "unlink", "mkdir", "rmdir", "touch", "chmod", "symlink_to", "hardlink_to", "samefile",
    "expanduser", "readlink", "cwd", "listdir", "scandir", "makedirs", "environ", "getenv", "fork", "system",
    "popen", "urlopen", "now", "today", "utcnow", "iterparse", "modules", "import_module", "find_spec",
}  # fmt: skip
"""Attributes that lead to a file, the clock or a module, whatever they are attributes of."""
IN_MEMORY = {
    ("read/pictures/picture.py", "Image.open"),
    ("engine/inspect/objects.py", "spec.get_file().read_bytes"),
    ("engine/inspect/objects.py", "pikepdf.open"),
    ("read/tables/parts.py", "self._archive.open"),
    ("engine/speed/__init__.py", "sys.modules"),
    ("shell/console.py", "os.environ"),
    ("engine/typesetters.py", "os.environ"),
    ("engine/typesetters.py", "os.fork"),
}
"""Uses of them that open bytes which are already here, or are what USES lets the module do."""

TYPES = frozenset(("Source", "Refused", "World"))
THROUGH_THE_DOOR: dict[str, frozenset[str]] = {
    "shell/commands_maerk.py": frozenset(("DiskWorld", "Folder", "printable")),
    "shell/commands_pdf.py": frozenset(("Folder", "given_file")),
    "shell/commands_rammeaftale.py": frozenset(("DiskWorld", "RecordingWorld", "own_folder", "stamp", "sweep_scratch")),
    "shell/commands_sammenlign.py": frozenset(("DiskWorld", "open_commit", "printable")),
    "shell/commands_takster.py": frozenset(("DiskWorld", "Folder", "RecordingWorld", "own_folder", "path_in")),
    "shell/commands_tjek.py": frozenset(("DiskWorld", "RecordingWorld", "open_commit", "printable", "stamp")),
    "shell/console.py": frozenset(
        ("add_to_page", "own_folder", "own_path", "printable")
    ),  # gettext opens the catalogue
    "shell/content.py": frozenset(("PROGRAM",)),
    "shell/documents.py": frozenset(("printable",)),
    "shell/answer_folder.py": frozenset(("Folder",)),
    "shell/output_in_git.py": frozenset(("Git",)),
    "shell/earlier.py": frozenset(("FOLDERS", "GitWorld", "PROGRAM", "one_digest", "open_commit", "program_digests")),
    "shell/editions.py": frozenset(("printable",)),
    "shell/endings.py": frozenset(
        ("disk_remedy", "disk_words", "has_given_out", "own_folder", "printable", "status_when_stopped")
    ),
    "shell/second_core.py": frozenset(("die_of_signals",)),
    "shell/start.py": frozenset(("home_of", "prepare", "status_when_stopped")),
    "engine/versions.py": frozenset(("LOCK_FILE", "installed", "locked", "own_text", "package_file")),
    "figures/vega.py": frozenset(("package_path",)),  # vl_convert opens the fonts
    "shell/memo.py": frozenset(("Folder",)),
    "shell/pipeline.py": frozenset(("PROGRAM",)),
    "shell/publish.py": frozenset(("Folder", "program_digests")),
    "shell/recipes.py": frozenset(("one_digest", "program_digests")),
    "model/letters.py": frozenset(("PROGRAM", "own_text")),  # the list of widths is part of the program, as a module is
    "render/style_sheets.py": frozenset(("own_text",)),
    "render/hyphenation.py": frozenset(("PROGRAM", "own_text")),  # the list is part of the program, as a module is
    "engine/child.py": frozenset(("die_of_signals", "disk_words", "within")),
    "engine/typesetters.py": frozenset(("own_path", "scratch_folder", "signals_wait")),  # fontconfig opens that path
}
"""What each module takes from `world/` besides the types. Pure stages take nothing."""

WAYS_OUT = """
import os
import os.path
from os import walk
from os.path import exists
import shutil
import glob
import tempfile
import subprocess
import importlib.resources
from importlib import resources
from importlib.metadata import version
import pkgutil
import ctypes
import mmap
import sqlite3
import socket
from urllib.request import urlopen
import urllib.request
import fileinput
import time
import random
import secrets
import platform
import zipfile
import runpy
import asyncio
from pathlib import Path
import pathlib
open('x')
f = open
print('x')
eval('1')
exec('1')
__import__('os')
p.read_text()
p.open()
p.exists()
p.stat()
p.glob('*')
p.resolve()
p.iterdir()
p.touch()
p.mkdir()
io.open('x')
codecs.open('x')
io.FileIO('x')
datetime.now()
date.today()
sys.modules['os']
getattr(p, 'read_bytes')()
methodcaller('unlink')(p)
logging.FileHandler('x')
ElementTree.iterparse('x')
"""
PLAIN = """
import re
from xml.etree import ElementTree
from urllib.parse import urlsplit
re.compile('x')
from pathlib import PurePosixPath
resolve_edition(x)
from datetime import date
now = 1
walk(x)
"""

PATHS = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}
OUTSIDE = {
    name: tuple(ast.walk(ast.parse(path.read_text("utf-8"))))
    for name, path in PATHS.items()
    if not name.startswith(DOOR)
}
"""Every node of every module that is not the door."""


def _imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The full names of what a module imports: `os`, `pathlib.Path`, `xml.etree.ElementTree`."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _within(name: str, known: Set[str]) -> bool:
    """Whether a name, or what it is a part of, is known: `xml` knows `xml.etree.ElementTree`."""
    parts = name.split(".")
    return any(".".join(parts[:count]) in known for count in range(1, len(parts) + 1))


def _strange(name: str, nodes: Sequence[ast.AST]) -> list[str]:
    """Ways to the outside in a module that nobody has named."""
    known = PURE | USES.get(name, frozenset()) | {"pathlib.PurePosixPath"}
    standard = (one for one in _imported(nodes) if one.split(".")[0] in sys.stdlib_module_names)
    found = [one for one in standard if not _within(one, known)]
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in BUILTINS:
            found.append(node.id)
        elif isinstance(node, ast.Attribute) and node.attr in OPEN_NAMES:
            found += [words for words in [ast.unparse(node)] if (name, words) not in IN_MEMORY]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("getattr", "attrgetter", "methodcaller"):
            words = [one.value for one in node.args if isinstance(one, ast.Constant)]
            found += [word for word in words if word in OPEN_NAMES]
    return found


def test_only_who_is_named_touches_the_outside() -> None:
    strange = {name: found for name, nodes in OUTSIDE.items() if (found := _strange(name, nodes))}
    assert strange == {}


def test_what_is_named_is_used() -> None:
    imports = {name: set(_imported(nodes)) for name, nodes in OUTSIDE.items()}
    unused = [
        (name, one)
        for name, uses in USES.items()
        for one in uses
        if not any(found == one or found.startswith(f"{one}.") for found in imports[name])
    ]
    assert unused == []
    attributes = {name: [one for one in OUTSIDE[name] if isinstance(one, ast.Attribute)] for name, _ in IN_MEMORY}
    assert [use for use in sorted(IN_MEMORY) if use[1] not in map(ast.unparse, attributes[use[0]])] == []


def test_the_door_is_used_by_who_is_named_and_for_that_alone() -> None:
    used = {
        name: frozenset(one.rpartition(".")[2] for one in _imported(nodes) if one.startswith("rammeaftale.world"))
        for name, nodes in OUTSIDE.items()
    }
    assert {name: names - TYPES for name, names in used.items() if names - TYPES} == THROUGH_THE_DOOR


@pytest.mark.parametrize("line", WAYS_OUT.strip().splitlines())
def test_every_way_out_is_found(line: str) -> None:
    assert _strange("check/content.py", tuple(ast.walk(ast.parse(line)))), line


@pytest.mark.parametrize("line", PLAIN.strip().splitlines())
def test_what_is_pure_is_let_be(line: str) -> None:
    assert not _strange("check/content.py", tuple(ast.walk(ast.parse(line))))
