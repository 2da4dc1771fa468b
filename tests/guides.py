"""The guides in docs/ taken apart: fenced blocks, headings, links; and the kinds of finding that the code names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
GUIDES = ROOT / "docs" / "vejledning"
PACKAGE = ROOT / "rammeaftale"

# The functions and records that make findings, with the place of the kind among their arguments.
_MAKERS = {
    **dict.fromkeys(
        (
            "error",
            "warning",
            "note",
            "Must",
            "refused",
            "_refused",
            "Refused",
            "_fault",
            "Remark",
        ),
        0,
    ),
    **dict.fromkeys(("Diagnostic", "on_line", "on_driftsherre"), 1),
}
_KIND = re.compile(r"[a-z]+[0-9]*(?:-[a-z]+)*")
_PRINTED = re.compile(r"fejl\[([a-z][a-z0-9-]*)\]")
# Their tables of tokens, of tables' ids, of git's commands, of libraries and of charts look like tables of findings.
_NO_KINDS = {
    "engine/libraries.py",
    "read/markdown/parser.py",
    "render/figure_words.py",
    "takster/rules/text.py",
    "world/git.py",
    "world/git_process.py",
}
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def pages() -> tuple[Path, ...]:
    """The pages at the top, that of the tests, and every page below docs/."""
    return (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "tests" / "README.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    )


def guide(name: str) -> str:
    return (GUIDES / f"{name}.md").read_text("utf-8")


def blocks(text: str, language: str = "text") -> tuple[str, ...]:
    """The insides of the fenced blocks of that language, without the indentation that the fence has."""
    return tuple(
        re.sub(rf"^{match[1]}", "", match[3], flags=re.MULTILINE)
        for match in _FENCE.finditer(text)
        if match[2] == language
    )


def headings(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE))


def anchors(text: str) -> frozenset[str]:
    """The addresses that GitHub gives the headings."""
    return frozenset(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings(text))


def links(text: str) -> tuple[str, ...]:
    """Where the links and pictures lead; what stands in code is an example and leads nowhere."""
    return tuple(_LINK.findall(re.sub(r"`[^`\n]*`", "", _FENCE.sub("", text))))


@cache
def kinds_in_code() -> frozenset[str]:
    """Every kind that the package can give, also those of pages and products."""
    return frozenset(kind for path in PACKAGE.rglob("*.py") for kind in kinds_in(path))


def kinds_in(path: Path) -> frozenset[str]:
    """The kinds that one module of the package names."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    found = {kind for node in ast.walk(tree) if isinstance(node, ast.Call) for kind in _made(node)}
    if path.relative_to(PACKAGE).as_posix() not in _NO_KINDS:
        tables = (node for node in ast.walk(tree) if isinstance(node, (ast.Tuple, ast.Call)))
        found |= {kind for node in tables for kind in _listed(node)}
    return frozenset(found | set(_PRINTED.findall(text)))


def _made(call: ast.Call) -> Iterator[str]:
    """The kind that a call names itself, or by a choice between two."""
    place = _MAKERS.get(_name(call), len(call.args))
    for kind in call.args[place : place + 1]:
        yield from _literals(kind)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        for value in node.value.values:
            yield from _literals(value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _KIND.fullmatch(node.value):
        yield node.value


def _listed(node: ast.Tuple | ast.Call) -> Iterator[str]:
    """The kind in a row of a table: it stands beside a pattern, a Danish sentence or the word for what is meant."""
    parts = node.elts if isinstance(node, ast.Tuple) else node.args
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    names = [text for text in texts if _KIND.fullmatch(text)]
    dashed = [name for name in names if "-" in name]
    if any(isinstance(part, ast.Call) and _name(part) == "compile" for part in parts):
        yield from names
    elif len(dashed) == 1 and (len(texts) > len(names) or isinstance(node, ast.Tuple)):
        yield from dashed


def _name(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
