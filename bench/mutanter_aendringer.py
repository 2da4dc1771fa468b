"""What may stand in a node's stead: the small faults themselves, as pieces of a syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
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
Place = tuple[ast.AST, str, int | None]
"""Where a node hangs: its parent, the field, and the index where the field is a list."""


def others(node: ast.AST, place: Place) -> Iterator[ast.AST]:
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
