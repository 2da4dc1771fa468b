"""Values → YAML in the style that stands there, or in quotes where that style would read it as something else.

Values are plain data: a text, keys with values, or a list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rammeaftale.read.yaml.lines import quoted
from rammeaftale.read.yaml.nodes import Mapping as MappingNode
from rammeaftale.read.yaml.nodes import Scalar
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source

WIDTH = 120
YamlData = str | Mapping[str, Any] | Sequence[Any]
Data = str | tuple[Any, ...]
"""The same with tuples for all but texts, so that two can be compared in order."""
_BREAKABLE = re.compile(r"(?<=[^ ]) (?=[^ ])")


def tokens(value: str, old: str, indent: int, room: int) -> Iterator[str]:
    """Ways to write a value in place of the characters `old`, the best first; not all of them say what was meant.

    `indent` is how many blanks the lines after the first begin with, `room` how many characters are left on the first.
    """
    style = old[:1]
    if style in ("|", ">") and "\n" in old:
        header = old.split("\n")[0]
        yield "\n".join((header, *_under(value, style, indent)))
    elif style == "'":
        yield _folded("'" + value.replace("'", "''") + "'", old, indent, room)
    elif style == '"' and '"' not in value and "\\" not in value:
        yield _folded(f'"{value}"', old, indent, room)
    elif style != '"':
        yield _folded(value, old, indent, room)
        yield _folded(quoted(value), old, indent, room)
    yield _in_double_quotes(value, indent)


def _in_double_quotes(value: str, indent: int) -> str:
    """Any value; a line feed is a blank line in the quotes, since the reader refuses an escape that cannot be seen."""
    written = "\n".join(json.dumps(line, ensure_ascii=False)[1:-1] for line in value.split("\n"))
    return '"' + re.sub(r"\n+", lambda feeds: f"{feeds[0]}\n{' ' * indent}", written) + '"'


def _under(value: str, style: str, indent: int) -> list[str]:
    """The lines of a value under its mark; under `>` a blank line is a line feed, and lines are broken at blanks."""
    lines: list[str] = []
    for part in value.split("\n"):
        if style == ">":
            lines += ["", *_broken(part, WIDTH - indent)] if lines else _broken(part, WIDTH - indent)
        else:
            lines.append(part)
    return [f"{' ' * indent}{line}".rstrip(" ") for line in lines]


def _folded(token: str, old: str, indent: int, room: int) -> str:
    """A value over several lines where the old one was, or where it would be too long for one."""
    if "\n" not in old and len(token) <= room:
        return token
    return f"\n{' ' * indent}".join(_broken(token, WIDTH - indent, room))


def _broken(text: str, width: int, room: int | None = None) -> list[str]:
    """The text broken at single blanks into lines of at most `width`, the first of at most `room`."""
    lines: list[str] = []
    words = _BREAKABLE.split(text)
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > (width if lines or room is None else room):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}"
    return [*lines, line]


def as_data(value: YamlData) -> Data:
    """The value as tuples."""
    match value:
        case str():
            return value
        case Mapping():
            return tuple((key, as_data(inner)) for key, inner in value.items())
        case _:
            return tuple(as_data(inner) for inner in value)


def plain_texts(value: YamlData) -> Iterator[str]:
    """Every text and every key in a value."""
    match value:
        case str():
            yield value
        case Mapping():
            yield from value
            for inner in value.values():
                yield from plain_texts(inner)
        case _:
            for inner in value:
                yield from plain_texts(inner)


def row_lines(key: str, value: YamlData, indent: str) -> list[str]:
    """The lines of a key with its value, or of a point when the key is empty."""
    mark = f"{indent}{key}:" if key else f"{indent}-"
    match value:
        case str():
            return f"{mark} {_token(value, len(indent) + 2)}".split("\n")
        case Mapping():
            inside = [line for name, inner in value.items() for line in row_lines(name, inner, f"{indent}  ")]
        case _:
            inside = [line for inner in value for line in row_lines("", inner, f"{indent}  ")]
    return [mark, *inside] if key else [f"{mark} {inside[0].lstrip()}", *inside[1:]]


def _token(value: str, indent: int) -> str:
    """The value as it is where it is read back so, else in quotes."""
    for token in (value, quoted(value)):
        read = parse_yaml(Source("", f"k: {token}\n".encode()))
        written = read.value.get("k") if read.ok and isinstance(read.value, MappingNode) else None
        if isinstance(written, Scalar) and written.value == value:
            return token
    return _in_double_quotes(value, indent)
