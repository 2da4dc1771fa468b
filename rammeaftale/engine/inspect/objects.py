"""Takes an opened PDF; gives every object in it as plain data, read in one go.

Asking the library for one key at a time costs more than all the checks together. The form is qpdf's JSON (version 2): a
name begins with »/«, a text with »u:« (or »b:« and its bytes in hexadecimal), and »12 0 R« leads to another object.
"""

from __future__ import annotations

import json
from typing import Any

import pikepdf


class Objects:
    """A file's objects: `root` is its catalog, `pages` its pages in order and `numbers` their places by reference."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        pages = [_reference(page.obj) for page in pdf.pages]
        every = list(pdf.objects)
        values = _loaded(b"[" + b",".join([one.to_json(dereference=True) for one in every]) + b"]")
        self._pdf = pdf
        self._table: dict[str, Any] = dict(zip(map(_reference, every), values, strict=True))
        self.root = self.dictionary(_reference(pdf.Root))
        self.pages = [self.dictionary(page) for page in pages]
        self.numbers = {page: number for number, page in enumerate(pages)}

    def at(self, value: Any) -> Any:
        """What a value stands for: nothing but a reference begins with a digit."""
        return self._table.get(value) if isinstance(value, str) and value[:1].isdigit() else value

    def dictionary(self, value: Any) -> dict[str, Any]:
        """The dictionary (or the stream's) that a value stands for; empty when it is none."""
        found = self.at(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: Any) -> list[Any]:
        """The array that a value stands for, its items still unread; empty when it is none."""
        found = self.at(value)
        return found if isinstance(found, list) else []

    def stream(self, reference: Any) -> bytes | None:
        """The decoded bytes of a stream; None when the value leads to none."""
        found = self._pdf.get_object(_numbers(reference)) if number_of(reference) else None
        return bytes(found.get_stream_buffer()) if isinstance(found, pikepdf.Stream) else None

    def every(self) -> list[dict[str, Any]]:
        """Every dictionary and stream that stands by itself in the file."""
        return [one for one in self._table.values() if isinstance(one, dict)]


def number_of(reference: Any) -> int:
    """The object's number; 0 for a value that stands inside another object."""
    return _numbers(reference)[0] if isinstance(reference, str) and reference[:1].isdigit() else 0


def is_text(value: Any) -> bool:
    """Whether a value is a string of the file, not a name."""
    return isinstance(value, str) and value[:2] in ("u:", "b:")


def said(value: Any) -> str:
    """A value as a person reads it; names keep their slash."""
    if isinstance(value, str) and value.startswith("u:"):
        return value[2:]
    if isinstance(value, str) and value.startswith("b:"):
        return str(pikepdf.String(bytes.fromhex(value[2:])))
    return str(value)


def parsed(written: bytes) -> list[Any]:
    """Values that stand in a row in a content stream."""
    found: list[Any] = _loaded(pikepdf.Object.parse(b"[" + written + b"]").to_json())
    return found


def _loaded(written: bytes) -> Any:
    try:
        return json.loads(written)
    except ValueError as problem:  # a number that PDF allows and JSON does not
        raise pikepdf.PdfError(str(problem)) from problem


def _reference(one: pikepdf.Object) -> str:
    number, generation = one.objgen
    return f"{number} {generation} R"


def _numbers(reference: str) -> tuple[int, int]:
    number, generation, _ = reference.split()
    return int(number), int(generation)
