"""Takes the end of a heading or of a `::: tabel` line, gives the words and the id, and what is wrong with the id."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rammeaftale.danish import ascii_slug
from rammeaftale.diagnostics import Diagnostic, TextSpan, error

_ATTRIBUTES = re.compile(r"(?<!\{)\{(?P<words>[#.][^{}\n]*)\}\s*$")
_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words before `{#id .class}`: `end` is where they stop; `attributes` is the offset and source of the braces."""

    end: int
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[int, int] | None = None


def split_marks(text: str) -> Marked:
    """`Titel {#id .sum}` → words up to 5, id, classes. Several ids in one pair of braces become one bad id."""
    match = _ATTRIBUTES.search(text)
    if match is None:
        return Marked(len(text.rstrip()))
    words = match["words"].split()
    ids = " ".join(word.removeprefix("#") for word in words if not word.startswith("."))
    classes = tuple(word[1:] for word in words if word.startswith("."))
    place = (match.start(), match.end())
    return Marked(len(text[: match.start()].rstrip()), ids, classes, place)


def id_problem(name: str, said: str, what: str, span: TextSpan, prefix: str = "") -> Diagnostic | None:
    """What is wrong with an id, if anything; `said` are the words that a proposal is made of."""
    proposal = proposed_id(prefix + said)
    if not name:
        hint = f"skriv fx {{#{proposal}}} til sidst på linjen"
        return error("id-mangler", f"{what} har intet id", span, hint)
    if not _ID.fullmatch(name):
        hint = f"brug kun små bogstaver a-z og bindestreger, fx {{#{proposed_id(name)}}}"
        return error("id-ulovligt", f"»{name}« kan ikke være id", span, hint)
    return None


def proposed_id(words: str) -> str:
    """An id made of words: no digits, at most six words."""
    slug = ascii_slug(_DIGITS.sub(" ", words))
    return "-".join(slug.split("-")[:6]) or "navn"
