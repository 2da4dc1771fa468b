"""The rules of who and what: driftsherre, file, paragraph, doubles, changes, buyers (P1-P4, P9, P10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rammeaftale.base.danish import format_count, listing, suggestion
from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Severity
from rammeaftale.model.region import short_form_of_law
from rammeaftale.model.takstaftale import ValidParagraph
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.groups import by_tilbud, paragraph_of, places_of
from rammeaftale.takster.intake.register import missing_files
from rammeaftale.takster.rules.finding import apart, on_driftsherre, on_line, period
from rammeaftale.takster.rules.rule import Rule
from rammeaftale.takster.sameness import Key, takst_key
from rammeaftale.takster.year_before import lines_before

_NUMBER = re.compile(r"[0-9]+")


def _check_driftsherrer(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P1: code and name of a driftsherre fit each other, and are of the region; reported once for each wrong pair."""
    reported: set[tuple[str, str]] = set()
    for takst in basis.register.takster:
        code, name = takst.driftsherre_code, takst.driftsherre
        right = basis.driftsherrer.get(code)
        if right == name or (code, name) in reported:
            continue
        reported.add((code, name))
        if right is None:
            message = f"{code} {name} hører ikke til {basis.region.short}"
            hints, ours = _where(basis, code, name), ("kommunerne står i content/faelles/kommuner.yaml",)
            yield on_line(Severity.ERROR, "p1-driftsherre", message, takst, "driftsherre_code", *hints, ours=ours)
        else:
            message = f"koden {code} og navnet »{name}« passer ikke sammen"
            hints = (f"koden {code} hører til »{right}«", *_code_of(basis, name))
            beside, both = {"driftsherre_code": "koden"}, _named_otherwise(basis, code, name)
            yield on_line(
                Severity.ERROR, "p1-driftsherre", message, takst, "driftsherre", *hints, beside=beside, ours=both
            )


def _named_otherwise(basis: TakstBasis, code: str, name: str) -> tuple[str, ...]:
    """Where the kommune has another name, and which of the two is mended; none of this where no file says it."""
    at = basis.named_at.get(code)
    if at is None:
        return ()
    rows = sum((takst.driftsherre_code, takst.driftsherre) == (code, name) for takst in basis.register.takster)
    both = f"»{name}« står i {format_count(rows)} {'række' if rows == 1 else 'rækker'}"
    return (
        f"{both}, »{basis.driftsherrer[code]}« i {at.path}, linje {at.first_line}",
        "er navnet lige ændret i kommuner.yaml, så ret det dér; ellers ret driftsherrens fil, og læs mappen ind igen",
    )


def _where(basis: TakstBasis, code: str, name: str) -> tuple[str, ...]:
    if code in basis.region.foreign:
        return (f"{name} hører til {basis.region.foreign[code]}; slet linjerne, eller ret koden",)
    return _code_of(basis, name) or suggestion(name, basis.driftsherrer.values())


def _code_of(basis: TakstBasis, name: str) -> tuple[str, ...]:
    return tuple(f"»{known}« har koden {code}" for code, known in basis.driftsherrer.items() if known == name)


def _check_received(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P2: every kommune and the region has sent a file."""
    for code, name in basis.driftsherrer.items():
        if code not in basis.received:
            hint = "bed driftsherren om filen; har den ingen takster, så skriv det i afvigelser.yaml"
            span = FileSpan(basis.register.path)
            yield on_driftsherre(Severity.ERROR, "p2-indberetning-mangler", missing_files([name]), code, span, hint)


def _check_paragraphs(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P3: the paragraph of a takst holds in the period."""
    valid, replaced = basis.aftale.paragraphs, basis.aftale.replaced
    for takst in basis.register.takster:
        full = paragraph_of(takst)
        paragraph = full.partition(",")[0].strip()
        if full in valid or paragraph in valid:
            continue
        where = f"paragrafferne står under »paragraffer« i {basis.aftale.span.path}"
        law = short_form_of_law(takst.law)
        if law != takst.law and any(name.startswith(f"{law} ") for name in (*valid, *replaced)):
            message, hint = f"loven »{takst.law}« er ikke skrevet med sin forkortelse", f"skriv {law}"
            yield on_line(Severity.ERROR, "p3-paragraf", message, takst, "law", hint, ours=(where,))
            continue
        new = replaced.get(full) or replaced.get(paragraph)
        message = f"{full} gælder ikke i {period(basis)}"
        hints = (f"brug {new.new}", f"kilde: {new.source}") if new else _near(paragraph, valid)
        yield on_line(Severity.ERROR, "p3-paragraf", message, takst, "paragraph", *hints, ours=(where,))


def _near(paragraph: str, valid: Mapping[str, ValidParagraph]) -> Iterator[str]:
    """The paragraphs of the same number, and what they are for; all that hold where there is none."""
    numbers = _NUMBER.findall(paragraph)
    same = [known for name, known in valid.items() if _NUMBER.findall(name)[:1] == numbers[:1]]
    if len(numbers) > 1:
        yield "skriv den ene paragraf, som tilbuddet drives efter"
    elif same:
        for known in same:
            yield f"mente du {known.paragraph}? Det er {known.tilbud} (kilde: {known.source})"
    else:
        yield f"disse gælder: {listing(f'{name} ({known.tilbud})' for name, known in valid.items())}"


def _check_doubles(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P4: the same takst does not stand twice."""
    first: dict[Key, Takst] = {}
    for takst in basis.register.takster:
        before = first.setdefault(takst_key(takst), takst)
        if before is not takst:
            message = f"»{takst.name}« står to gange med samme paragraf, tilbudstype og enhed"
            hint = "slet den ene linje, eller giv dem hver sin afdeling"
            other = before, "det første sted"
            yield on_line(Severity.ERROR, "p4-dobbelt", message, takst, "tilbud", hint, other=other)


def _check_changes(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P9: the places of a tilbud that was there last year too have not changed without a word to the secretariat."""
    before = by_tilbud(lines_before(basis))
    for key, lines in by_tilbud(basis.register.takster).items():
        then, now = places_of(before.get(key, ())), places_of(lines)
        if key in before and then != now:
            who, what = lines[0].driftsherre, lines[0].tilbud
            before_shown, shown = apart(then, now)
            message = f"{who} har ændret »{what}« fra {before_shown} til {shown} pladser"
            changed, other = _first_changed(lines, before[key]), (before[key][0], "pladserne året før")
            hint = "er ændringen meldt til sekretariatet?"
            yield on_line(Severity.WARNING, "p9-pladser", message, changed, "places", hint, other=other)


def _first_changed(lines: tuple[Takst, ...], before: tuple[Takst, ...]) -> Takst:
    """The first line with other places than last year's; the tilbud's first when lines have only gone."""
    then = {takst.id: takst.places for takst in before}
    return next((takst for takst in lines if then.get(takst.id) != takst.places), lines[0])


def _check_buyers(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P10: a kommune's tilbud is used by other kommuner too. The region's are always used by kommuner."""
    for (code, _), lines in by_tilbud(basis.register.takster).items():
        if code != basis.region.code and all(takst.buyers == 0 for takst in lines):
            message = (
                f"»{lines[0].tilbud}« er kun brugt af {lines[0].driftsherre}. Rammeaftalen omfatter tilbud, som bruges"
                " af flere kommuner"
            )
            hint = "skal tilbuddet være med?"
            yield on_line(Severity.WARNING, "p10-koebere", message, lines[0], "buyers", hint)


RULES: tuple[Rule, ...] = (
    _check_driftsherrer,
    _check_received,
    _check_paragraphs,
    _check_doubles,
    _check_changes,
    _check_buyers,
)
