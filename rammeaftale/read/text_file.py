"""Takes the bytes of a text file, gives its text: UTF-8, line feeds, NFC; what the editor cannot see is found.

Used by YAML and Markdown alike. Where the file cannot be read as UTF-8 the value is the best guess, so that a stage
that wants to go on may; a stage that reads structure from the text should stop when the result is not `ok`.
Columns count characters as the file has them; `text_form` moves those of the structure.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, TextSpan, error, warning
from rammeaftale.base.unseen import CONTROL, DIRECTION, INKLESS, MOST_MARKS, PRIVATE, SOFT_HYPHEN, SPACES, pile_of_marks
from rammeaftale.read.letters import deletion, is_joined
from rammeaftale.read.signs import Sign
from rammeaftale.read.tabs import tab_findings
from rammeaftale.world import Source

MAX_PER_KIND = 20
"""Findings of one kind in a file; who has so many has one fault, all through the file."""
_SAVE_AS_UTF8 = "åbn filen i dit tekstprogram, vælg »Gem som« og tegnsættet (kodningen) UTF-8"

# utf-32 first: its little-endian mark begins with utf-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_BINARY_BEGINNINGS = (b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")
_ZEROS_IN_WIDE = 4
"""Text of two bytes a letter has a zero in every second byte; one in so many is sure, also with foreign letters."""

_INVISIBLE = f"{SPACES}{INKLESS}{PRIVATE}"
_UNSEEN = re.compile(f"[{CONTROL}\t{_INVISIBLE}]")
_SIGNS = (
    Sign(
        "styretegn",
        re.compile(f"[{CONTROL}]"),
        "der står et styretegn (U+{1:04X}), som ikke hører hjemme i tekst",
        "slet tegnet, og skriv stedet om i hånden",
    ),
    Sign(
        "tegn-tabt",
        re.compile("\ufffd+"),
        "her er et bogstav gået tabt (tegnet »\ufffd«), da filen en gang blev gemt i et forkert tegnsæt",
        "skriv det rigtige bogstav i stedet for »\ufffd«",
    ),
    Sign("usynligt-tegn", re.compile(f"[{_INVISIBLE}]"), "her står {2} (U+{1:04X}), som ikke kan ses", "{3}"),
)
"""Each about letters that it has one by one. `{0}` are they, `{1}` the first one's number, `{2}` and `{3}` its name and
what to do about it."""
_SOFT_HYPHEN = Sign(
    "usynligt-tegn",
    re.compile(f"{SOFT_HYPHEN}+"),
    "her står en blød bindestreg (U+00AD), som ikke kan ses; den følger ofte med fra Word",
    "slet tegnet; orddeling sker af sig selv",
)
_MISREAD_FIRST = re.compile("[\u00c2\u00c3\u00e2]")
_MISREAD = re.compile(_MISREAD_FIRST.pattern + "[^\x00-\x7f]{1,2}")

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
_LINE_ENDS = "\u2028\u2029\u0085"
_DIRECTION, _PRIVATE = re.compile(f"[{DIRECTION}]"), re.compile(f"[{PRIVATE}]")


def decode_text(source: Source) -> Checked[str]:
    """The file's text and every unseen character in it, each with its span."""
    refusal = _foreign_format(source)
    if refusal is not None:
        return refusal
    data = source.data.removeprefix(codecs.BOM_UTF8)
    try:
        text = with_line_feeds(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        return _not_utf8(source.path, data, problem.start)
    if pile := pile_of_marks(text):
        return _piled(source.path, text, *pile)
    return Checked(plain_hyphens(unicodedata.normalize("NFC", text)), tuple(_findings(source.path, text)))


def plain_hyphens(text: str) -> str:
    """The text, as long as before, with the hyphen of the keyboard for the two others, which Word writes by itself."""
    return text.replace("\u2010", "-").replace("\u2011", "-")


def first_unseen(text: str) -> str:
    """The first character that no text may hold, a tabulator among them; empty when there is none."""
    match = _UNSEEN.search(text)
    return match[0] if match else ""


def _foreign_format(source: Source) -> Checked[str] | None:
    """The refusal of UTF-16, UTF-32 and of files that are no text at all."""
    if source.data.startswith(_BINARY_BEGINNINGS):
        message = "filen er ikke en tekstfil, selv om den hedder det"
        hint = "gem indholdet som ren tekst i UTF-8, eller ret filens endelse"
        return Checked("", (error("fil-ikke-tekst", message, FileSpan(source.path), hint),))
    for mark, encoding, name in _BYTE_ORDER_MARKS:
        if source.data.startswith(mark):
            return _wide(source, encoding, name)
    if source.data.count(0) * _ZEROS_IN_WIDE > len(source.data):
        return _wide(source, "utf-16-le" if source.data[1:2] == b"\x00" else "utf-16-be", "UTF-16")
    return None


def _wide(source: Source, encoding: str, name: str) -> Checked[str]:
    message = f"filen er gemt i tegnsættet {name}; den skal være i UTF-8"
    return _wrongly_encoded(source.data, encoding, message, TextSpan(source.path, 1))


def _not_utf8(path: str, data: bytes, index: int) -> Checked[str]:
    """The refusal of an 8-bit file: nearly always Windows' own character set."""
    before = with_line_feeds(data[:index].decode("utf-8"))
    letter = data[index : index + 1].decode("cp1252", errors="replace")
    message = f"filen er ikke gemt i UTF-8; første tegn, der ikke kan læses, er vist et »{letter}« i Windows-tegnsættet"
    return _wrongly_encoded(data, "cp1252", message, _span(path, before, len(before), 1))


def _piled(path: str, text: str, begin: int, end: int) -> Checked[str]:
    """The refusal of a letter under a pile of marks, which grows over the lines above; to order it takes too long."""
    message = f"her er {end - begin} tegn sat oven på det samme bogstav; der må højst være {MOST_MARKS}"
    span = _span(path, text, begin, end - begin)
    return Checked("", (error("tegn-ophobet", message, span, "slet bogstavet, og skriv det igen på tastaturet"),))


def _wrongly_encoded(data: bytes, encoding: str, message: str, span: TextSpan) -> Checked[str]:
    text = with_line_feeds(data.decode(encoding, errors="replace"))
    text = "" if pile_of_marks(text) else unicodedata.normalize("NFC", text)
    return Checked(text, (error("tegnsaet-forkert", message, span, _SAVE_AS_UTF8),))


def with_line_feeds(text: str) -> str:
    """The text with its lines ended by line feeds alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown_lines(data: bytes) -> list[str]:
    """The lines of a file as findings count them, be it UTF-8 or not, without an empty one after the last line end.

    As in VS Code and git a line ends with a line feed, or as Windows and old Macs end it, and with nothing else: not
    with a form feed, U+0085 or U+2028.
    """
    return with_line_feeds(data.decode("utf-8-sig", errors="replace")).removesuffix("\n").split("\n")


def _findings(path: str, text: str) -> Iterator[Diagnostic]:
    letters = "".join(set(text))  # some hundred of them: most files have none that a sign is about
    if "\t" in letters:
        yield from islice(tab_findings(path, text), MAX_PER_KIND)
    for make, sign in (*((error, sign) for sign in _SIGNS), (warning, _SOFT_HYPHEN)):
        if sign.pattern.search(letters):
            for match in islice(_told(sign, text), MAX_PER_KIND):
                said = (match[0], ord(match[0][0]), character_name(match[0][0]), _remedy(match))
                span = _span(path, text, match.start(), len(match[0]))
                yield make(sign.kind, sign.message.format(*said), span, sign.hint.format(*said))
    if _MISREAD_FIRST.search(letters):
        yield from islice(_misread(path, text), MAX_PER_KIND)


def _told(sign: Sign, text: str) -> Iterator[re.Match[str]]:
    """Where a sign stands; what belongs to a picture is told with it, where it would be printed."""
    return (match for match in sign.pattern.finditer(text) if not is_joined(text, match.start()))


def _misread(path: str, text: str) -> Iterator[Diagnostic]:
    for match in _MISREAD.finditer(text):
        _, meant = before_misreading(match[0], "cp1252")
        if meant:
            message = f"»{match[0]}« skulle vist være »{meant}«; teksten har været gemt i et forkert tegnsæt"
            span = _span(path, text, match.start(), len(match[0]))
            yield warning("tegnsaet-dobbelt", message, span, f"skriv »{meant}« i stedet")


def before_misreading(letters: str, *encodings: str) -> tuple[str, str]:
    """Letters that are UTF-8 read in one of those character sets, all or the first two, and what they were before.

    Both empty when that is no explanation.
    """
    for part in (letters, letters[:2]):
        for encoding in encodings:
            try:
                return part, part.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
    return "", ""


def character_name(character: str) -> str:
    """What an unseen character is called, with its article."""
    if _DIRECTION.match(character):
        return "et tegn, der skifter skriveretning"
    if _PRIVATE.match(character):
        return "et tegn fra en særlig skrift"
    is_space = unicodedata.category(character) == "Zs"
    return _NAMES.get(character, "et særligt mellemrum" if is_space else "et usynligt tegn")


def _remedy(sign: re.Match[str]) -> str:
    character = sign[0][0]
    if character in _LINE_ENDS:
        return "tryk Enter i stedet for tegnet, eller skriv et mellemrum, hvis linjen skal fortsætte"
    if _PRIVATE.match(character):
        line_start = sign.string.rfind("\n", 0, sign.start()) + 1
        if sign.string[line_start : sign.start()].strip() and sign.string[sign.start() - 1] == " ":
            return deletion(sign)
        return "slet tegnet; var det et punkt i en liste, så begynd linjen med »- «"
    if unicodedata.category(character) == "Zs":
        return "skriv et almindeligt mellemrum; hårde mellemrum sættes ind af sig selv, hvor de hører til"
    return f"{deletion(sign)}; det følger ofte med, når man kopierer fra Word eller en hjemmeside"


def _span(path: str, text: str, index: int, length: int) -> TextSpan:
    line_start = text.rfind("\n", 0, index) + 1
    return TextSpan(path, text.count("\n", 0, index) + 1, index - line_start + 1, length)
