"""The bytes or the name of a file that is no table we can read → what it is, and how to make a table of it.

The words are for the sender as much as for those who read the file: where the menus of a program have the way, they
are named as that program has them in Danish.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from enum import Enum
from pathlib import PurePosixPath
from typing import NamedTuple

from rammeaftale.base.diagnostics import Refused
from rammeaftale.read.tables.parts import SAVE, Parts

_BEGINNING = 2_000
"""Bytes within which a file shows by its words what it is."""
_BITMAP = b"BM"


class _Way(Enum):
    """How a table is made of it."""

    EXCEL = f"åbn filen i Excel, og {SAVE}; det hjælper ikke at give den et andet navn"
    OFFICE = "åbn filen i LibreOffice, og vælg Filer > Gem som, filtypen Excel 2007-365 (.xlsx)"
    NUMBERS = "åbn filen i Numbers, vælg Arkiv > Eksporter til > Excel, og send den fil, der kommer ud af det"
    GOOGLE = "åbn regnearket i Google Sheets, vælg Filer > Download > Microsoft Excel (.xlsx), og send den fil"
    UNPACK = "pak filen ud, og send det regneark, der ligger i den"
    SHEET = "send selve regnearket, som tallene er skrevet i; ellers skriv dem i et regneark"
    LINK = "åbn siden, hent regnearket derfra, og send det som fil"


class _Kind(NamedTuple):
    what: str
    way: _Way


_BINARY = _Kind("en binær Excel-fil (.xlsb)", _Way.EXCEL)
_NUMBERS = _Kind("en fil fra Apple Numbers eller Pages", _Way.NUMBERS)
_FLAT = _Kind("et OpenDocument-regneark i én XML-fil (.fods)", _Way.OFFICE)
_GOOGLE = _Kind("en genvej til et Google-regneark og har ingen tal", _Way.GOOGLE)
_WEB = _Kind("en webside (HTML)", _Way.EXCEL)
_PDF = _Kind("en PDF-fil", _Way.SHEET)
_PICTURE = _Kind("et billede", _Way.SHEET)
_WORD = _Kind("et Word-dokument", _Way.SHEET)
_ZIP = _Kind("en zip-fil", _Way.UNPACK)
_LINK = _Kind("en genvej til en side på nettet", _Way.LINK)
_BEGINNINGS = (
    (b"%pdf", _PDF),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89png", _PICTURE),
    (b"gif8", _PICTURE),
    (b"{\\rtf", _Kind("et tekstdokument (RTF)", _Way.SHEET)),
    (b"rar!", _Kind("en pakket fil (RAR)", _Way.UNPACK)),
    (b"7z\xbc\xaf", _Kind("en pakket fil (7z)", _Way.UNPACK)),
    (b"\x1f\x8b", _Kind("en pakket fil (gzip)", _Way.UNPACK)),
    (b"pk\x05\x06", _Kind("en tom zip-fil", _Way.SHEET)),
    (b"[internetshortcut]", _LINK),
    (b"<!doctype html", _WEB),
    (b"<html", _WEB),
    (b"<table", _WEB),
    (b"<meta", _WEB),
    (b"<style", _WEB),
)
"""What a file is that begins so, in small letters and after blanks."""
_WORDS = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", _Kind("et XML-regneark fra Excel 2003", _Way.EXCEL)),
    (b"opendocument:xmlns:office", _FLAT),
    (b"<html", _WEB),
    (b"<plist", _LINK),
)
"""What an XML file is that has this near its beginning."""
_GOOGLE_WORDS = (b"docs.google.com", b"doc_id")
_PARTS = (
    ("word/document.xml", _WORD),
    ("ppt/presentation.xml", _Kind("en PowerPoint-præsentation", _Way.SHEET)),
    ("xl/workbook.bin", _BINARY),
    ("Index/Document.iwa", _NUMBERS),
    ("Index.zip", _NUMBERS),
    ("content.xml", _Kind("et andet OpenDocument-dokument end et regneark", _Way.SHEET)),
)
"""What a zip is that has such a part."""
_ENDINGS: Mapping[str, _Kind] = {
    ".pdf": _PDF,
    **dict.fromkeys((".doc", ".docx", ".docm", ".rtf", ".odt"), _WORD),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".heic", ".tif", ".tiff", ".bmp"), _PICTURE),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz"), _Kind("en pakket fil", _Way.UNPACK)),
    **dict.fromkeys((".htm", ".html", ".mht", ".mhtml"), _WEB),
    **dict.fromkeys((".url", ".webloc", ".lnk"), _LINK),
    **dict.fromkeys((".eml", ".msg"), _Kind("en mail", _Way.SHEET)),
}
SPREADSHEETS = (".xlsb", ".xltx", ".xltm", ".xlt", ".ots", ".fods", ".numbers", ".gsheet")
"""How the names of other spreadsheets end: they are sent as takst files, and whoever sent one is told what to do."""


def of_bytes(data: bytes) -> Refused | None:
    """Why a file that is no zip and no container cannot be read; None when it is perhaps a text."""
    beginning = data[:_BEGINNING].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for mark, kind in _BEGINNINGS:
        if beginning.startswith(mark):
            return _refusal(kind)
    if data.startswith(_BITMAP) and data[6:10] == bytes(4):
        return _refusal(_PICTURE)
    if beginning.startswith((b"<?xml", b"<office:")):
        return _refusal(next((kind for words, kind in _WORDS if words in beginning), _Kind("en XML-fil", _Way.EXCEL)))
    if beginning.startswith(b"{") and any(words in beginning for words in _GOOGLE_WORDS):
        return _refusal(_GOOGLE)
    return None


def of_parts(parts: Parts) -> Refused | None:
    """Why a zip cannot be read; None when it is perhaps an .xlsx."""
    found = (_refusal(kind) for name, kind in _PARTS if name in parts)
    return next(found, None)


def zipped(parts: Parts) -> Refused:
    """The refusal of a zip that is nothing else."""
    tables = [name for name in parts if name.lower().endswith((".xlsx", ".xls", ".ods", ".csv"))]
    if len(tables) == 1:
        what = f"en zip-fil, som »{PurePosixPath(tables[0]).name}« ligger i,"
        return Refused("fil-ikke-regneark", f"filen er {what} og ikke selve regnearket", _Way.UNPACK.value)
    return _refusal(_ZIP)


def old_word() -> Refused:
    """The refusal of a document from Word 97-2003."""
    return _refusal(_Kind("et ældre Word-dokument", _Way.SHEET))


def unknown() -> Refused:
    """The refusal of what nobody can tell."""
    return _refusal(_Kind("en fil af ukendt slags", _Way.EXCEL))


def _refusal(kind: _Kind) -> Refused:
    return Refused("fil-ikke-regneark", f"filen er {kind.what} og ikke et regneark, der kan læses", kind.way.value)


def by_name(name: str) -> tuple[str, str]:
    """What a file is that is passed over, by its name, and what to do."""
    kind = _ENDINGS.get(PurePosixPath(name).suffix.lower())
    return (kind.what, kind.way.value) if kind else ("ikke et regneark", "")
