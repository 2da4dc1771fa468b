"""What the tests of the ledelsesinformation are made of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tests.takster.charts_data import line

amounts = st.one_of(st.none(), st.integers(-(10**9), 10**11).map(lambda øre: str(Decimal(øre) / 100)))


counts = st.integers(0, 50_000).map(lambda hundredths: str(Decimal(hundredths) / 100))


lines = st.builds(
    lambda code, tilbud, kind, paragraph, fields: replace(
        line(code, tilbud, **fields), tilbudstype=kind, paragraph=paragraph
    ),
    st.sampled_from(("615", "657", "751", "1082")),
    st.sampled_from(("Bakken", "Engen")),
    st.sampled_from(("Dagtilbud", "Døgntilbud")),
    st.sampled_from(("§ 32", "§ 104")),
    st.fixed_dictionaries(
        {
            **dict.fromkeys(("accounts_income", "accounts_costs", "accounts_extras", "result_1", "result_2"), amounts),
            "accounts_budget": st.one_of(st.none(), counts),
            "accounts_places": st.one_of(st.none(), counts),
            "places": counts,
        }
    ),
)


registers = st.lists(lines, min_size=1, max_size=12).map(tuple)
