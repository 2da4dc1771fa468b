"""Takes the end of a heading, a paragraph or a `::: tabel` line, gives the words, the id, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rammeaftale.base.danish import ascii_slug
from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error
from rammeaftale.read.markdown.place import Passage

_ATTRIBUTES = re.compile(r"(?<![{\\])\{(?P<words>[#.][^{}\n]*)\}\s*$")
_AT_THE_END = re.compile(r"(?<=\S)\s+\{#(?P<id>[^{}\s%#.][^{}\n%#.]*)\}$")
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


@dataclass(frozen=True, slots=True)
class Named:
    """Words without the `{#id}` at their end, the id (empty when none is written), and what is wrong with it."""

    words: Passage
    id: str
    problems: tuple[Diagnostic, ...]


def take_id(passage: Passage) -> Named:
    """The id of running text: last, after a blank, alone in its braces. In any other place the braces stay text."""
    match = _AT_THE_END.search(passage.text) if passage.text.endswith("}") else None
    if match is None:
        return Named(passage, "", ())
    words, place = passage.up_to(match.start()), passage.span(match.start("id") - 2, match.end("id") + 1)
    problem = id_problem(match["id"].strip(), words.text, "stykket", place)
    return Named(words, "" if problem else match["id"].strip(), (problem,) if problem else ())


def id_problem(name: str, said: str, what: str, span: TextSpan, prefix: str = "") -> Diagnostic | None:
    """What is wrong with an id, if anything; `said` are the words that a proposal is made of."""
    proposal = proposed_id(prefix + said)
    if not name:
        hint = f"skriv fx {{#{proposal}}} til sidst på linjen"
        return error("id-mangler", f"{what} har intet id", span, hint)
    if not is_id(name):
        hint = f"brug kun små bogstaver a-z og bindestreger, fx {{#{proposed_id(name)}}}"
        return error("id-ulovligt", f"»{name}« kan ikke være id", span, hint)
    return None


def is_id(name: str) -> bool:
    """Whether a name may be an id in a text."""
    return _ID.fullmatch(name) is not None


def proposed_id(words: str) -> str:
    """An id made of words: no digits, at most six words."""
    slug = ascii_slug(_DIGITS.sub(" ", words))
    return "-".join(slug.split("-")[:6]) or "navn"
