"""Signs in text that stayed text that it was meant as Markdown, which give errors.

CommonMark has no errors: what it does not understand is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rammeaftale.read.signs import Remark, Sign, remark, remarks

_SCHEMES = "https?|mailto|tel|bilag|afsnit|figur|tabel|dokument|lov"

_IN_TEXT = (
    Sign(
        "stjerne-alene",
        re.compile(r"\*+"),
        "»{0}« hører ikke sammen med nogen anden stjerne og ville blive trykt",
        "skriv *kursiv* eller **fed** uden mellemrum inden for stjernerne; gangetegn er ×, og en stjerne er \\*",
    ),
    Sign(
        "henvisning-ulovlig",
        re.compile(rf"\]\(|\] +\((?=(?:{_SCHEMES}):)|\((?:{_SCHEMES}):(?=[^\s/]+\)|//)"),
        "her skulle vist stå en henvisning, men den er ikke skrevet rigtigt",
        "skriv [ord](bilag:id) på én linje uden mellemrum mellem ] og (",
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

_FIRST_IN_LINE = (
    Sign(
        "overskrift-mellemrum",
        re.compile(r"#{1,6}(?=[^\W\d_])"),
        "linjen ligner en overskrift, men mangler et mellemrum efter #",
        "skriv fx »## Overskrift {#overskrift}«",
    ),
    Sign(
        "overskrift-niveau",
        re.compile(r"#{7,}"),
        "overskrifter har højst tre #",
        "brug #, ## eller ###",
    ),
    Sign(
        "fodnote-ulovlig",
        re.compile(r"\[\^[^\]]*\]\s*:"),
        "fodnoten er ikke skrevet rigtigt",
        "skriv »[^navn]: tekst« med et navn uden mellemrum og kolon lige efter ]",
    ),
    Sign(
        "henvisning-ulovlig",
        re.compile(r"\[[^\]^]+\]:(?=\s)"),
        "adresser kan ikke samles for sig selv",
        "skriv adressen ved ordene: [ord](https://…)",
    ),
    Sign(
        "liste-tegn",
        re.compile(r"[•◦▪‣·](?=\s)"),
        "punkttegnet »{0}« gør ikke linjen til et punkt i en liste",
        "begynd punktet med »- «",
    ),
    Sign(
        "ramme-tegn",
        re.compile(r"::?(?=\s*\w)"),
        "linjen begynder med »{0}«",
        "en ramme begynder med tre kolon: »::: navn«",
    ),
)
_FIRST_IN_PARAGRAPH = (
    Sign(
        "liste-mellemrum",
        re.compile(r"(?:-|\d{1,2}[.)])(?=[^\W\d_])"),
        "linjen ligner et punkt i en liste, men mangler et mellemrum efter »{0}«",
        "skriv »- tekst« eller »1. tekst«",
    ),
    Sign(
        "liste-tegn",
        re.compile(r"[–—](?=\s)"),
        "tankestregen »{0}« gør ikke linjen til et punkt i en liste",
        "begynd punktet med »- « (bindestreg og mellemrum)",
    ),
)


def text_traps(text: str) -> Iterator[Remark]:
    """Marks left standing in a run of text."""
    return remarks(_IN_TEXT, text)


def line_traps(text: str) -> Iterator[Remark]:
    """Lines of a paragraph that look like something else."""
    offset = 0
    for number, line in enumerate(text.split("\n")):
        begin = offset + len(line) - len(line.lstrip())
        for sign in _FIRST_IN_LINE if number else _FIRST_IN_LINE + _FIRST_IN_PARAGRAPH:
            if match := sign.pattern.match(text, begin):
                yield remark(sign, match)
        offset += len(line) + 1
