"""Takes the address and words of `[words](address)`, gives a link, a reference, or what is wrong with them."""

from __future__ import annotations

import re

from rammeaftale.base.danish import ascii_slug, suggestion
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.inline import Inline, Link, Reference
from rammeaftale.read.markdown.addresses import address_fault, has_key
from rammeaftale.read.markdown.positions import OpenFile
from rammeaftale.read.signs import misplaced_mark

REFERENCE_SCHEMES = ("bilag", "afsnit", "figur", "tabel", "dokument", "lov")
EXTERNAL_SCHEMES = ("https", "http", "mailto", "tel")
_ADDRESS = re.compile(r"(?P<scheme>[^\W\d][\w+.-]*):(?P<rest>.*)", re.DOTALL)
_TARGET = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BILAG_FILE = re.compile(r"(?:.*/)?bilag-[0-9]+-([a-z0-9-]+)\.pdf(?:#.*)?|(?:.*/)?bilag/[^/]+/([a-z0-9-]+)/tekst\.md")
"""The PDF file of a bilag, or its text."""
_WITH_TITLE = re.compile(r"(\S+)\s+[\"'].*[\"']")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[0-9]{8}")
_TELEPHONE = re.compile(r"\+?[0-9]{3,15}")
_PICTURE = re.compile(r"(?!/)(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(?:png|jpg|jpeg)")
"""In ASCII, as all names of files: those with å break between macOS, zip archives and GitHub."""
_PICTURES = ("png", "jpg", "jpeg")
_ENDINGS = {"jpe": "jpg", "jfif": "jpg"}
_ANY_PICTURE = frozenset(
    ("", "billede", "billedet", "foto", "fotografi", "figur", "figuren", "illustration", "fig", "screenshot",
     "skaermbillede", "image", "picture", "photo", "alt", "alt-tekst", "hvad-billedet-viser", "tekst", "beskrivelse")
)  # fmt: skip
"""Words that tell nobody what a picture shows, as slugs."""
_SAYS_NOTHING = frozenset(
    ("link", "linket", "dette link", "her", "se her", "læs her", "klik her", "tryk her", "læs mere", "mere", "siden")
)


def read_link(address: str, words: tuple[Inline, ...], said: str, span: TextSpan, file: OpenFile) -> Inline | None:
    """The node for a link; None where the address is refused. `said` is the words as written."""
    match = _ADDRESS.fullmatch(address)
    scheme, rest = (match["scheme"], match["rest"]) if match else ("", address)
    if scheme in REFERENCE_SCHEMES:
        return _reference(scheme, rest, words, said, span, file)
    if not _is_whole(scheme, rest, address, span, file):
        return None
    _check_words(said, span, file)
    if not said.strip():
        hint = "skriv mellem [ og ], hvad man kommer til, fx »Styringsaftale 2021-22 (pdf)«"
        file.error("link-uden-tekst", "linket har ingen tekst", span, hint)
    if scheme == "http":
        file.warning("adresse-http", f"adressen »{address}« er ikke sikker", span, "prøv med https:// i stedet")
    return Link(address, words, span)


def _reference(
    scheme: str, target: str, words: tuple[Inline, ...], said: str, span: TextSpan, file: OpenFile
) -> Inline | None:
    """The reference, whatever its id looks like: what to write in its place, `resolve/references.py` can look up."""
    if not target:
        hint = "et id har små bogstaver a-z, tal og bindestreger og ingen mellemrum, fx bilag:styringsaftale"
        file.error("henvisning-ulovlig", f"der står ikke, hvilket id »{scheme}:« peger på", span, hint)
        return None
    _check_words(said, span, file)
    return Reference(scheme, target, words, span)


def _check_words(said: str, span: TextSpan, file: OpenFile) -> None:
    """Words that tell nothing to who hears the links alone (R10 of docs/regler.md; WCAG 2.4.4)."""
    if " ".join(said.lower().split()).strip(" .:!»«") in _SAYS_NOTHING:
        hint = "skriv, hvad man kommer til, fx »Styringsaftale 2021-22 (pdf)«"
        file.error("link-tekst", f"linket hedder bare »{said.strip()}«", span, hint)


def _is_whole(scheme: str, rest: str, address: str, span: TextSpan, file: OpenFile) -> bool:
    """Whether an address that leads out of the agreement can be one; what is wrong with it is noted."""
    if any(letter.isspace() for letter in address):
        hint = "skriv adressen i ét stykke; til et bilag skrives [ord](bilag:id)"
        if scheme == "tel" and _TELEPHONE.fullmatch("".join(rest.split())):
            hint = f"skriv tel:{''.join(rest.split())}"
        elif titled := _WITH_TITLE.fullmatch(address):
            hint = f"skriv kun {titled[1]}; et link har ingen titel"
        elif scheme in ("https", "http") and "\n" not in address:
            written = "".join("%20" if letter.isspace() else letter for letter in address)
            hint = f"skriv %20, hvor der er mellemrum: {written}, eller kopiér adressen fra browseren"
        file.error("adresse-ulovlig", f"der er mellemrum i adressen »{address}«", span, hint)
        return False
    match scheme:
        case "https" | "http":
            return _may_be_published(address, span, file)
        case "mailto" if _MAIL.fullmatch(rest):
            return True
        case "tel" if _TELEPHONE.fullmatch(rest):
            return True
        case "mailto" | "tel":
            hint = "skriv fx https://www.eksempel.dk, mailto:navn@eksempel.dk eller tel:+4512345678"
            file.error("adresse-ulovlig", f"adressen »{address}« er ikke hel", span, hint)
        case _:
            message = f"adressen »{address}« kan ikke bruges"
            file.error("adresse-ulovlig", message, span, *_address_hints(scheme, address))
    return False


def _may_be_published(address: str, span: TextSpan, file: OpenFile) -> bool:
    if fault := address_fault(address):
        file.error(fault.kind, fault.message, span, fault.hint)
        return False
    if has_key(address):
        hint = "find en adresse uden; alle, der får PDF-filen, kan bruge den"
        file.warning("adresse-adgang", "adressen ser ud til at have en adgangskode eller nøgle i sig", span, hint)
    return True


def _address_hints(scheme: str, address: str) -> tuple[str, ...]:
    if not address:
        return ("skriv en adresse mellem ( og ), fx bilag:styringsaftale eller https://…",)
    if address.startswith("www."):
        return (f"skriv https://{address}",)
    if address.startswith("#"):
        return (f"skriv afsnit:{address[1:]}",)
    if _MAIL.fullmatch(address):
        return (f"skriv mailto:{address}",)
    allowed = "brug https:, mailto:, tel: eller en henvisning: bilag:, afsnit:, figur:, tabel:, dokument:, lov:"
    if address.startswith("<") and address.endswith(">"):
        return (f"skriv {address[1:-1]}",)
    if file := _BILAG_FILE.fullmatch(address):
        return (f"skriv bilag:{file[1] or file[2]}",)
    if _PHONE.fullmatch(address):
        return (f"skriv tel:+45{address}",)
    if _TARGET.fullmatch(address):
        return (f"skriv bilag:{address}, afsnit:{address} eller dokument:{address}, efter hvad det er",)
    if scheme.lower() in REFERENCE_SCHEMES:
        return (f"skriv {scheme.lower()}:{ascii_slug(address[len(scheme) :])}",)
    if scheme.lower() in EXTERNAL_SCHEMES:
        return (f"skriv {scheme.lower()}{address[len(scheme) :]}",)
    near = suggestion(scheme, REFERENCE_SCHEMES + EXTERNAL_SCHEMES) if scheme else ()
    return (*near, allowed)


def check_picture(path: str, alt: str, span: TextSpan, file: OpenFile) -> bool:
    """Whether `![alt](path)` can be a picture; what is wrong with it is noted."""
    if not _PICTURE.fullmatch(path) or ".." in path:
        file.error("billede-ulovligt", f"billedet »{path}« kan ikke bruges", span, _picture_hint(path, alt))
    elif not alt.strip():
        hint = "skriv mellem [ og ], hvad billedet viser, til dem, der ikke kan se det"
        file.error("billede-uden-tekst", f"billedet »{path}« har ingen tekst, der kan læses op", span, hint)
    elif fault := misplaced_mark(alt):
        file.error(fault.kind, fault.message, span, *fault.hints)
    else:
        if _says_no_picture(alt, path):
            hint = "skriv, hvad billedet viser, som du ville fortælle det til en, der ikke kan se det"
            file.warning("billede-tekst", f"teksten »{alt.strip()}« siger ikke, hvad billedet viser", span, hint)
        return True
    return False


def _picture_hint(path: str, alt: str) -> str:
    """What to call a picture, and what to write then."""
    if titled := _WITH_TITLE.fullmatch(path):
        return f"skriv ![{alt.strip() or 'Hvad billedet viser'}]({titled[1]}) uden titel efter filens navn"
    name = path.replace("\\", "/").rpartition("/")[2].partition("?")[0]
    stem, point, ending = name.rpartition(".")
    slug, ending = ascii_slug(stem if point else name) or "billede", _ENDINGS.get(ending.lower(), ending.lower())
    if _PICTURE.fullmatch(name):
        return f"læg filen i samme mappe som teksten, og skriv ![{alt.strip() or 'Hvad billedet viser'}]({name})"
    if "://" in path:
        first = "hent billedet, og læg filen i samme mappe som teksten"
    elif ending not in _PICTURES:
        first, ending = "gem billedet som PNG eller JPEG i samme mappe som teksten", "png"
    elif f"{slug}.{ending}" != name:
        first = f"omdøb filen til {slug}.{ending}, læg den i samme mappe som teksten"
    else:
        first = "læg filen i samme mappe som teksten"
    ending = ending if ending in _PICTURES else "png"
    return f"{first}, og skriv ![{alt.strip() or 'Hvad billedet viser'}]({slug}.{ending})"


def _says_no_picture(alt: str, path: str) -> bool:
    """Whether a picture's text is only its file's name, or a word for any picture (WCAG 1.1.1, F30)."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    words = ascii_slug(re.sub(r"\.(?:png|jpe?g)$", "", alt.strip(), flags=re.IGNORECASE))
    bare = re.sub(r"(?:^|-)(?:[0-9]+|et|en|af|nr|img|dsc)(?=-|$)", "", words).strip("-")
    is_name = words == ascii_slug(stem) and (" " not in alt.strip() or "." in alt)
    return is_name or bare in _ANY_PICTURE
