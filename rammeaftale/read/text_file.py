"""Takes the bytes of a text file, gives its text: UTF-8, line feeds, NFC; what the editor cannot see is found.

Used by YAML and Markdown alike. Where the file cannot be read as UTF-8 the value is the best guess, so that a stage
that wants to go on may; a stage that reads structure from the text should stop when the result is not `ok`.
Places count characters as the file has them; `text_form` moves those of the structure (motor.md 2.1 and 2.4).
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, TextSpan, error, warning
from rammeaftale.world import Source

MAX_PER_KIND = 20

SAVE_AS_UTF8 = "åbn filen i dit tekstprogram, vælg »Gem som« og tegnsættet (kodningen) UTF-8"

# utf-32 first: its little-endian mark begins with utf-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_BINARY_BEGINNINGS = (b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LOST = re.compile("\ufffd+")
_TAB = re.compile("\t+")
_SOFT_HYPHEN = re.compile("\u00ad+")
_INVISIBLE = re.compile(
    "[\u0085\u00a0\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff\ufff9-\ufffb]"
)
_MOJIBAKE_FIRST = re.compile("[\u00c2\u00c3\u00e2]")
_MOJIBAKE = re.compile(_MOJIBAKE_FIRST.pattern + "[^\x00-\x7f]{1,2}")

_NAMES = {
    "\u00a0": "et hårdt mellemrum",
    "\u202f": "et smalt hårdt mellemrum",
    "\u200b": "et mellemrum uden bredde",
    "\u200d": "et usynligt bindetegn",
    "\ufeff": "et mærke, som kun må stå allerførst i filen",
    "\u2028": "et usynligt linjeskift",
    "\u2029": "et usynligt afsnitsskift",
    "\u0085": "et usynligt linjeskift",
}
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def decode_text(source: Source) -> Checked[str]:
    """The file's text and every unseen character in it, each with its place."""
    refusal = _foreign_format(source)
    if refusal is not None:
        return refusal
    data = source.data.removeprefix(codecs.BOM_UTF8)
    try:
        text = _with_line_feeds(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        return _not_utf8(source.path, data, problem.start)
    return Checked(unicodedata.normalize("NFC", text), tuple(_findings(source.path, text)))


def first_unseen(text: str) -> str:
    """The first character that no text may hold, a tabulator among them; empty when there is none."""
    found = min(
        (match for one in (_CONTROL, _TAB, _INVISIBLE) if (match := one.search(text))), key=_start, default=None
    )
    return found[0][0] if found else ""


def _start(match: re.Match[str]) -> int:
    return match.start()


def _foreign_format(source: Source) -> Checked[str] | None:
    """The refusal of UTF-16, UTF-32 and of files that are no text at all."""
    if source.data.startswith(_BINARY_BEGINNINGS):
        return Checked("", (_no_text(source.path),))
    for mark, encoding, name in _BYTE_ORDER_MARKS:
        if source.data.startswith(mark):
            return _wide(source, encoding, name)
    if source.data.count(0) * 4 > len(source.data):
        return _wide(source, "utf-16-le" if source.data[1:2] == b"\x00" else "utf-16-be", "UTF-16")
    return None


def _wide(source: Source, encoding: str, name: str) -> Checked[str]:
    text = _normalised(source.data.decode(encoding, errors="replace"))
    message = f"filen er gemt i tegnsættet {name}; den skal være i UTF-8"
    return Checked(text, (error("tegnsaet-forkert", message, TextSpan(source.path, 1), SAVE_AS_UTF8),))


def _no_text(path: str) -> Diagnostic:
    message = "filen er ikke en tekstfil, selv om den hedder det"
    return error(
        "fil-ikke-tekst", message, FileSpan(path), "gem indholdet som ren tekst i UTF-8, eller ret filens endelse"
    )


def _not_utf8(path: str, data: bytes, index: int) -> Checked[str]:
    """The refusal of an 8-bit file: nearly always Windows' own character set."""
    before = _with_line_feeds(data[:index].decode("utf-8"))
    text = _normalised(data.decode("cp1252", errors="replace"))
    letter = data[index : index + 1].decode("cp1252", errors="replace")
    message = f"filen er ikke gemt i UTF-8; første tegn, der ikke kan læses, er vist et »{letter}« i Windows-tegnsættet"
    return Checked(text, (error("tegnsaet-forkert", message, _place(path, before, len(before)), SAVE_AS_UTF8),))


def _normalised(text: str) -> str:
    return unicodedata.normalize("NFC", _with_line_feeds(text))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _findings(path: str, text: str) -> Iterator[Diagnostic]:
    letters = "".join(set(text))  # some hundred of them: most files have none that a finder looks for
    for begins, finder in _FINDERS:
        if begins.search(letters):
            yield from islice(finder(path, text), MAX_PER_KIND)


def _controls(path: str, text: str) -> Iterator[Diagnostic]:
    for match in _CONTROL.finditer(text):
        message = f"der står et styretegn (U+{ord(match[0]):04X}), som ikke hører hjemme i tekst"
        yield error("styretegn", message, _place(path, text, match.start()), "slet tegnet, og skriv stedet om i hånden")


def _lost(path: str, text: str) -> Iterator[Diagnostic]:
    for match in _LOST.finditer(text):
        message = "her er et bogstav gået tabt (tegnet »\ufffd«), da filen en gang blev gemt i et forkert tegnsæt"
        yield error(
            "tegn-tabt", message, _match_span(path, text, match), "skriv det rigtige bogstav i stedet for »\ufffd«"
        )


def _tabs(path: str, text: str) -> Iterator[Diagnostic]:
    for match in _TAB.finditer(text):
        message = "her står et tabulatortegn; det vises forskelligt fra program til program"
        yield error("tabulator", message, _match_span(path, text, match), "brug mellemrum i stedet for tabulator")


def _invisible(path: str, text: str) -> Iterator[Diagnostic]:
    for match in _INVISIBLE.finditer(text):
        message = f"her står {_name(match[0])} (U+{ord(match[0]):04X}), som ikke kan ses"
        yield error("usynligt-tegn", message, _place(path, text, match.start()), _invisible_hint(match[0]))


def _soft_hyphens(path: str, text: str) -> Iterator[Diagnostic]:
    for match in _SOFT_HYPHEN.finditer(text):
        message = "her står en blød bindestreg (U+00AD), som ikke kan ses; den følger ofte med fra Word"
        yield warning(
            "usynligt-tegn", message, _match_span(path, text, match), "slet tegnet; orddeling sker af sig selv"
        )


def _mojibake(path: str, text: str) -> Iterator[Diagnostic]:
    for match in _MOJIBAKE.finditer(text):
        meant = _meant(match[0])
        if meant:
            message = f"»{match[0]}« skulle vist være »{meant}«; teksten har været gemt i et forkert tegnsæt"
            yield warning("tegnsaet-dobbelt", message, _match_span(path, text, match), f"skriv »{meant}« i stedet")


_FINDERS = (
    (_CONTROL, _controls),
    (_LOST, _lost),
    (_TAB, _tabs),
    (_INVISIBLE, _invisible),
    (_SOFT_HYPHEN, _soft_hyphens),
    (_MOJIBAKE_FIRST, _mojibake),
)
"""Each with the letters that its findings begin with."""


def _meant(letters: str) -> str:
    """What UTF-8 letters read as Windows-1252 were before; empty when that is no explanation."""
    for part in (letters, letters[:2]):
        try:
            return part.encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _name(character: str) -> str:
    if character in _DIRECTION:
        return "et tegn, der skifter skriveretning"
    return _NAMES.get(
        character, "et særligt mellemrum" if unicodedata.category(character) == "Zs" else "et usynligt tegn"
    )


def _invisible_hint(character: str) -> str:
    if unicodedata.category(character) == "Zs":
        return "skriv et almindeligt mellemrum; hårde mellemrum sættes ind af sig selv, hvor de hører til"
    return "slet tegnet; det følger ofte med, når man kopierer fra Word eller en hjemmeside"


def _place(path: str, text: str, index: int, length: int = 1) -> TextSpan:
    line_start = text.rfind("\n", 0, index) + 1
    return TextSpan(path, text.count("\n", 0, index) + 1, index - line_start + 1, length)


def _match_span(path: str, text: str, match: re.Match[str]) -> TextSpan:
    return _place(path, text, match.start(), len(match[0]))
