"""Fact uses → the text that is printed: `{{ takster.reduktion }}` → "2 pct." (fagligt-grundlag 7.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rammeaftale.base.danish import (
    format_date,
    format_kroner,
    format_number,
    format_percent,
    format_short_date,
    number_word,
    suggestion,
)
from rammeaftale.base.diagnostics import Checked, error
from rammeaftale.model.facts import NUMBERS, Fact, FactKind, Facts
from rammeaftale.model.inline import FactUse, Origin, Text

FORMS = ("kort", "ord", "stort", "tal")


def resolve_fact(use: FactUse, facts: Facts) -> Checked[Text]:
    """The words for one use; an unknown name or a format that does not fit is an error and prints the name."""
    fact = facts.get(use.name)
    if fact is None:
        hints = suggestion(use.name, facts) or ("alle oplysninger står i udgavens fakta.yaml",)
        problem = error("fakta-ukendt", f"oplysningen »{use.name}« findes ikke", use.span, *hints)
        return Checked(Text(use.name, use.span), (problem,))
    words = fact_words(fact, use.form)
    if words is None:
        message = f"»{use.name}« er af arten »{fact.kind.value}« og kan ikke vises i formen »{use.form}«"
        problem = error("fakta-form", message, use.span, _form_hint(fact.kind))
        return Checked(Text(use.name, use.span), (problem,))
    return Checked(Text(words, use.span, (Origin(0, len(words), _written(use)),)))


def _written(use: FactUse) -> str:
    return f"{{{{ {use.name} | {use.form} }}}}" if use.form else f"{{{{ {use.name} }}}}"


def fact_words(fact: Fact, form: str = "") -> str | None:
    """A fact as text in the given form; None when the form does not fit its kind."""
    match fact.value, form:
        case Decimal() as number, _:
            return _number_words(number, fact, form)
        case date() as day, "":
            return format_date(day)
        case date() as day, "kort":
            return format_short_date(day)
        case str() as text, "":
            return text
        case str() as text, "stort":
            return text[:1].upper() + text[1:]
        case _:
            return None


def _number_words(number: Decimal, fact: Fact, form: str) -> str | None:
    plain: dict[FactKind, Callable[[Decimal, int], str]] = {
        FactKind.NUMBER: format_number,
        FactKind.PERCENT: format_percent,
        FactKind.KRONER: format_kroner,
    }
    match form:
        case "":
            return plain[fact.kind](number, fact.decimals)
        case "tal":
            return format_number(number, fact.decimals)
        case "ord":
            return number_word(number)
        case "stort":
            return number_word(number).capitalize()
        case _:
            return None


def _form_hint(kind: FactKind) -> str:
    if kind in NUMBERS:
        return "tal kan vises med »ord« (tre), »stort« (Tre) eller »tal« (uden enhed); ellers skrives intet"
    if kind is FactKind.DATE:
        return "datoer kan vises med »kort« (22.11.2022); ellers skrives intet"
    return "tekst kan vises med »stort« (stort begyndelsesbogstav); ellers skrives intet"
