"""Small faults made on purpose: every place in a file's functions where one can be made, always in the same order.

A fault is made in the syntax tree, never in the file. Left alone: what stands outside functions, decorators, type
annotations, docstrings, and changes that fall without a test (a minus between two texts).
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALL_PAIRS = (
    *(("any", "all"), ("min", "max"), ("startswith", "endswith"), ("lower", "upper"), ("lstrip", "rstrip")),
    *(("removeprefix", "removesuffix"), ("partition", "rpartition")),
)
_CALLS = {
    **{one: other for pair in _CALL_PAIRS for one, other in (pair, pair[::-1])},
    "sorted": "list",
    "fullmatch": "match",
    "search": "match",
}
_SAME_EITHER_WAY = frozenset({"suppress", "isinstance", "min", "max", "cast"})
"""Calls whose first two arguments may change places, or never may."""
_CONTAINERS = (ast.JoinedStr, ast.Tuple, ast.List)

T = TypeVar("T")
_Place = tuple[ast.AST, str, int | None]
"""Where a node hangs: its parent, the field, and the index where the field is a list."""


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
            for other in _others(node, place):
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


def _put(place: _Place, node: ast.AST) -> None:
    parent, field, index = place
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _nodes(definition: ast.FunctionDef) -> Iterator[tuple[ast.AST, _Place, ast.AST, ast.stmt]]:
    """The nodes of a function without those of inner ones: where each hangs, what to show of it, and its statement."""
    for default in ("defaults", "kw_defaults"):
        for index, node in enumerate(getattr(definition.args, default)):
            if node is not None:
                yield node, (definition.args, default, index), node, definition
    for index, statement in enumerate(definition.body):
        yield from _below(statement, (definition, "body", index), None, statement)


def _below(
    node: ast.AST, place: _Place, shown: ast.AST | None, statement: ast.stmt
) -> Iterator[tuple[ast.AST, _Place, ast.AST, ast.stmt]]:
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


def _others(node: ast.AST, place: _Place) -> Iterator[ast.AST]:
    """What may stand in the node's stead."""
    parent, field, _ = place
    if field in ("test", "ifs", "guard"):
        yield from (ast.Constant(truth) for truth in (True, False) if not isinstance(parent, ast.While) or not truth)
    match node:
        case ast.Slice(lower, upper, step):
            for bounds in ((None, upper), (lower, None)):
                if bounds != (lower, upper):
                    yield ast.Slice(lower=bounds[0], upper=bounds[1], step=step)
        case ast.expr():
            yield from _expressions(node)
        case ast.stmt():
            yield from _statements(node)


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))  # what yields nothing is still a generator
        case ast.Expr() | ast.Raise() | ast.Continue() | ast.Break() | ast.AugAssign() | ast.Return(value=None):
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]) | ast.Delete():
            yield ast.Pass()
        case ast.Return(value=value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))


def _expressions(node: ast.expr) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, ops, comparators):
            for index, op in enumerate(ops):
                for other in _COMPARISONS[type(op)]:
                    yield ast.Compare(left, [*ops[:index], other(), *ops[index + 1 :]], comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from (ast.BoolOp(op, rest) if len(rest) > 1 else rest[0] for rest in _one_out(values))
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in _ARITHMETIC and not _of_texts(left, right):
            yield ast.BinOp(left, _ARITHMETIC[type(op)](), right)
        case ast.IfExp(_, body, orelse):
            yield from (body, orelse)
        case ast.Constant(value):
            yield from _constants(value)
        case ast.Call():
            yield from _called(node)
        case _:
            yield from _collections(node)


def _collections(node: ast.expr) -> Iterator[ast.AST]:
    """The collection without one of its elements."""
    match node:
        case ast.Tuple(elements, ast.Load()) if len(elements) > 1:
            yield from (ast.Tuple(rest, ast.Load()) for rest in _one_out(elements))
        case ast.List(elements, ast.Load()) if len(elements) > 1:
            yield from (ast.List(rest, ast.Load()) for rest in _one_out(elements))
        case ast.Set(elements) if len(elements) > 1:
            yield from (ast.Set(rest) for rest in _one_out(elements))
        case ast.Dict(keys, values):
            yield from (ast.Dict(*rest) for rest in zip(_one_out(keys), _one_out(values), strict=True))


def _one_out(parts: list[T]) -> Iterator[list[T]]:
    return ([*parts[:index], *parts[index + 1 :]] for index in range(len(parts)))


def _of_texts(*nodes: ast.expr) -> bool:
    return any(isinstance(node, _CONTAINERS) or _is_text(node) for node in nodes)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)


def _constants(value: object) -> Iterator[ast.AST]:
    match value:
        case bool():
            yield ast.Constant(not value)
        case int() | float():
            yield ast.Constant(value + 1)
        case str() | bytes():
            yield ast.Constant(type(value)() if value else "x" if isinstance(value, str) else b"x")


def _called(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in _CALLS:
        func = node.func
        other = ast.Name(_CALLS[name], ast.Load())
        called = ast.Attribute(func.value, _CALLS[name], ast.Load()) if isinstance(func, ast.Attribute) else other
        yield ast.Call(called, node.args, node.keywords)
    yield from (ast.Call(node.func, args, node.keywords) for args in _changed_places(node.args, name))
    for keyword, rest in zip(node.keywords, _one_out(node.keywords), strict=True):
        if keyword.arg:
            yield ast.Call(node.func, node.args, rest)


def _changed_places(args: list[ast.expr], name: str) -> Iterator[list[ast.expr]]:
    """The first two arguments in each other's place."""
    if len(args) < 2 or name in _SAME_EITHER_WAY or any(isinstance(arg, ast.Starred) for arg in args[:2]):
        return
    if ast.dump(args[0]) != ast.dump(args[1]):
        yield [args[1], args[0], *args[2:]]
