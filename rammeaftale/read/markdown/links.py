"""Takes the address and words of `[words](address)`, gives a link, a reference, or what is wrong with them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error, warning
from rammeaftale.model.inline import Inline, Link, Reference

REFERENCE_SCHEMES = ("bilag", "afsnit", "figur", "tabel", "dokument", "lov")
EXTERNAL_SCHEMES = ("https", "http", "mailto", "tel")
_ADDRESS = re.compile(r"(?P<scheme>[^\W\d][\w+.-]*):(?P<rest>.*)", re.DOTALL)
_TARGET = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TELEPHONE = re.compile(r"\+?[0-9]{3,15}")
_PICTURE = re.compile(r"(?!/)(?:[\wæøåÆØÅ-][\wæøåÆØÅ.-]*/)*[\wæøåÆØÅ-][\wæøåÆØÅ.-]*\.(?:png|jpg|jpeg)")
_SAYS_NOTHING = frozenset(
    ("link", "linket", "dette link", "her", "se her", "læs her", "klik her", "tryk her", "læs mere", "mere", "siden")
)


def read_link(
    address: str, words: tuple[Inline, ...], said: str, span: TextSpan
) -> tuple[Inline | None, list[Diagnostic]]:
    """The node for a link and its findings; no node where the address is refused. `said` is the words as written."""
    match = _ADDRESS.fullmatch(address)
    scheme, rest = (match["scheme"], match["rest"]) if match else ("", address)
    if scheme in REFERENCE_SCHEMES:
        return _reference(scheme, rest, words, said, span)
    problem = _refusal(scheme, rest, address, span)
    if problem is not None:
        return None, [problem]
    found = _words_findings(said, span)
    if not said.strip():
        hint = "skriv mellem [ og ], hvad man kommer til, fx »Styringsaftale 2021-22 (pdf)«"
        found.append(error("link-uden-tekst", "linket har ingen tekst", span, hint))
    if scheme == "http":
        found.append(
            warning("adresse-http", f"adressen »{address}« er ikke sikker", span, "prøv med https:// i stedet")
        )
    return Link(address, words, span), found


def _reference(
    scheme: str, target: str, words: tuple[Inline, ...], said: str, span: TextSpan
) -> tuple[Inline | None, list[Diagnostic]]:
    if not _TARGET.fullmatch(target):
        message = f"»{target}« er ikke et id" if target else f"der står ikke, hvilket id »{scheme}:« peger på"
        hint = "et id har små bogstaver a-z, tal og bindestreger og ingen mellemrum, fx bilag:styringsaftale"
        return None, [error("henvisning-ulovlig", message, span, hint)]
    return Reference(scheme, target, words, span), _words_findings(said, span)


def _words_findings(said: str, span: TextSpan) -> list[Diagnostic]:
    """Words that tell nothing to who hears the links alone (WCAG 2.4.4; fagligt-grundlag R10)."""
    if " ".join(said.lower().split()).strip(" .:!»«") not in _SAYS_NOTHING:
        return []
    hint = "skriv, hvad man kommer til, fx »Styringsaftale 2021-22 (pdf)«"
    return [error("link-tekst", f"linket hedder bare »{said.strip()}«", span, hint)]


def _refusal(scheme: str, rest: str, address: str, span: TextSpan) -> Diagnostic | None:
    if any(letter.isspace() for letter in address):
        hint = "skriv adressen i ét stykke; til et bilag skrives [ord](bilag:id)"
        return error("adresse-ulovlig", f"der er mellemrum i adressen »{address}«", span, hint)
    match scheme:
        case "https" | "http" if _has_host(address):
            return None
        case "mailto" if _MAIL.fullmatch(rest):
            return None
        case "tel" if _TELEPHONE.fullmatch(rest):
            return None
        case "https" | "http" | "mailto" | "tel":
            hint = "skriv fx https://www.eksempel.dk, mailto:navn@eksempel.dk eller tel:+4512345678"
            return error("adresse-ulovlig", f"adressen »{address}« er ikke hel", span, hint)
    return error("adresse-ulovlig", f"adressen »{address}« kan ikke bruges", span, *_address_hints(scheme, address))


def _has_host(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return "." in host.strip(".") and not set(host) & set("\\<>\"'{}|^`")


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
    near = suggestion(scheme.lower(), REFERENCE_SCHEMES + EXTERNAL_SCHEMES) if scheme else ()
    return (*near, allowed)


def picture_problem(path: str, alt: str, span: TextSpan) -> Diagnostic | None:
    """What is wrong with `![alt](path)`, if anything."""
    if not _PICTURE.fullmatch(path) or ".." in path:
        hint = "læg filen i samme mappe som teksten, og skriv fx ![Hvad billedet viser](billede.png); kun .png og .jpg"
        return error("billede-ulovligt", f"billedet »{path}« kan ikke bruges", span, hint)
    if not alt.strip():
        hint = "skriv mellem [ og ], hvad billedet viser, til dem, der ikke kan se det"
        return error("billede-uden-tekst", f"billedet »{path}« har ingen tekst, der kan læses op", span, hint)
    return None
