"""What docs/regler.md says of the limits of 2021-22 is what the edition's takstaftale.yaml has."""

from __future__ import annotations

import pytest

from rammeaftale.base.danish import format_number
from tests.indhold.products import editions, loaded, wrong
from tests.rules_page import rules

EDITION = "2021-22"


def test_the_limits_of_the_page_are_those_of_the_edition() -> None:
    basis = loaded(EDITION).takst_basis if EDITION in editions() else None
    if basis is None:
        pytest.skip(f"udgaven {EDITION} er ikke i content/, eller den har ingen takster")
    told = []
    for number, rule in rules().items():
        for name, (value, confirmed) in rule.limits.items():
            limit = basis.aftale.limits.get(name)
            if limit is None:
                told.append(f"  {number}: grænsen »{name}« står ikke i takstaftale.yaml")
            elif (format_number(limit.value), "ja" if limit.is_confirmed else "nej") != (value, confirmed):
                shown = f"{format_number(limit.value)}, bekræftet: {'ja' if limit.is_confirmed else 'nej'}"
                told.append(f"  {number}: »{name}« er {shown} i takstaftale.yaml, men {value}, bekræftet: {confirmed}")
    if told:
        wrong("docs/regler.md og takstaftalen er uenige:\n\n" + "\n".join(told) + "\n\nRet det sted, der er forkert.")
