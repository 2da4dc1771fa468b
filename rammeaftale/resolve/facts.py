"""Fact uses → the text that is printed: `{{ takster.reduktion }}` → "2 pct."."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

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
from rammeaftale.resolve.texts import capital

_PLAIN: Mapping[FactKind, Callable[[Decimal, int], str]] = {
    FactKind.NUMBER: format_number,
    FactKind.PERCENT: format_percent,
    FactKind.KRONER: format_kroner,
}
FORMS: Mapping[type, Mapping[str, Callable[[Any, Fact], str]]] = {
    Decimal: {
        "": lambda number, fact: _PLAIN[fact.kind](number, fact.decimals),
        "tal": lambda number, fact: format_number(number, fact.decimals),
        "ord": lambda number, _: number_word(number),
        "stort": lambda number, _: number_word(number).capitalize(),
    },
    date: {"": lambda day, _: format_date(day), "kort": lambda day, _: format_short_date(day)},
    str: {"": lambda text, _: text, "stort": lambda text, _: capital(text)},
}
"""The forms in which a value can be printed, by its type; the empty one is that of a use that names none."""


def resolve_fact(use: FactUse, facts: Facts) -> Checked[Text]:
    """The words for one use; an unknown name or a form that does not fit is an error and prints the name."""
    fact = facts.get(use.name)
    if fact is None:
        hints = suggestion(use.name, facts) or ("alle oplysninger står i udgavens fakta.yaml",)
        problem = error("fakta-ukendt", f"oplysningen »{use.name}« findes ikke", use.span, *hints)
        return Checked(Text(use.name, use.span), (replace(problem, missing=use.name),))
    form = FORMS[type(fact.value)].get(use.form)
    if form is None:
        message = f"»{use.name}« er af arten »{fact.kind.value}« og kan ikke vises i formen »{use.form}«"
        problem = error("fakta-form", message, use.span, _form_hint(fact.kind))
        return Checked(Text(use.name, use.span), (problem,))
    words = form(fact.value, fact)
    return Checked(Text(words, use.span, (Origin(0, len(words), _written(use)),)))


def _written(use: FactUse) -> str:
    return f"{{{{ {use.name} | {use.form} }}}}" if use.form else f"{{{{ {use.name} }}}}"


def _form_hint(kind: FactKind) -> str:
    if kind in NUMBERS:
        return "tal kan vises med »ord« (tre), »stort« (Tre) eller »tal« (uden enhed); ellers skrives intet"
    if kind is FactKind.DATE:
        return "datoer kan vises med »kort« (22.11.2022); ellers skrives intet"
    return "tekst kan vises med »stort« (stort begyndelsesbogstav); ellers skrives intet"
