"""Takes the end of a heading, a paragraph or a `::: tabel` line, gives the words, the id, and what is wrong with it."""

from __future__ import annotations

import re
from typing import NamedTuple

from rammeaftale.base.danish import ascii_slug
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.read.markdown.positions import OpenFile, Passage

_ATTRIBUTES = re.compile(r"(?<![{\\])\{(?P<words>[#.][^{}\n]*)\}\s*$")
_AT_THE_END = re.compile(r"(?<=\S)\s+\{#(?P<id> *[^{}\s%#.][^{}\n%#.]*)\}$")
_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")
_DIGITS = re.compile(r"[0-9]+")
_DIGIT_WORDS = ("nul", "et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_TEENS = ("ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten")
_TENS = ("", "", "tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems")
_BARE_ID = re.compile(r"(?<!\{)\{ *#? *([a-zA-ZæøåÆØÅ0-9_-]+) *\}$")
"""An id in braces that are not written as they should be: `{takster}`, `{ #takster }`."""
_PROPOSED_WORDS = 6
"""An id of more words than these is longer than what it is the id of."""


class Marked(NamedTuple):
    """Words before `{#id .class}`: `end` is where they stop; `attributes` are the offsets of the braces."""

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
    return Marked(len(text[: match.start()].rstrip()), ids, classes, match.span())


def take_id(passage: Passage, file: OpenFile) -> tuple[Passage, str]:
    """The words before the id of running text, and the id; empty when none is written or it cannot be one.

    The id is last, after a blank, alone in its braces. In any other place the braces stay text.
    """
    match = _AT_THE_END.search(passage.text) if passage.text.endswith("}") else None
    if match is None:
        return passage, ""
    words, name = passage.up_to(match.start()), match["id"].rstrip()
    span = passage.span(match.start("id") - 2, match.end("id") + 1)
    return words, name if check_id(name, words.text, "stykket", span, file) else ""


def check_id(name: str, said: str, what: str, span: TextSpan, file: OpenFile) -> bool:
    """Whether a name can be an id; what is wrong with it is noted. `said` are the words that a proposal is made of."""
    if not name:
        if wrong := _BARE_ID.search(said):
            hint = f"skriv {{#{_without_digits(_spelled_out(wrong[1])) or 'navn'}}} i stedet for {wrong[0]}"
            file.error("id-mangler", f"{what} har intet id", span, hint)
            return False
        proposal = proposed_id(said)
        if proposal in file.proposed_ids:
            proposal = _without_digits(_spelled_out(said))
        file.proposed_ids.add(proposal)
        hint = f"skriv fx {{#{proposal}}} til sidst på linjen"
        file.error("id-mangler", f"{what} har intet id", span, hint)
    elif not is_id(name):
        meant = name.strip()
        hint = (
            f"slet mellemrummet: {{#{meant}}}"
            if is_id(meant)
            else f"brug kun små bogstaver a-z og bindestreger, fx {{#{_without_digits(_spelled_out(name)) or 'navn'}}}"
        )
        file.error("id-ulovligt", f"»{name}« kan ikke være id", span, hint)
    return is_id(name)


def _spelled_out(name: str) -> str:
    """Numbers as words, so that `tabel-q1` and `tabel-q2` are told to have different ids: `tabel-q-et`."""
    return _DIGITS.sub(lambda match: f"-{_number_in_words(match[0])}-", name)


def _number_in_words(digits: str) -> str:
    """`nitten` of 19, `tyve-enogtredive` of 2031, digit by digit what is read so."""
    if len(digits) == 4 and not digits.startswith("0"):
        return f"{_number_in_words(digits[:2])}-{_number_in_words(digits[2:])}"
    if len(digits) != 2 or digits.startswith("0"):
        return "-".join(_DIGIT_WORDS[int(digit)] for digit in digits)
    tens, ones = divmod(int(digits), 10)
    if tens == 1:
        return _TEENS[ones]
    return f"{'en' if ones == 1 else _DIGIT_WORDS[ones]}og{_TENS[tens]}" if ones else _TENS[tens]


def is_id(name: str) -> bool:
    """Whether a name may be an id in a text."""
    return _ID.fullmatch(name) is not None


def proposed_id(words: str) -> str:
    """An id made of words, without digits."""
    slug = _without_digits(words)
    return "-".join(slug.split("-")[:_PROPOSED_WORDS]) or "navn"


def _without_digits(words: str) -> str:
    return ascii_slug(_DIGITS.sub(" ", words))
