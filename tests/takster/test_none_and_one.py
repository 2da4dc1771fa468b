"""What is counted is said in words that fit none, one and many."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rammeaftale.figures.charts import CHARTS
from rammeaftale.model.takster import TakstBasis
from rammeaftale.render.accounts_inserts import ACCOUNTS_INSERTS, NumberText
from rammeaftale.render.accounts_sentences import key_figures
from rammeaftale.render.accounts_tables import PARAGRAPHS, takst_table
from tests.editions import document, edition
from tests.takster.charts_data import basis, line


def _said(name: str, of_basis: TakstBasis) -> str:
    view = ACCOUNTS_INSERTS[name](replace(edition(), takst_basis=of_basis), document("a", "# A {#a}\n\na\n"))
    assert isinstance(view, NumberText)
    return view.text.replace("\u00a0", " ")


def test_none_and_one_are_said_in_words() -> None:
    rising = (line("615", amount="1020", previous="1000"), line("657", amount="1000", previous="1000"))
    assert "1 af dem er steget, ingen er faldet, og 1 er uændret." in _said("takstudvikling", basis(rising))
    assert "af dem" not in _said("takstudvikling", basis(rising[:1]))
    even = basis((line("615", accounts_income="100", accounts_costs="100", accounts_budget="100"),))
    said = _said("over-og-underskud", even)
    assert "Tilsammen er de lige store. Ingen driftsherre har overskud, og ingen har underskud." in said
    assert "Intet tilbud har et resultat ud over ± 5 pct. af budgettet." in said
    beyond = basis((line("615", accounts_income="200", accounts_costs="100", accounts_budget="100"),))
    assert "1 driftsherre har overskud, og ingen har underskud. For 1 tilbud ligger" in _said(
        "over-og-underskud", beyond
    )
    assert "Den del, der ligger uden for grænsen, er et overskud" in _said("over-og-underskud", beyond)
    assert "Hos ingen driftsherre var" in _said("belaegning", basis((line("615", occupancy="90", occupancy_2="95"),)))
    assert "er der 1 normeret plads, fordelt på 1 takst." in _said("pladsudvikling", basis((line("615", places="1"),)))
    assert [figure.beside for figure in key_figures(even)][2] == "intet tilbud uden for grænsen"
    note = takst_table(basis((*rising, line("751", previous=None))), PARAGRAPHS).note
    assert note.startswith("1 af 3 takster er ny eller uden pladser")


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_the_words_of_a_chart_are_right_for_none_one_and_equal_figures(name: str) -> None:
    bare: dict[str, str | None] = dict.fromkeys(
        ("accounts_income", "accounts_extras", "accounts_budget", "occupancy_2", "previous")
    )
    none, one = (CHARTS[name](basis(lines)).alt for lines in ((line("615", **bare),), (line("615"),)))
    two = CHARTS[name](basis((line("615"), line("657")))).alt
    assert name == "pladser" or re.match(r"(Søjle|Prik)diagram uden (søjler|prikker): .* er ikke oplyst\.$", none)
    assert "0 driftsherrer" not in none
    assert "øjest" not in one
    assert ("Alle har" in two) == (name != "belaegning")
