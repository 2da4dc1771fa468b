"""Takes running text, gives it with soft hyphens (U+00AD) where a long Danish word may be divided.

The patterns that the typesetter brings along divide compounds wrongly ("kommunaldirektørne-t-værket"), so no pattern is
used. A word is divided only when it is in `delinger.txt`, is an inflected form of a word there, or is put together of
parts from there in one way only; every other word stays whole. Names, short forms, numbers, addresses and words that
have a hyphen are never touched. The style sheet decides with `hyphens: manual` or `none` where the marks count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.model.inline import Emphasis, FootnoteCall, Inline, Link, Strong, Text
from rammeaftale.model.walk import Inlines
from rammeaftale.world import PROGRAM
from rammeaftale.world.program import own_text

Parts = tuple[str, ...]
"""The parts of a word, with INNER where each may be divided inside."""

_WORD_LIST = "rammeaftale/render/delinger.txt"
JOINT = "·"
INNER = "-"
LEAST_WORD = 10  # letters; a shorter word stays whole
_LEAST_AT_JOINT = 3  # letters on either side of a division between the parts of a compound
_LEAST_AT_INNER = 4  # letters on either side of a division inside a part
_LONG_PART = 12  # letters; a shorter part of a compound is not divided inside
_LEAST_PART = 3  # letters of a part in a compound that is not on the list
_LONGEST_ENDING = 5
_LONGEST_WORD = 80  # letters; no Danish word has so many, and the ways to read one grow with every part
_BEFORE = 8  # characters before a word that tell whether a sentence ends there: its mark, quotation marks, spaces

# Inflection, for words that end in e, in a consonant, and in another vowel.
_E = "n ns r rs rne rnes s t ts de des nde nder"
_CONSONANT = (
    "e er ere eren erens eres eret erne ernes ers es est este et ets ede edes en ende ene enes ens s st ste t te"
)
_AFTER_E = frozenset(("", *_E.split()))
_AFTER_CONSONANT = frozenset(("", *_CONSONANT.split()))
_AFTER_VOWEL = _AFTER_CONSONANT | {"n", "ns"}
_VOWELS = frozenset("aeiouyæøåé")
# Nouns on these take an s when another word follows, so they are no first part without it.
_NEEDS_S = re.compile(r"(?:ing|hed|skab|sion|tion|tet|else|dom)$")

# A word that may be divided: letters only, at most the first one large, and nothing beside it that makes it part of an
# address, a number, a file name or a word with a hyphen.
_WORD = re.compile(
    rf"(?<![\w@/.:=?&%#+\-\u2010\u2011{SOFT_HYPHEN}])[A-ZÆØÅ]?[a-zæøåé]{{{LEAST_WORD - 1},}}"
    rf"(?![\w@/=&%#+\-\u2010\u2011{SOFT_HYPHEN}]|[.:]\w)"
)
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:…][»«”\")]*)\s*[»«”\"(]*$")


def hyphenate(text: str) -> str:
    """`Kommunaldirektørnetværket drøfter` → `Kommunal|direktør|netværket drøfter`, with U+00AD for the strokes."""
    return _WORD.sub(_marked_match, text)


def divided(run: Inlines) -> Inlines:
    """A run of running text with its plain words hyphenated; foreign words, short forms and held words are left."""
    return tuple(_divided(node) for node in run)


def _divided(node: Inline) -> Inline:
    match node:
        case Text():
            return replace(node, value=hyphenate(node.value))
        case Emphasis() | Strong() | Link() | FootnoteCall():
            return replace(node, children=divided(node.children))
        case _:
            return node


def _marked_match(match: re.Match[str]) -> str:
    word = match.group()
    if word[0].isupper() and not _SENTENCE_ENDS.search(match.string, max(0, match.start() - _BEFORE), match.start()):
        return word
    return _with_marks(word)


@lru_cache(maxsize=8192)
def _with_marks(word: str) -> str:
    positions = divisions(word)
    if not positions:
        return word
    return SOFT_HYPHEN.join(word[start:end] for start, end in zip((0, *positions), (*positions, None), strict=True))


def divisions(word: str) -> tuple[int, ...] | None:
    """Where a word may be divided, as numbers of letters before them; None when the word is unknown."""
    parts = _parts(word)
    if parts is None:
        return None
    if len(word) < LEAST_WORD:
        return ()
    return tuple(_allowed(parts, len(word)))


def _allowed(parts: Parts, length: int) -> Iterator[int]:
    at = 0
    for part in parts:
        pieces = part.split(INNER)
        least = _LEAST_AT_JOINT
        is_long = len(parts) == 1 or sum(map(len, pieces)) >= _LONG_PART
        for piece in pieces:
            if (is_long or least == _LEAST_AT_JOINT) and least <= at <= length - least:
                yield at
            at += len(piece)
            least = _LEAST_AT_INNER


@lru_cache(maxsize=8192)
def _parts(word: str) -> Parts | None:
    """The parts of a word with their inner marks; None when it is unknown."""
    if len(word) > _LONGEST_WORD:
        return None
    if {word, word.removesuffix("s")} & _names():
        return (word,)
    small = word[:1].lower() + word[1:]
    return _inflected(small, _vocabulary()) or _compound(small)


def _inflected(word: str, known: Mapping[str, Parts]) -> Parts | None:
    """The parts of a known word, or of a form of it; the ending belongs to the last part."""
    for cut in range(len(word), max(_LEAST_PART, len(word) - _LONGEST_ENDING) - 1, -1):
        parts = known.get(word[:cut])
        if parts is not None and _is_ending(word[:cut], word[cut:]):
            return (*parts[:-1], parts[-1] + word[cut:])
    return None


def _is_ending(stem: str, ending: str) -> bool:
    last = stem[-1]
    if last == "e":
        return ending in _AFTER_E
    if last in _VOWELS:
        return ending in _AFTER_VOWEL
    doubled = ending.startswith(last) and ending[1:2] == "e" and ending[1:] in _AFTER_CONSONANT
    return doubled or ending in _AFTER_CONSONANT


def _compound(word: str) -> Parts | None:
    """The parts of a compound that is not on the list; None when there is no way, or no single best way."""
    ways = sorted(_ways(word), key=len)
    if not ways or (len(ways) > 1 and len(ways[0]) == len(ways[1]) and ways[0] != ways[1]):
        return None
    return ways[0]


def _ways(word: str) -> Iterator[Parts]:
    """Every way to read a word as first parts from the list and a word from the list in some form."""
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        head = _heads().get(word[:cut])
        if head is None:
            continue
        tail = word[cut:]
        last = _inflected(tail, _tails())
        if last is not None:
            yield (*head, *last)
        else:
            yield from ((*head, *rest) for rest in _ways(tail))


@cache
def _entries() -> tuple[str, ...]:
    """The lines of the list that hold a word. The list is part of the program, as a module is."""
    lines = (line.strip() for line in own_text(PROGRAM, _WORD_LIST).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _names() -> frozenset[str]:
    """The names of the list: known, and never divided."""
    return frozenset(entry for entry in _entries() if entry[0].isupper())


@cache
def _vocabulary() -> dict[str, Parts]:
    """Every other word of the list with its parts."""
    simple: dict[str, Parts] = {
        entry.replace(INNER, ""): (entry,) for entry in _entries() if JOINT not in entry and entry[0].islower()
    }
    words = dict(simple)
    for entry in _entries():
        if JOINT in entry:
            parts = tuple(_with_inner_marks(part, simple) for part in entry.split(JOINT))
            words["".join(parts).replace(INNER, "")] = parts
    return words


def _with_inner_marks(part: str, simple: dict[str, Parts]) -> str:
    """A part as it is marked where it stands as a word of its own, with its binding letter or ending."""
    if INNER in part:
        return part
    for stem in (part, part.removesuffix("s")):
        if stem in simple:
            return simple[stem][0] + part[len(stem) :]
    return part


@cache
def _heads() -> dict[str, Parts]:
    """What may stand first in a compound: first parts of the list, and its words with or without a binding s."""
    heads: dict[str, Parts] = {}
    for word, parts in _vocabulary().items():
        for first in parts[:-1]:
            heads.setdefault(first.replace(INNER, ""), (first,))
        heads.setdefault(word + "s", (*parts[:-1], parts[-1] + "s"))
        if not _NEEDS_S.search(word):
            heads.setdefault(word, parts)
    return {word: parts for word, parts in heads.items() if len(word) >= _LEAST_PART}


@cache
def _tails() -> dict[str, Parts]:
    """What may stand last in a compound: the words of the list, and the last parts of those there."""
    lasts: dict[str, Parts] = {parts[-1].replace(INNER, ""): (parts[-1],) for parts in _vocabulary().values()}
    return lasts | _vocabulary()
