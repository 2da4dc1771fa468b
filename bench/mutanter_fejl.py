"""Small faults made on purpose: every place in a file's functions where one can be made, always in the same order.

A fault is made in the syntax tree, never in the file. Left alone: what stands outside functions, decorators, type
annotations, docstrings, and changes that fall without a test (a minus between two texts).
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bench.mutanter_aendringer import Place, others


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a file: its name with what it stands in, its first and last line, and the digest of its text."""

    name: str
    first: int
    last: int
    digest: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault, the `index`'th of the file. `text` is the source line, `change` what became of what.

    `statement` is the line on which its statement begins, None for what a parameter is when it is not given.
    """

    path: str
    index: int
    function: Function
    line: int
    text: str
    change: str
    statement: int | None

    @property
    def key(self) -> tuple[str, str, str]:
        """What the fault says: it lasts when lines move."""
        return self.function.name, self.text, self.change


def functions(source: str) -> tuple[Function, ...]:
    """The file's functions, the outer before the inner."""
    return tuple(function for _, function in _functions(ast.parse(source), source.splitlines()))


def mutants(path: str, source: str) -> tuple[Mutant, ...]:
    """Every fault that can be made in the file."""
    return tuple(_faults(path, source, ast.parse(source)))


def mutated(path: str, source: str, index: int) -> ast.Module:
    """The file's tree with that fault in it."""
    tree = ast.parse(source)
    for mutant in _faults(path, source, tree):
        if mutant.index == index:
            return ast.fix_missing_locations(tree)
    raise IndexError(index)


def counting(path: str, source: str, name: str) -> ast.Module:
    """The file's tree, in which each statement of a function first adds (path, line) to what has that name."""
    tree = ast.parse(source)
    for definition, _ in list(_functions(tree, source.splitlines())):
        for node in ast.walk(definition):
            for field in ("body", "orelse", "finalbody"):
                statements = getattr(node, field, None)
                if isinstance(statements, list) and not isinstance(node, ast.ClassDef):
                    setattr(node, field, [part for one in statements for part in _counted(one, path, name)])
    return ast.fix_missing_locations(tree)


def _counted(statement: ast.stmt, path: str, name: str) -> tuple[ast.stmt, ...]:
    if _says_nothing(statement):
        return (statement,)
    call = ast.parse(f"{name}.add(({path!r}, {statement.lineno}))").body[0]
    return ast.copy_location(call, statement), statement


def _functions(tree: ast.AST, lines: list[str], outer: str = "") -> Iterator[tuple[ast.FunctionDef, Function]]:
    for node in ast.iter_child_nodes(tree):
        inner = outer
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            inner = f"{outer}{node.name}."
        if isinstance(node, ast.FunctionDef):
            first, last = (
                min((node.lineno, *(part.lineno for part in node.decorator_list))),
                node.end_lineno or node.lineno,
            )
            digest = hashlib.sha256("\n".join(lines[first - 1 : last]).encode()).hexdigest()[:12]
            yield node, Function(inner[:-1], first, last, digest)
        yield from _functions(node, lines, inner)


def _faults(path: str, source: str, tree: ast.Module) -> Iterator[Mutant]:
    """Each fault, which stands in `tree` until the next one is asked for."""
    lines, index = source.splitlines(), 0
    for definition, function in _functions(tree, lines):
        for node, place, shown, statement in _nodes(definition):
            before = ast.unparse(shown)
            line = _line(node) or _line(statement)
            begins = None if statement is definition else _line(statement)
            made = {before}
            for other in others(node, place):
                _put(place, other)
                after = _text(other if shown is node else shown)
                if after not in made:
                    made.add(after)
                    change = f"{before} → {after}"
                    yield Mutant(path, index, function, line, lines[line - 1].strip(), change, begins)
                    index += 1
            _put(place, node)


def _text(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(node))


def _line(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def _put(place: Place, node: ast.AST) -> None:
    parent, field, index = place
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _nodes(definition: ast.FunctionDef) -> Iterator[tuple[ast.AST, Place, ast.AST, ast.stmt]]:
    """The nodes of a function without those of inner ones: where each hangs, what to show of it, and its statement."""
    for default in ("defaults", "kw_defaults"):
        for index, node in enumerate(getattr(definition.args, default)):
            if node is not None:
                yield node, (definition.args, default, index), node, definition
    for index, statement in enumerate(definition.body):
        yield from _below(statement, (definition, "body", index), None, statement)


def _below(
    node: ast.AST, place: Place, shown: ast.AST | None, statement: ast.stmt
) -> Iterator[tuple[ast.AST, Place, ast.AST, ast.stmt]]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef) or _says_nothing(node):
        return
    statement = node if isinstance(node, ast.stmt) else statement
    shown = shown or (node if isinstance(node, ast.JoinedStr) else None)
    yield node, place, shown or node, statement
    for field, value in ast.iter_fields(node):
        if field == "annotation":
            continue
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, ast.AST):
                yield from _below(child, (node, field, index), shown, statement)


def _says_nothing(node: ast.AST) -> bool:
    """Docstrings, and what is there for the type checker."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False
