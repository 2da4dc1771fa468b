"""Whether an `https:` address can be one that is published: a host that everyone can reach, and no key to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from rammeaftale.read.signs import Remark

_HOST = re.compile(r"(?:[a-z0-9æøåäöüé_](?:[a-z0-9æøåäöüé_-]*[a-z0-9æøåäöüé])?\.)+(?P<top>[a-z]{2,}|xn--[a-z0-9-]+)\.?")
_NUMBERS = re.compile(r"[0-9a-fx.:]+")
_OWN_NETWORK = frozenset(("local", "localhost", "localdomain", "lan", "intern", "internal", "intranet", "home", "corp"))
"""What names of machines end with that only those on the same network know."""
_KEY = re.compile(
    r"[?&;#](?:password|passwd|pwd|kodeord|adgangskode|token|access_token|id_token|api_?key|secret|sig|signature)=[^&;#]"
)


_BARE = re.compile(
    r"(?<![\w@/.:\\-])(?<!\]: )(?<!\] \()(?:https?://|www\.)(?P<web>[^\s<>»«\"|*]+)|(?<![\w@/:.+\\-])(?:mailto:)?(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
"""An address in running text: of a page, or of a letter box."""
_AT_THE_END = ".,;:!?)'’"
"""What belongs to the sentence and not to the address that it ends with."""
_PLAIN_UNDERSCORE = r"\_"
_LONGEST_WORDS = 40
"""Letters of an address that may stand as a link's words; of a longer one the host does."""


class _AddressFault(NamedTuple):
    """What is wrong with an address, and what to do. The message never has the key."""

    kind: str
    message: str
    hint: str


def address_fault(address: str) -> _AddressFault | None:
    """Why an `https:` or `http:` address may not be published; None for one that may."""
    parts = _split(address)
    if parts is not None and "@" in parts.netloc:
        message = "adressen har et brugernavn eller en adgangskode foran @"
        hint = "slet det, der står mellem // og @; alle, der får PDF-filen, kan læse det"
        return _AddressFault("adresse-adgang", message, hint)
    host = (parts.hostname or "").lower() if parts else ""
    match = _HOST.fullmatch(host)
    if host == "localhost" or (match and match["top"] in _OWN_NETWORK):
        return _unusable(f"adressen »{address}« virker kun på dit eget netværk", "find den adresse, som alle kan bruge")
    if match is None and "." in host.strip(".") and _NUMBERS.fullmatch(host):
        return _unusable(f"adressen »{address}« har et tal i stedet for et navn", "skriv webstedets navn")
    if match is None:
        hint = "skriv fx https://www.eksempel.dk, mailto:navn@eksempel.dk eller tel:+4512345678"
        return _unusable(f"adressen »{address}« er ikke hel", hint)
    if any(unicodedata.category(letter) in ("Cc", "Cf") for letter in unquote(address)):
        hint = "kopiér adressen igen, eller slet de tegn efter %, der ikke hører til"
        return _unusable(f"der er et tegn, som ikke kan ses, i adressen »{address}«", hint)
    return None


def _unusable(message: str, hint: str) -> _AddressFault:
    return _AddressFault("adresse-ulovlig", message, hint)


def bare_addresses(text: str) -> Iterator[Remark]:
    """Addresses that are printed as words and lead nowhere, each with the link to write in its place."""
    for match in _BARE.finditer(text) if "@" in text or "www." in text or "://" in text else ():
        shown = _without_sentence(match[0])
        words = shown.removeprefix("mailto:")
        address = f"mailto:{words}"
        if match["mail"] is None:
            page = _without_sentence(match["web"])
            page = f"www.{page}" if match[0].startswith("www.") else page
            address = f"https://{page.replace('(', '%28').replace(')', '%29')}"
            words = page.rstrip("/") if len(page) <= _LONGEST_WORDS else page.partition("/")[0]
            if address_fault(address):
                continue
        message = f"adressen »{shown}« bliver trykt som ord og ikke som et link"
        hint = f"skriv [{words.replace('_', _PLAIN_UNDERSCORE)}]({address})"
        yield Remark("adresse-uden-link", match.start(), match.start() + len(shown), message, hint)


def _without_sentence(written: str) -> str:
    """An address without what belongs to the sentence: a bracket does that was opened before it."""
    bare = written.rstrip(_AT_THE_END)
    return f"{bare})" if bare.count("(") > bare.count(")") and written.startswith(f"{bare})") else bare


def has_key(address: str) -> bool:
    """Whether the address seems to carry a key: `?token=…`."""
    return _KEY.search(address.lower()) is not None


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None where it has none."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for one that is no number
    except ValueError:
        return None
    return parts
