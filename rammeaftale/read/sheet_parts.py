"""Bytes of an .xlsx → its parts, safely unpacked, and what the cell reader cannot tell: extent, errors, dead formulas.

An .xlsx is a zip of XML files. The cell reader fills the whole rectangle from the first to the last cell before anyone
can ask how large it is, and gives a cell with `#REF!` as an empty one; so both are read here first.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

MAX_UNPACKED = 100_000_000
"""Bytes a workbook may unpack to: a few kilobytes can be made to fill a machine."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = 26


class BrokenParts(Exception):  # noqa: N818  the file's fault, not ours
    """The bytes are no workbook that can be taken apart."""


class TooLarge(Exception):  # noqa: N818
    """The parts say that they unpack to more than MAX_UNPACKED bytes."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a sheet reaches, and which of its cells have no usable value.

    `rows` and `columns` are the last ones with a value, from 1; 0 when empty. `failed` has, by the cell's name
    (`AB12`), the error that it shows, empty for a formula whose result is not stored.
    """

    rows: int
    columns: int
    failed: Mapping[str, str]


def unpack(data: bytes) -> Mapping[str, bytes]:
    """The parts by name. Raises BrokenParts or TooLarge."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise TooLarge
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError) as problem:
        raise BrokenParts from problem


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The same parts as a plain zip, so that the next reader meets what was unpacked here and nothing beside it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def extents(parts: Mapping[str, bytes]) -> Mapping[str, Extent]:
    """The extent of every worksheet by its name. Raises BrokenParts."""
    try:
        book = _xml(parts["xl/workbook.xml"])
        links = _xml(parts["xl/_rels/workbook.xml.rels"])
    except KeyError as problem:
        raise BrokenParts from problem
    targets = {link.get("Id", ""): link.get("Target", "") for link in links if "worksheet" in link.get("Type", "")}
    found = {}
    for sheet in book.iterfind(".//{*}sheet"):
        target = targets.get(next((value for key, value in sheet.items() if key.endswith("}id")), ""))
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""
        if part in parts:
            found[sheet.get("name", "")] = _extent(_xml(parts[part]))
    return found


def _xml(data: bytes) -> ElementTree.Element:
    """The tree of a part. A document type has no place in a workbook, and is how XML is made to explode."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BrokenParts
    try:
        return ElementTree.fromstring(data)  # noqa: S314  no document type, so no entities
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        raise BrokenParts from problem


def _extent(tree: ElementTree.Element) -> Extent:
    space = tree.tag.removesuffix("worksheet")
    formula, value = f"{space}f", f"{space}v"
    reached: dict[str, int] = {}
    failed: dict[str, str] = {}
    for cell in tree.iter(f"{space}c"):
        match = _REFERENCE.fullmatch(cell.get("r", ""))
        if match is None:  # Excel always names the cell; another name could be read as one far away
            raise BrokenParts
        if not len(cell):
            continue
        letters, row = match.groups()
        reached[letters] = max(reached.get(letters, 0), int(row))
        kind = cell.get("t")
        if kind == "e":
            failed[match[0]] = cell.findtext(value) or "#FEJL"
        elif cell[0].tag == formula and kind != "str" and not cell.findtext(value):
            failed[match[0]] = ""
    return Extent(max(reached.values(), default=0), max(map(column_number, reached), default=0), failed)


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
