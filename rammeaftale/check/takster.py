"""Checks of the takstfil against the registers and facts of the edition (fagligt-grundlag 10, A and B)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from rammeaftale.danish import format_kroner, format_number, format_percent
from rammeaftale.diagnostics import CellSpan, Diagnostic, Severity, error, warning
from rammeaftale.model.agreement import Edition
from rammeaftale.model.takster import Takst, Takstfil

REGION_CODE, REGION = "1082", "Region Midtjylland"
PLACES_FACT = "pladser.i_alt"
PLACES_TOLERANCE = Decimal("0.02")
UNUSUAL_CHANGE = Decimal(10)


def _takstfiler(edition: Edition) -> Iterator[Takstfil]:
    """Each workbook once, though two bilag may print it."""
    seen: set[str] = set()
    for document in edition.documents:
        if document.takster is not None and document.takster.path not in seen:
            seen.add(document.takster.path)
            yield document.takster


def _takster(edition: Edition) -> Iterator[Takst]:
    for takstfil in _takstfiler(edition):
        yield from takstfil.takster


def check_driftsherrer(edition: Edition) -> Iterator[Diagnostic]:
    """P1: code and name of a driftsherre fit the register of kommuner, or are the region's."""
    known = {kommune.code: kommune.name for kommune in edition.kommuner} | {REGION_CODE: REGION}
    for takst in _takster(edition):
        if takst.driftsherre_code not in known:
            message = f"koden {takst.driftsherre_code} ({takst.driftsherre}) hører ikke til Midtjylland"
            yield error("driftsherre-ukendt", message, takst.span, "kommunerne står i content/faelles/kommuner.yaml")
        elif known[takst.driftsherre_code] != takst.driftsherre:
            right = known[takst.driftsherre_code]
            message = f"koden {takst.driftsherre_code} og navnet »{takst.driftsherre}« passer ikke sammen"
            yield error("driftsherre-navn", message, takst.span, f"koden hører til »{right}«")


def check_doubles(edition: Edition) -> Iterator[Diagnostic]:
    """P4: the same takst line does not stand twice."""
    first: dict[tuple[str, ...], CellSpan] = {}
    for takst in _takster(edition):
        key = (takst.driftsherre_code, takst.tilbud, takst.afdeling, takst.law, takst.paragraph, takst.unit)
        if key in first:
            yield Diagnostic(
                Severity.ERROR,
                "takst-dobbelt",
                f"»{takst.tilbud}« med samme afdeling, paragraf og enhed står to gange",
                takst.span,
                ("slet den ene linje, eller giv dem hver sin afdeling",),
                ((first[key], "det første sted"),),
            )
        first.setdefault(key, takst.span)


def check_places(edition: Edition) -> Iterator[Diagnostic]:
    """P5: the places of the takstfil sum to what the text says, within 2 pct. ("ca. 10.000")."""
    fact = edition.facts.get(PLACES_FACT)
    if fact is None or not isinstance(fact.value, Decimal):
        return
    for takstfil in _takstfiler(edition):
        places = sum((takst.places for takst in takstfil.takster), Decimal(0))
        if abs(places - fact.value) > PLACES_TOLERANCE * fact.value:
            said, found = format_number(fact.value), format_number(places)
            message = f"teksten siger ca. {said} pladser, men {takstfil.path} giver {found}"
            yield warning("pladser-sum", message, fact.span)


def check_rise(edition: Edition) -> Iterator[Diagnostic]:
    """T1: no takst rises. A warning, since pris- og lønfremskrivningen is not known to the file."""
    for takst in _takster(edition):
        if takst.previous is not None and takst.amount > takst.previous:
            rise = format_percent(_change(takst, takst.previous), 1)
            message = f"taksten for »{takst.tilbud}« stiger {rise}, men aftalen siger, at taksterne ikke kan stige"
            yield warning("takst-stiger", message, takst.span, "ret taksten, eller skriv en begrundelse i aftalen")


def check_change(edition: Edition) -> Iterator[Diagnostic]:
    """T6: a change of more than 10 pct. in a year may be a slip or another unit."""
    for takst in _takster(edition):
        if takst.previous is not None and abs(_change(takst, takst.previous)) > UNUSUAL_CHANGE:
            before, after = format_kroner(takst.previous, 2), format_kroner(takst.amount, 2)
            message = f"taksten for »{takst.tilbud}« er ændret fra {before} til {after} på et år"
            yield warning("takst-aendring", message, takst.span, "er det en slåfejl eller en anden enhed?")


def _change(takst: Takst, previous: Decimal) -> Decimal:
    """How much the takst has changed, in pct. of last year's."""
    return (takst.amount - previous) / previous * 100


TAKST_CHECKS: tuple[Callable[[Edition], Iterable[Diagnostic]], ...] = (
    check_driftsherrer,
    check_doubles,
    check_places,
    check_rise,
    check_change,
)
