"""What the example data are drawn from: driftsherrer, invented names of tilbud, and kinds of tilbud.

Weights, names and spans of takster are invented; only the driftsherrer's codes and names are real.
"""

from __future__ import annotations

from dataclasses import dataclass

# Code, name and weight: inhabitants in thousands, 2013, Aarhus and the region by judgement.
DRIFTSHERRER = (
    ("615", "Horsens", 85), ("657", "Herning", 87), ("661", "Holstebro", 57), ("665", "Lemvig", 21),
    ("671", "Struer", 22), ("706", "Syddjurs", 42), ("707", "Norddjurs", 38), ("710", "Favrskov", 47),
    ("727", "Odder", 22), ("730", "Randers", 96), ("740", "Silkeborg", 89), ("741", "Samsø", 4),
    ("746", "Skanderborg", 58), ("751", "Aarhus", 220), ("756", "Ikast-Brande", 40),
    ("760", "Ringkøbing-Skjern", 57), ("766", "Hedensted", 46), ("779", "Skive", 47), ("791", "Viborg", 94),
    ("1082", "Region Midtjylland", 190),
)  # fmt: skip

FIRST = (
    "Birke", "Bøge", "Elle", "Fyrre", "Gran", "Hassel", "Hyben", "Kaprifolie", "Kastanje", "Kløver", "Lærke", "Lind",
    "Mirabelle", "Mose", "Pile", "Porse", "Rønne", "Skov", "Slåen", "Solsikke", "Stjerne", "Svale", "Tjørne", "Vibe",
    "Viol", "Æble", "Ørne", "Åkande", "Enebær", "Hedelyng", "Kornblomst", "Mælkebøtte",
)  # fmt: skip
LAST = ("gården", "huset", "haven", "bakken", "lunden", "engen", "vangen", "kilden", "toften", "hegnet")
DEPARTMENTS = ("Nord", "Syd", "Øst", "Vest", "Afdeling A", "Afdeling B", "Afdeling C", "Stueetagen", "1. sal", "2. sal")


@dataclass(frozen=True)
class Kind:
    """A kind of tilbud: paragraph, type, unit, units in a year of one place, span in kr. and how often it occurs."""

    paragraph: str
    tilbudstype: str
    unit: str
    per_year: int
    lowest: int
    highest: int
    weight: int
    child: bool = False


KINDS = (
    Kind("§ 107", "Døgntilbud", "døgn", 365, 1100, 3900, 24),
    Kind("§ 108", "Døgntilbud", "døgn", 365, 1300, 5200, 22),
    Kind("§ 104", "Dagtilbud", "dag", 225, 320, 1150, 16),
    Kind("§ 103", "Dagtilbud", "dag", 225, 250, 620, 9),
    Kind("§ 85", "Ambulant tilbud", "time", 400, 380, 690, 5),
    Kind("§ 101", "Ambulant tilbud", "måned", 12, 2900, 7400, 3),
    Kind("§ 109", "Døgntilbud", "døgn", 365, 1250, 1900, 2),
    Kind("§ 110", "Døgntilbud", "døgn", 365, 950, 1850, 4),
    Kind("§ 66", "Døgntilbud", "døgn", 365, 2600, 6900, 9, child=True),
    Kind("§ 32", "Dagtilbud", "dag", 225, 900, 2100, 4, child=True),
    Kind("§ 36", "Dagtilbud", "dag", 225, 420, 980, 2, child=True),
)
ADULTS = (
    "Voksne med udviklingshæmning",
    "Voksne med autisme",
    "Voksne med psykiske vanskeligheder",
    "Voksne med erhvervet hjerneskade",
    "Voksne med sociale problemer",
)
CHILDREN = (
    "Børn og unge med autisme",
    "Børn og unge med nedsat funktionsevne",
    "Børn og unge med sociale problemer",
)
ADULTS_BY_PARAGRAPH = {
    "§ 101": "Voksne med stofmisbrug",
    "§ 109": "Voldsramte kvinder",
    "§ 110": "Hjemløse",
}
NOTES = (
    "Forplejning er med i taksten",
    "Transport til og fra tilbuddet er ikke med",
    "Der er vågen nattevagt",
    "Taksten gælder også aflastning",
    "Flytter til nye lokaler i perioden",
    "Nattevagten deles med naboafdelingen",
)
