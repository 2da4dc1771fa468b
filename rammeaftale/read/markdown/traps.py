"""Signs in text that stayed text that it was meant as Markdown, which give errors.

CommonMark has no errors: what it does not understand is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rammeaftale.read.markdown.nodes import InlineNode
from rammeaftale.read.signs import Remark, Sign, remark, remarks

_PLACES = "bilag|afsnit|figur|tabel|dokument|lov"
_SCHEMES = f"https?|mailto|tel|{_PLACES}"
BREAK_IN_TEXT = "slet det, og skriv \\ sidst på linjen for linjeskift"
BREAK_IN_CELL = "i en tabelcelle kan der ikke være linjeskift; skriv komma i stedet, eller del rækken i to"
"""What to do where HTML's mark of a line break stands."""

_IN_TEXT = (
    Sign(
        "stjerne-alene",
        re.compile(r"\*+"),
        "»{0}« hører ikke sammen med nogen anden stjerne og ville blive trykt",
        "skriv *kursiv* eller **fed** uden mellemrum inden for stjernerne; gangetegn er ×, og en stjerne er \\*",
    ),
    Sign(
        "liste-tegn",
        re.compile(r"\[ \](?! ?\()"),
        "»{0}« er en boks til at sætte kryds i, og den har programmet ikke",
        "slet boksen; et punkt i en liste skrives »- tekst«",
    ),
    Sign(
        "henvisning-ulovlig",
        re.compile(
            rf"\]\(|\] +\((?:{_SCHEMES}):|\((?:{_SCHEMES}):(?=[^\s/]+\))|\[\]|\[ \](?= ?\()|\[\[|\]\]"
            rf"|(?<![\w:/])(?:{_PLACES}):(?=[a-z0-9])"
        ),
        "her skulle vist stå en henvisning, men den er ikke skrevet rigtigt",
        "skriv [ord](bilag:id) på én linje uden mellemrum mellem ] og (",
    ),
    Sign(
        "fodnote-ulovlig",
        re.compile(r"\[ *\^(?![^\]\n]*\]\s*:)|\^\["),
        "her skulle vist stå en fodnote, men den er ikke skrevet rigtigt",
        "skriv [^navn] uden mellemrum, og noten på en linje for sig: »[^navn]: tekst«",
    ),
    Sign(
        "fremhaevning-tegn",
        re.compile(r"={2,}|\+{2,}|(?<!\[)(?<!\[ )\^(?!\[)|(?<!~)~(?=[^\s~][^\n~]*(?<=\S)~)"),
        "»{0}« fremhæver ikke noget her og ville blive trykt",
        "skriv *kursiv* eller **fed**; et tegn, der skal stå der, skrives med \\ foran, og m² skrives med ²",
    ),
    Sign(
        "html-i-tekst",
        re.compile(r"< */? *br */? *>"),
        "»{0}« er HTML, som ikke kan bruges",
        BREAK_IN_TEXT,
    ),
    Sign(
        "html-i-tekst",
        re.compile(r"< */? *(?:b|i|u|p|em|strong|sup|sub|div|span|h[1-6]) */? *>|&(?:nbsp|shy|ndash|mdash|amp|quot)\b"),
        "»{0}« er HTML, som ikke kan bruges",
        "slet det; brug *kursiv*, **fed** og \\ sidst på linjen for linjeskift, og skriv selve tegnet, fx & eller –",
    ),
    Sign(
        "billede-ulovligt",
        re.compile(r"!\["),
        "her skulle vist stå et billede",
        "skriv ![Hvad billedet viser](billede.png) alene på en linje, uden parenteser i teksten",
    ),
    Sign(
        "lodret-streg",
        re.compile(r"\|"),
        "den lodrette streg hører kun til i tabeller; linjen blev ikke til en tabel",
        "begynd hver linje i tabellen med |, og sæt en linje |---|---| under overskrifterne; en streg i teksten er \\|",
    ),
    Sign(
        "ramme-tegn",
        re.compile(r":{3,}"),
        "»{0}« virker kun først på en linje",
        "sæt ::: helt ude til venstre på sin egen linje",
    ),
    Sign(
        "adresse-adgang",
        re.compile(r"(?<=://)[^\s/@»«]+:[^\s/@»«]+@"),
        "adressen har et brugernavn eller en adgangskode foran @",
        "slet det, der står mellem // og @; alle, der får PDF-filen, kan læse det",
    ),
    Sign(
        "gennemstregning",
        re.compile(r"~~+"),
        "gennemstreget tekst kan ikke bruges",
        "slet det, der skal ud; ændringer vises ved at sammenligne udgaver",
    ),
)

_AHEAD = 2
"""How many characters after a run tell what its last ones are."""
_IN_CONTEXT = (
    Sign(
        "overskrift-mellemrum",
        re.compile(r"(?<!\S)#{1,6}(?!\S)"),
        "»{0}« står midt i teksten og ville blive trykt",
        "er det en overskrift, så sæt den på sin egen linje med alle # samlet; er det et tegn, så skriv \\#",
    ),
    Sign(
        "fremhaevning-tegn",
        re.compile(r"(?<![\w/.@-])_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?![\w.@/-])|(?<!\S)_{1,2}(?!\S)"),
        "»{0}« fremhæver ikke noget her og ville blive trykt",
        "skriv *kursiv* eller **fed**; et tegn, der skal stå der, skrives med \\ foran",
    ),
    Sign(
        "ramme-tegn",
        re.compile(r"(?:(?<=\S)|(?<=\S ))(?<!:)::(?!:)"),
        "»{0}« virker kun som ::: først på en linje",
        "sæt ::: helt ude til venstre på sin egen linje, eller slet tegnene",
    ),
)
"""Marks that are told by what stands around them, be it text or not."""


def text_traps(text: str) -> Iterator[Remark]:
    """Marks left standing in a run of text."""
    return remarks(_IN_TEXT, text)


def context_traps(text: str, begin: int, end: int) -> Iterator[Remark]:
    """Marks left standing in the run `text[begin:end]` of a longer text."""
    for sign in _IN_CONTEXT:
        for match in sign.pattern.finditer(text, begin, end + _AHEAD):
            if match.end() <= end:
                yield remark(sign, match)


def unmatched_brackets(nodes: Iterable[InlineNode]) -> Iterator[int]:
    """The offsets of square brackets in text that have no partner."""
    opened: list[int] = []
    for at, bracket in _brackets(nodes):
        if bracket == "[":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            yield at
    yield from opened


def _brackets(nodes: Iterable[InlineNode]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if node.kind == "text":
            yield from ((node.start + at, letter) for at, letter in enumerate(node.text) if letter in "[]")
        yield from _brackets(node.children)
