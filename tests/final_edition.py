"""A small final edition that prints every kind of thing, each with a word of its own, which a test puts a hole in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests import frozen
from tests.case_files import basis

PLACE = re.compile(r"\bSted[a-zæøå]+\b")
"""A word of the edition that stands in one printed place and no other."""
UDGAVE, FORA = "content/2031-32/udgave.yaml", "content/faelles/fora.yaml"
STYRING, FAKTA = "content/2031-32/styring.md", "content/2031-32/fakta.yaml"
_TEXT = """\
# Stedkapitel {#styring}

::: indledning
Stedindledning er skrevet før resten.
:::

Stedstykke følger op hvert år.[^note] Der er {{ pladser.tekst }} at tage af.

[^note]: Stednote står nederst.

## Stedafsnit {#afsnit}

- Stedpunkt i en liste
  - Stedindre punkt

1. Stednummer i en liste
2. det næste

> Stedcitat fra en borger

**Stedfed** og *Stedkursiv* og [Stedsprog]{sprog=en} og [Stedlink](https://example.org).

::: tabel Stedtitel {#tabel-aar}
| Stedkolonne | Pladser |
|---|---:|
| Stedrække | Stedcelle |
:::

::: faktaboks Stedboks
Stedboksord er korte.
:::

## Margen {#margen}

::: margen
Stedmargen er kort.
:::

Teksten ved siden af.

::: formel
Stedformel = budget
:::

::: figur organisation {#figur-org}
Stedfigur
:::

![Stedbillede](kort.png)

::: indsæt fora
:::

::: indsæt lovgrundlag
:::

::: indsæt kommuner
:::

::: indsæt underskrifter
:::

::: indsæt kontakt
:::

::: indsæt bilagsliste
:::
"""
_UDGAVE = (
    ("titel: Rammeaftale 2031-32", "titel: Rammeaftale 2031-32, Stedaftale"),
    ("undertitel: Det specialiserede område", "undertitel: Stedundertitel"),
    ("parter: De {{ kommuner.antal }} kommuner og regionen", "parter: Stedparter og regionen"),
    ("status: udkast", "status: endelig"),
    ("navn: Navn Navnesen", "navn: Stednavn Navnesen"),
    ("- Formand", "- Stedformand"),
    ("navn: Sekretariatet", "navn: Stedsekretariat"),
    ("adresse: Vejen 1", "adresse: Stedvejen 1"),
    ("by: 8000 Byen", "by: 8000 Stedbyen"),
    ("slags: Styring", "slags: Stedslags"),
    ("titel: Styringsaftale", "titel: Stedbilag\n    undertitel: Stedbilagets undertitel"),
)
_FORA = (
    ("navn: KKR\n", "navn: Stedforum\n    fuldt_navn: Stedfuldt navn\n"),
    ("- Anbefaler aftalen", "- Stedopgave"),
    ("deltagere: Borgmestrene fra de {{ kommuner.antal }} kommuner", "deltagere: Steddeltagere\n    møder: Stedmøder"),
    ("kilde: Faktaark\n  - id: styregruppen", "kilde: Stedkilde\n  - id: styregruppen"),
    ("forbindelse: indstiller til", "forbindelse: Stedforbindelse"),
)
_FACT = "pladser:\n  tekst:\n    værdi: Stedoplysning\n    art: tekst\n    kilde: Forsiden\n"
_CHANGES: dict[str, tuple[tuple[str, str], ...]] = {
    UDGAVE: _UDGAVE,
    FORA: _FORA,
    FAKTA: (("pladser:\n", _FACT),),
    "content/faelles/lovregister.yaml": (("titel: Lov om det hele", "titel: Stedlov om det hele"),),
    "content/faelles/kommuner.yaml": (("navn: Horsens", "navn: Stedkommune"),),
    "content/faelles/forkortelser.yaml": (("kort: KKR", "kort: SAS"), ("ord: Kommunekontaktrådet", "ord: Stedord")),
    "bilag/2031-32/styringsaftale/tekst.md": (("Styringsaftalen fastlægger", "Stedtekst og SAS fastlægger"),),
}


def files() -> dict[str, bytes]:
    """The edition's files by path."""
    made = basis() | {
        STYRING: _TEXT.encode(),
        "content/2031-32/kort.png": frozen.files()[f"{frozen.BILAG}/faelles-tilbud/kort.png"],
    }
    for path, changes in _CHANGES.items():
        _change(made, path, changes)
    return made


def _change(made: dict[str, bytes], path: str, changes: tuple[tuple[str, str], ...]) -> None:
    text = made[path].decode()
    for old, new in changes:
        assert text.count(old) == 1, (path, old)
        text = text.replace(old, new)
    made[path] = text.encode()


def places(made: Mapping[str, bytes]) -> dict[str, str]:
    """The word of every printed place, with the path of the file that it stands in."""
    texts = {path: data.decode() for path, data in made.items() if not path.endswith(".png")}
    return {word: path for path, text in texts.items() for word in PLACE.findall(text)}


def with_words(made: Mapping[str, bytes], place: str, words: str) -> dict[str, bytes]:
    """The edition with other words in one place."""
    path = places(made)[place]
    return {**made, path: re.sub(rf"\b{place}\b", words, made[path].decode()).encode()}
