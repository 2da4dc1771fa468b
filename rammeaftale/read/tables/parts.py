"""Bytes of a zip of XML files (.xlsx, .ods) → its parts, safely unpacked, and a safe walk through the XML."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from rammeaftale.base.diagnostics import Refused

MAX_UNPACKED = 150_000_000
"""Bytes that the parts of a file may unpack to: a few kilobytes can be made to fill a machine."""
MAX_RATIO = 300
"""How many times its size a file may grow when it is unpacked; a sheet with one value in all cells stays below 100."""
SMALL = 5_000_000
"""Bytes unpacked below which the ratio does not matter."""
MAX_PARTS = 2_000
SAVE = "gem den som »Excel-projektmappe (*.xlsx)«"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def broken() -> Refused:
    """The refusal of bytes that cannot be taken apart."""
    message = "filen er ødelagt eller kun hentet halvt og kan ikke læses"
    hint = f"åbn filen i Excel, og {SAVE}; bed om en ny fil, hvis den ikke kan åbnes"
    return Refused("excel-ulaeselig", message, hint)


class Parts(Mapping[str, bytes]):
    """The parts of a zip by name, each unpacked when it is asked for. Raises Refused when made."""

    def __init__(self, data: bytes) -> None:
        with zip_faults():
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        entries = self._archive.infolist()
        total = sum(entry.file_size for entry in entries)
        is_bomb = total > SMALL and total > MAX_RATIO * len(data)
        if total > MAX_UNPACKED or is_bomb or len(entries) > MAX_PARTS:
            raise Refused(
                "excel-for-stor",
                "filen fylder for meget, når den pakkes ud",
                "kopiér kun cellerne med data over i en ny fil, og gem den",
            )
        self._entries = {entry.filename: entry for entry in entries}

    def __getitem__(self, name: str) -> bytes:
        """The part's bytes, never more than the zip's table said, whatever it unpacks to."""
        entry = self._entries[name]
        if entry.compress_type not in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):  # the others cannot be unpacked by halves
            raise broken()
        with zip_faults(), self._archive.open(entry) as part:
            return part.read(entry.file_size + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    @property
    def is_locked(self) -> bool:
        """True when a part can only be had with a password."""
        return any(entry.flag_bits & 1 for entry in self._entries.values())


class zip_faults:  # noqa: N801  used as a function
    """`with`: whatever the zip reader can raise over hurt bytes becomes `broken`."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        faults = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError, NotImplementedError)
        if isinstance(problem, faults):
            raise broken() from problem


def unpack(data: bytes) -> Mapping[str, bytes]:
    """All parts by name. Raises Refused."""
    return dict(Parts(data))


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a plain zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def walk(
    data: bytes, start: Start, end: End | None = None, text: Text | None = None, separator: str | None = None
) -> None:
    """Call back for every element. A document type has no place here, and is how XML is made to explode.

    With a `separator`, names are the namespace, the separator and the local name. Raises Refused.
    """
    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise broken() from problem


def _refuse(*_: object) -> None:
    raise broken()
