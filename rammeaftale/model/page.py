"""What the program must know of the page: widths and sizes of type, read from `templates/print/maal.css`.

The style sheets use those measures by name. Whatever else reckons with the page (drawings, margin notes, tables,
contents) takes them from here by the same names, all of them in points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from rammeaftale.base.diagnostics import Refused

MEASURES = "print/maal.css"
"""The style sheet that has the measures, below templates/."""
MM_PER_POINT = 25.4 / 72
_POINTS = {"pt": 1.0, "mm": 1 / MM_PER_POINT}
_SIGNS = {"+": 1, "-": -1}
_DECLARATION = re.compile(r"^ *--([a-z-]+): ([^;]+);", re.MULTILINE)
_CALC = re.compile(r"^calc\((.*)\)$")
_TERM = re.compile(r"var\(--([a-z-]+)\)|([\d.]+)(mm|pt)")


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type and the distance from one of its lines to the next, in points."""

    size: float
    line: float

    def letters(self, width: float, breadth: float) -> int:
        """How many letters fit in a width; `breadth` is an average letter's, with what lines leave empty, in ems."""
        return round(width / (self.size * breadth))


@dataclass(frozen=True, slots=True)
class Page:
    """The measures, each by its name in the style sheet."""

    papirhoejde: float
    hoejde: float
    bred: float
    tekstspalte: float
    note: float
    afsnitsluft: float
    spalteluft: float
    raekkeluft: float
    titelluft: float
    listeindryk: float
    citatluft: float
    boks_kant: float
    liste_bredde: float
    liste_spalteluft: float
    liste_talluft: float
    takst_maalgruppe: float
    takst_pladser: float
    takst_belaegning: float
    takst_beloeb: float
    takst_foer: float
    driftsherrer_luft: float
    tilbud_paragraf: float
    tilbud_type: float
    tilbud_pladser: float
    pladsnavn: float
    gruppenavn: float
    underskrift: float
    noegle: float
    hvem: float
    kommuner_luft: float
    forside_bredde: float
    ark_margen: float
    broedtekst: Type
    margennote: Type
    tabel: Type
    smaat: Type
    kapiteltitel: Type
    afsnitstitel: Type
    underafsnitstitel: Type
    slags: Type
    indledning: Type
    boks: Type
    formel: Type
    ark_kapiteltitel: Type
    ark_afsnitstitel: Type
    ark_broedtekst: Type
    ark_indledning: Type
    ledelse_tekst: Type
    forside_titel: Type
    forside_lang_titel: Type
    forside_undertitel: Type
    forside_emne: Type
    forside_parter: Type
    forside_varsel: Type
    ark_titel: Type
    ledelse_titel: Type
    taltabel: Type
    takstliste: Type
    gruppe: Type
    driftsherrer: Type
    mangler: Type
    opslag: Type
    kontakt: Type
    noegletal: Type
    noegletal_stort: Type
    diagram: Type
    kassenavn: Type
    kasseord: Type


def page_of(templates: Mapping[str, str]) -> Page:
    """The measures of the page that templates lay out. Raises Refused for one that is missing or misspelt."""
    declared = dict(_DECLARATION.findall(templates.get(MEASURES, "")))

    def points(name: str, value: str) -> float:
        total, sign = 0.0, 1
        for term in _CALC.sub(r"\1", value).split():
            if term in _SIGNS:
                sign = _SIGNS[term]
            elif match := _TERM.fullmatch(term):
                total += sign * (length(match[1]) if match[1] else float(match[2]) * _POINTS[match[3]])
            else:
                raise _refused(f"»--{name}: {value}« er ikke et mål")
        return total

    def length(name: str) -> float:
        if name not in declared:
            raise _refused(f"»--{name}« mangler")
        return points(name, declared[name])

    def type_of(name: str) -> Type:
        size, _, line = declared.get(name, "").partition("/")
        if not line:
            raise _refused(f"»--{name}« mangler en skriftgrad og en linjeafstand")
        return Type(points(name, size), points(name, line))

    read = {"float": length, "Type": type_of}
    measures: dict[str, Any] = {
        field.name: read[str(field.type)](field.name.replace("_", "-")) for field in fields(Page)
    }
    return Page(**measures)


def _refused(reason: str) -> Refused:
    hint = "mål skrives som 38mm, skriftgrader som 8.8pt/11.8pt"
    return Refused("skabelon-fejl", f"målet {reason} i templates/{MEASURES}", hint)
