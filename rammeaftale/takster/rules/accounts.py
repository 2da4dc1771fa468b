"""The rules of the accounts: over- and underskud, old reserves, lasting imbalance (T12-T14). Amounts in kr."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.base.calculate import HUNDRED
from rammeaftale.base.danish import format_kroner
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takstaftale import Limit
from rammeaftale.model.takster import TakstBasis
from rammeaftale.takster.accounts import THREE_YEARS, beyond_limit, giving, three_results
from rammeaftale.takster.groups import by_tilbud
from rammeaftale.takster.rules.finding import apart, doubt, on_line, whole_kroner
from rammeaftale.takster.rules.rule import Rule, needs


@needs("over_underskud")
def _check_outcome(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """T12: the part of a tilbud's result beyond the limit is settled in time."""
    years = basis.aftale.limits.get("indregnes_senest")
    year = basis.register.accounts_year
    latest = f" senest i {year + int(years.value)}" if years else ""
    for tilbud in beyond_limit(basis.register.takster, limit.value):
        first, result, budget = tilbud.takster[0], tilbud.outcome.result, tilbud.accounts.budget
        word = "overskud" if result > 0 else "underskud"
        shown, edge = apart(abs(result) * HUNDRED / budget if budget else limit.value, limit.value, 1)
        share = f"på {shown} pct." if budget else "uden at have et budget"
        message = (
            f"»{first.tilbud}« har et {word} {share} i {year}. Den del, der ligger ud over ± {edge} pct."
            f" ({format_kroner(abs(tilbud.outcome.settled))}), skal udlignes eller indregnes{latest}"
        )
        hint = "skriv i bemærkningen, hvordan beløbet udlignes eller indregnes"
        doubts = doubt(basis, *filter(None, (limit, years)))
        yield on_line(Severity.WARNING, "t12-resultat", message, first, "accounts_income", hint, ours=doubts)


@needs("hensat_aar")
def _check_reserves(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """T13: overskud that was set aside is used in time."""
    for takst in basis.register.takster:
        if not takst.reserved or takst.reserved_year is None:
            continue
        latest = takst.reserved_year + limit.value
        if basis.register.year > latest:
            message = (
                f"{takst.driftsherre} har hensat {whole_kroner(takst.reserved)} i overskud fra {takst.reserved_year:f}"
                f" ved »{takst.name}«, som skulle være brugt senest i {latest:f}"
            )
            hint, doubts = "indregn beløbet i taksten, eller ret året", doubt(basis, limit)
            yield on_line(Severity.WARNING, "t13-hensat", message, takst, "reserved_year", hint, ours=doubts)


def _check_imbalance(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T14: a tilbud with overskud three years in a row, or underskud, has a takst that does not follow its costs."""
    for lines in by_tilbud(basis.register.takster).values():
        results = three_results(lines)
        if results and (min(results) > 0 or max(results) < 0):
            word = "overskud" if results[0] > 0 else "underskud"
            message = (
                f"»{lines[0].tilbud}« har haft {word} tre år i træk ({basis.register.accounts_year - 2}-"
                f"{basis.register.accounts_year}). Taksten bør afspejle de langsigtede omkostninger"
            )
            first, *_ = giving(lines, THREE_YEARS)
            yield on_line(Severity.WARNING, "t14-skaevhed", message, first, "result_1", "skal taksten reguleres?")


RULES: tuple[Rule, ...] = (_check_outcome, _check_reserves, _check_imbalance)
