"""Bytes of a zip of XML files (.xlsx, .ods) → its parts, safely unpacked, and safe ways through the XML."""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn
from xml.parsers import expat

from rammeaftale.base.diagnostics import Refused

MAX_UNPACKED = 150_000_000
"""Bytes that the parts of a file may unpack to: a few kilobytes can be made to fill a machine."""
_MAX_RATIO = 300
"""How many times its size a file may grow when it is unpacked; a sheet with one value in all cells stays below 100."""
SMALL = 5_000_000
"""Bytes unpacked below which the ratio does not matter."""
_MAX_PARTS = 2_000
"""A workbook with a hundred sheets, each with its notes and drawings, has a quarter of that."""
_PIECE = 100_000
"""Bytes that are parsed before what was met is handed on."""
HURT = (struct.error, ValueError, LookupError, ArithmeticError, TypeError)
"""What reading hurt bytes can raise; every other exception is a mistake in the program."""
_NO_LETTERS = bytes((*range(9), 11, 12, *range(14, 32)))
"""Bytes that XML cannot hold, not even escaped, though some programs write them, such as Word's line break (11)."""
_REFERENCE = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_LOST_LETTER = "\ufffd".encode()
_WIDE_LETTERS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
SAVE = "vælg Filer > Gem som > Excel-projektmappe (*.xlsx)"
"""Where Excel has it."""


def broken() -> Refused:
    """The refusal of bytes that cannot be taken apart."""
    message = "filen er ødelagt eller kun hentet halvt og kan ikke læses"
    hint = f"åbn filen i Excel, og {SAVE}; kan den ikke åbnes, skal den sendes igen"
    return Refused("excel-ulaeselig", message, hint)


def with_macros() -> Refused:
    """What is said of a file with a program in it, which is never run; the cells are read."""
    return Refused(
        "excel-makro",
        "filen har makroer, og dem bruger vi ikke",
        f"åbn filen i Excel, {SAVE}, og svar Ja til at gemme den uden makroer",
    )


def locked() -> Refused:
    """The refusal of a file that only opens with a password."""
    way = "Filer > Oplysninger > Beskyt projektmappe > Krypter med adgangskode"
    hint = f"åbn filen i Excel, vælg {way}, slet adgangskoden, og gem filen"
    return Refused("excel-laast", "filen er låst med en adgangskode", hint)


def too_old() -> Refused:
    """The refusal of what came before Excel 97."""
    return Refused("excel-gammel", "filen er gemt i et format fra før Excel 97", f"åbn filen i Excel, og {SAVE}")


class Parts(Mapping[str, bytes]):
    """The parts of a zip by name, each unpacked when it is asked for. Raises Refused when made.

    Names are the same in capitals and small letters (ISO/IEC 29500-2, 6.2.2.3), and some programs part them with
    the other slash.
    """

    def __init__(self, data: bytes) -> None:
        with _zip_faults():
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        entries = self._archive.infolist()
        total = sum(entry.file_size for entry in entries)
        is_bomb = total > SMALL and total > _MAX_RATIO * len(data)
        if total > MAX_UNPACKED or is_bomb or len(entries) > _MAX_PARTS:
            message = "filen fylder for meget, når den pakkes ud"
            raise Refused("excel-for-stor", message, "kopiér kun cellerne med data over i en ny fil, og gem den")
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self._names = {name.casefold(): name for name in self._entries}

    def __getitem__(self, name: str) -> bytes:
        """The part's bytes, never more than the zip's table said, whatever it unpacks to."""
        entry = self._entries[self._named(name)]
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken()  # the others cannot be unpacked by halves
        with _zip_faults(), self._archive.open(entry) as part:
            return part.read(entry.file_size + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._named(name) in self._entries

    def _named(self, name: str) -> str:
        return name if name in self._entries else self._names.get(name.casefold(), name)

    @property
    def is_locked(self) -> bool:
        """True when a part can only be had with a password."""
        return any(entry.flag_bits & 1 for entry in self._entries.values())


@contextmanager
def _zip_faults() -> Iterator[None]:
    """Whatever the zip reader can raise over hurt bytes becomes `broken`."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError) as problem:
        raise broken() from problem


def _with_lost_letters(data: bytes) -> bytes:
    """XML in which U+FFFD stands for each character that none may have: one cell is hurt, and not the whole file."""
    if data.startswith(_WIDE_LETTERS):
        return data
    if len(data.translate(None, _NO_LETTERS)) != len(data):
        data = re.sub(b"[" + re.escape(_NO_LETTERS) + b"]", _LOST_LETTER, data)
    return _REFERENCE.sub(_allowed, data) if b"&#" in data else data


def _allowed(reference: re.Match[bytes]) -> bytes:
    """The reference to a character, if it is one that XML may hold (XML 1.0, 2.2)."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_letter = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return reference[0] if is_letter and number not in (0xFFFE, 0xFFFF) else _LOST_LETTER


def walk(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    separator: str | None = None,
) -> None:
    """Call back for every element. With a `separator` names are the namespace, it, and the local name.

    Raises Refused.
    """
    parser = _parser(start, separator)
    parser.buffer_text = True
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    _feed(parser, _with_lost_letters(data), is_last=True)


def elements(data: bytes, *names: str, separator: str | None = "}") -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of those local names, or all, as they begin, with their attributes.

    Without a separator wrong prefixes are read past. Raises Refused.
    """
    met: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(separator or ":")[2]
        if not names or local in names:
            met.append((local, attributes))

    parser, data = _parser(start, separator), _with_lost_letters(data)
    for begin in range(0, max(len(data), 1), _PIECE):
        _feed(parser, data[begin : begin + _PIECE], is_last=begin + _PIECE >= len(data))
        yield from met
        met.clear()


def _parser(start: Callable[[str, dict[str, str]], None], separator: str | None) -> expat.XMLParserType:
    """A document type has no place in these files, and is how XML is made to explode."""
    parser = expat.ParserCreate(namespace_separator=separator)
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    return parser


def _feed(parser: expat.XMLParserType, data: bytes, *, is_last: bool) -> None:
    try:
        parser.Parse(data, is_last)
    except expat.ExpatError as problem:
        raise broken() from problem


def _refuse(*_: object) -> NoReturn:
    raise broken()
