"""What the guide says of the newest edition's limits is what takstaftale.yaml says."""

from __future__ import annotations

import re

import pytest

from tests.guides import RULE, guide
from tests.indhold.products import editions, loaded, wrong

GUIDE = "docs/vejledning/takster.md"


def test_the_guide_says_which_limits_are_confirmed() -> None:
    """A rule that has limits says `bekræftet` when all of them are."""
    basis = loaded(editions()[-1]).takst_basis if editions() else None
    if basis is None:
        pytest.skip("den nyeste udgave har ingen takster")
    told = []
    for rule, _, limits, _ in RULE.findall(guide("takster")):
        used = [basis.aftale.limits[name] for name in re.findall(r"`([a-z_]+)`", limits) if name in basis.aftale.limits]
        said = "ikke bekræftet" if not all(limit.is_confirmed for limit in used) else "bekræftet"
        if used and limits.rpartition("; ")[2] != said:
            told.append(f"  {rule}: skriv »{said}« i kolonnen »Grænse«")
    if told:
        wrong(
            f"Tabellen over regler i {GUIDE} siger noget andet om grænserne end takstaftale.yaml:\n\n" + "\n".join(told)
        )
