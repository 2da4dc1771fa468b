"""The rules of places: takster against pladsoversigt, and the udviklingsplaner of large botilbud (P6-P8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rammeaftale.base.calculate import total
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takstaftale import Limit, Plan
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.groups import by_tilbud, paragraph_of, places_of
from rammeaftale.takster.rules.finding import apart, doubt, grade, on_driftsherre, on_line
from rammeaftale.takster.rules.rule import Rule, needs
from rammeaftale.takster.sameness import name_key


def _check_overview(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P6: a tilbud has as many places in the takster as in the pladsoversigt, over the lines that state both."""
    for lines in by_tilbud(basis.register.takster).values():
        both = [(takst, takst.overview_places) for takst in lines if takst.overview_places is not None]
        here, there = total([takst.places for takst, _ in both]), total([places for _, places in both])
        if here != there:
            takst = next(takst for takst, places in both if takst.places != places)
            stated, listed = apart(here, there)
            message = f"»{takst.tilbud}« har {stated} normerede pladser, men {listed} i pladsoversigten"
            hint, beside = "ret det tal, der er forkert", {"places": "de normerede pladser"}
            yield on_line(Severity.ERROR, "p6-uenige", message, takst, "overview_places", hint, beside=beside)


@needs("udviklingsplan_pladser")
def _check_plans(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """P7: a botilbud with more places than the limit has an udviklingsplan among the bilag.

    Where the driftsherre has a plan whose tilbud is not known, it is a question.
    """
    for plan in basis.aftale.plans:
        if plan.bilag not in basis.bilag:
            message = f"udviklingsplanen »{plan.bilag}« er ikke et bilag i udgaven"
            hint = "ret »bilag« ved planen, eller sæt bilaget på listen i udgave.yaml"
            yield on_driftsherre(Severity.ERROR, "p7-bilag-ukendt", message, plan.driftsherre_code, plan.span, hint)
    for (code, name), lines in by_tilbud(basis.register.takster).items():
        own = _botilbud(basis, lines)
        places = places_of(own)
        plans = [plan for plan in basis.aftale.plans if plan.driftsherre_code == code]
        if places > limit.value and not any(name_key(plan.tilbud) == name for plan in plans):
            yield _without_plan(own[0], places, limit, [plan for plan in plans if not plan.tilbud], doubt(basis, limit))


def _botilbud(basis: TakstBasis, lines: Iterable[Takst]) -> tuple[Takst, ...]:
    """The lines whose paragraph makes them a botilbud: only their places count (SEL § 9)."""
    return tuple(takst for takst in lines if paragraph_of(takst).partition(",")[0] in basis.region.botilbud)


def _without_plan(
    takst: Takst, places: Decimal, limit: Limit, unnamed: list[Plan], doubts: tuple[str, ...]
) -> Diagnostic:
    shown, most = apart(places, limit.value)
    message = (
        f"»{takst.tilbud}« har {shown} pladser. Botilbud med mere end {most} pladser skal have en udviklingsplan, men"
    )
    if unnamed:
        message = f"{message} det er ikke oplyst, om planen »{unnamed[0].bilag}« er for det tilbud"
        hint = "er planen for dette tilbud, så skriv det til sekretariatet; ellers send den plan, der er"
        ours = ("skriv tilbuddets navn ved planen i takstaftale.yaml", *doubts)
        return on_line(Severity.WARNING, "p7-udviklingsplan", message, takst, "places", hint, ours=ours)
    way = "sæt planen på listen over bilag, og skriv den under »udviklingsplaner« i takstaftale.yaml"
    severity = grade(limit, Severity.ERROR)
    message = f"{message} der er intet bilag"
    hint = "har tilbuddet en plan, så send den til sekretariatet; ellers se pladserne efter"
    return on_line(severity, "p7-udviklingsplan", message, takst, "places", hint, ours=(way, *doubts))


@needs("udviklingsplan_pladser")
def _check_needless_plans(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """P8: a tilbud with an udviklingsplan has more places than the limit, counted as P7 does.

    A plan whose tilbud is not named is not judged, nor one that example data cannot know.
    """
    tilbud = by_tilbud(basis.register.takster)
    for plan in basis.aftale.plans:
        lines = tilbud.get((plan.driftsherre_code, name_key(plan.tilbud)), ())
        places = places_of(_botilbud(basis, lines))
        if lines and places <= limit.value:
            shown, most = apart(places, limit.value)
            message = f"»{plan.tilbud}« har {shown} pladser som botilbud. Er udviklingsplanen stadig nødvendig?"
            hint = f"botilbud med mere end {most} pladser skal have en udviklingsplan"
            yield on_line(Severity.WARNING, "p8-udviklingsplan", message, lines[0], "places", hint)
        elif plan.tilbud and not lines and not basis.register.is_example:
            message = f"udviklingsplanens tilbud »{plan.tilbud}« står ikke i takstregistret"
            hint = "skriv navnet, som det står i registret"
            yield on_driftsherre(Severity.WARNING, "p8-tilbud-ukendt", message, plan.driftsherre_code, plan.span, hint)


RULES: tuple[Rule, ...] = (_check_overview, _check_plans, _check_needless_plans)
