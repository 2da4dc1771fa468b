"""Do the years and days that an edition names fit its own period? An edition begins as a copy of the one before.

Nothing is asked of the clock: what an edition says is held against what it says elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rammeaftale.base.danish import format_date
from rammeaftale.base.diagnostics import Diagnostic, Severity, Span, TextSpan, error, warning
from rammeaftale.base.holes import hole_in
from rammeaftale.model.agreement import DocumentKind, Edition, Status
from rammeaftale.model.extent import Extent
from rammeaftale.model.plain import plain_text
from rammeaftale.takster.register.receipts import read_in

_YEARS = re.compile(r"\b((?:19|20)[0-9]{2})(?: ?[-–/] ?((?:19|20)?[0-9]{2}))?(?![0-9])")
"""Years in a title: 2021, 2021-22, 2021–2022, 2021/22."""
_OWN_TITLE = re.compile(r"(?:ramme|styrings)aftale\w*\s", re.IGNORECASE)
"""How the title of a document begins that is named after the edition's period; »Evaluering af …« is not."""
_LONG_BEFORE = 2
"""Years: a period is two years, so what is older than that before one is of the edition that was copied."""


def check_folder(edition: Edition) -> Iterator[Diagnostic]:
    """The folder, which gives the file names and {{ udgave.periode }}, is named by the years of the period."""
    named = _period_name(edition.start, edition.end)
    if edition.folder != named:
        message = f"mappen hedder {edition.folder}, men perioden er {named}"
        hint = f"ret »periode«, eller omdøb mapperne i content/ og bilag/ til {named}"
        yield error("udgave-periode", message, _place(edition, "periode"), hint)


def _period_name(start: date, end: date) -> str:
    return str(start.year) if start.year == end.year else f"{start.year}-{end.year % 100:02}"


def check_titles(edition: Edition) -> Iterator[Diagnostic]:
    """A title that names years names the period's, or one in it; so does that of a document named after the period."""
    for document in edition.documents:
        is_agreement = document.kind is DocumentKind.AGREEMENT
        title = plain_text(document.title)
        if not is_agreement and not _OWN_TITLE.match(title):
            continue
        named = list(_YEARS.finditer(title))
        if named and not any(_is_of_period(match, edition) for match in named):
            message = f"titlen siger {named[0][0]}, men udgaven gælder {_period_name(edition.start, edition.end)}"
            severity = Severity.ERROR if is_agreement else Severity.WARNING
            span = _place(edition, "titel") if is_agreement else _span(document.places.get("titel"), document.span)
            yield Diagnostic(severity, "udgave-titel", message, span, ("ret titlen, eller se »periode« efter",))


def _is_of_period(match: re.Match[str], edition: Edition) -> bool:
    first, last = _years(match)
    if last is None:
        return edition.start.year <= first <= edition.end.year
    return (first, last) == (edition.start.year, edition.end.year)


def _years(match: re.Match[str]) -> tuple[int, int | None]:
    """The first year and the last, which may be written with two figures; None when there is one year."""
    if match[2] is None:
        return int(match[1]), None
    return int(match[1]), int(match[2] if len(match[2]) == len(match[1]) else match[1][:2] + match[2])


def check_days(edition: Edition) -> Iterator[Diagnostic]:
    """The day of the edition, and the day that it was approved, belong to its period or to the time before it."""
    yield from _check_day("»dato«", edition.dated, edition, _place(edition, "dato"))
    name = edition.registers.region.approved
    fact = edition.facts.get(name.value) if name else None
    if fact is None or not isinstance(fact.value, date):
        return
    yield from _check_day(f"oplysningen »{fact.name}«", fact.value, edition, fact.span)
    if edition.status is Status.FINAL and edition.dated < fact.value:
        message = f"udgaven er endelig med »dato: {format_date(edition.dated)}«, men er først godkendt den"
        hint = "skriv den dag, aftalen er vedtaget, som »dato«"
        yield error("udgave-dato", f"{message} {format_date(fact.value)}", _place(edition, "dato"), hint)


def _check_day(what: str, day: date, edition: Edition, span: Span) -> Iterator[Diagnostic]:
    if day > edition.end:
        message = f"{what} er {format_date(day)}, men perioden er slut den {format_date(edition.end)}"
        yield error("udgave-dato", message, span, "ret dagen, eller se »periode« efter")
    elif day.year < edition.start.year - _LONG_BEFORE:
        message = f"{what} er {format_date(day)}, mere end {_LONG_BEFORE} år før perioden begynder"
        yield warning("udgave-dato", message, span, "er den fra den udgave, som denne er en kopi af?")


def check_register_years(edition: Edition) -> Iterator[Diagnostic]:
    """The takst register is of a year that the edition can print, that of the year before is there, and both fit."""
    if edition.takst_basis is None:
        return
    register, span = edition.takst_basis.register, _place(edition, "takstregister")
    if not edition.start.year - 1 <= register.year <= edition.end.year:
        message = f"udgaven gælder {edition.folder}, men trykker taksterne for {register.year}"
        hint = f"skriv et år fra {edition.start.year - 1} til {edition.end.year} som »år« under »takstregister:«"
        yield error("takstregister-aar", message, span, hint)
    if register.valid_from.year != register.year:
        message = f"taksterne er for {register.year}, men gælder fra {format_date(register.valid_from)}"
        yield error("takstregister-aar", message, span, "ret »år« eller »gyldig_fra« under »takstregister:«")
    if register.accounts_year >= register.year:
        message = f"taksterne er for {register.year}, men »regnskabsår« er {register.accounts_year}"
        hint = "regnskabsåret er et tidligere år: det seneste, der var gjort op, da taksterne blev beregnet"
        yield error("takstregister-aar", message, span, hint)
    if not edition.takst_basis.earlier:
        before = register.year - 1
        message = f"takstregistret for {before} findes ikke, så det bliver ikke kontrolleret, hvad der er ændret siden"
        hint = f"læs det ind med {read_in(before)}, eller hent det igen fra git"
        yield warning("takstregister-aaret-foer", message, span, hint)
    if not register.is_example and (hole := hole_in(register.source)):
        message = f"takstregistret er »gældende«, men dets kilde siger »{hole}«"
        hint = "ret »kilde«, eller skriv »data: eksempeldata«, så alle sider bliver mærket"
        yield error("takstregister-kilde", message, span, hint)


def check_aftale_years(edition: Edition) -> Iterator[Diagnostic]:
    """The takstaftale holds in the period, and for the takster that are printed; texts say its years as they are."""
    if edition.takst_basis is None:
        return
    aftale, year = edition.takst_basis.aftale, edition.takst_basis.register.year
    years = f"{aftale.first_year}-{aftale.last_year}"
    hint = "skriv den takstaftale, som gælder nu, i takstaftale.yaml"
    if aftale.last_year < edition.start.year or edition.end.year < aftale.first_year:
        message = f"takstaftalen gælder {years}, men udgaven {edition.folder}"
        yield error("takstaftale-periode", message, aftale.span, hint)
    elif not aftale.first_year <= year <= aftale.last_year:
        message = f"takstaftalen gælder {years}, men taksterne er for {year}"
        yield error("takstaftale-periode", message, aftale.span, hint)
    for other in sorted(aftale.pl.keys() - range(aftale.first_year, aftale.last_year + 1)):
        message = f"der står en PL-sats for {other}, men takstaftalen gælder {years}, så den bliver aldrig brugt"
        yield error("takstaftale-periode", message, aftale.span, "ret satsens år, eller slet den")
    name = edition.registers.region.aftale_period
    fact = edition.facts.get(name.value) if name else None
    match = _YEARS.fullmatch(fact.value) if fact and isinstance(fact.value, str) else None
    if fact and match and _years(match) != (aftale.first_year, aftale.last_year):
        message = f"oplysningen »{fact.name}« er {fact.value}, men takstaftale.yaml gælder {years}"
        yield error("takstaftale-periode", message, fact.span, "ret det ene af de to")


def _place(edition: Edition, key: str) -> TextSpan:
    """Where a key of udgave.yaml stands."""
    return _span(edition.places.get(key), edition.span)


def _span(extent: Extent | None, otherwise: TextSpan) -> TextSpan:
    return otherwise if extent is None else TextSpan(extent.path, extent.first_line, extent.first_column)
