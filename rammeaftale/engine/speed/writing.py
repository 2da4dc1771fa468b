"""Objects to bytes, each once: the writer asks for all again for the file's ID."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf

_ORIGINAL_WRITE = pydyf.PDF.write


class _Now:
    """The file that is being written just now: the bytes of its numbered objects by identity; None in between."""

    written: dict[int, bytes] | None = None


def _write(pdf: pydyf.PDF, *arguments: Any, **options: Any) -> None:
    """Write the file. Nothing changes an object while that goes on."""
    _Now.written = {}
    try:
        _ORIGINAL_WRITE(pdf, *arguments, **options)
    finally:
        _Now.written = None


def _once(data: Callable[[Any], bytes]) -> property:
    """The bytes of an object, worked out once for a file."""

    def known(item: pydyf.Object) -> bytes:
        written = _Now.written
        if item.number is None or written is None:
            return data(item)
        found = written.get(id(item))
        if found is None:
            found = written[id(item)] = data(item)
        return found

    return property(known)


REPLACED = (
    (pydyf.PDF, "write", _write),
    (pydyf.Stream, "data", _once(vars(pydyf.Stream)["data"].fget)),
    (pydyf.Dictionary, "data", _once(vars(pydyf.Dictionary)["data"].fget)),
)
