"""Objects to bytes: plain values first, and each object once. The writer asks for all again for the file's ID."""

from __future__ import annotations

from typing import Any

import pydyf

_ORIGINAL_BYTES = pydyf._to_bytes
_ORIGINAL_WRITE = pydyf.PDF.write
_ORIGINAL_STREAM = pydyf.Stream.data.fget  # type: ignore[attr-defined]  # the property itself
_ORIGINAL_DICTIONARY = pydyf.Dictionary.data.fget  # type: ignore[attr-defined]


class _Now:
    """The file that is being written just now: the bytes of its numbered objects by identity; None in between."""

    written: dict[int, bytes] | None = None


def to_bytes(item: Any) -> bytes:
    """A value as it stands in a file."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    return _ORIGINAL_BYTES(item)


def write(pdf: Any, *arguments: Any, **options: Any) -> None:
    """Write the file. Nothing changes an object while that goes on."""
    _Now.written = {}
    try:
        _ORIGINAL_WRITE(pdf, *arguments, **options)
    finally:
        _Now.written = None


def _stream_data(stream: Any) -> bytes:
    return _once(stream, _ORIGINAL_STREAM)


def _dictionary_data(dictionary: Any) -> bytes:
    return _once(dictionary, _ORIGINAL_DICTIONARY)


def _once(item: Any, data: Any) -> bytes:
    written = _Now.written
    if item.number is None or written is None:
        return data(item)  # type: ignore[no-any-return]
    found = written.get(id(item))
    if found is None:
        found = written[id(item)] = data(item)
    return found


FUNCTIONS = ((_ORIGINAL_BYTES, to_bytes),)
MEMBERS = (
    (pydyf.PDF, "write", write),
    (pydyf.Stream, "data", property(_stream_data)),
    (pydyf.Dictionary, "data", property(_dictionary_data)),
)
