"""When two lines of a register are of the same driftsherre, tilbud, afdeling or takst: the one place that says so.

Rules, lists, the ledelsesinformation and the search for old ids all ask here, within a year and from year to year.
"""

from __future__ import annotations

from functools import lru_cache

from rammeaftale.model.takster import Takst
from rammeaftale.takster.values import clean

Key = tuple[str, ...]


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Equal for two spellings of one name: case, spaces, unseen letters, and aa for å make no difference."""
    return clean(name).casefold().replace("aa", "å")


def tilbud_key(takst: Takst) -> Key:
    """The same tilbud: the driftsherre's code and the tilbud's name."""
    return takst.driftsherre_code, name_key(takst.tilbud)


def unit_key(takst: Takst) -> Key:
    """The same afdeling of a tilbud, paid for in the same unit."""
    return *tilbud_key(takst), name_key(takst.afdeling), takst.unit


def takst_key(takst: Takst) -> Key:
    """The same takst, where no id says so: one afdeling and unit, one paragraph, one tilbudstype (rule P4)."""
    return *unit_key(takst), name_key(takst.law), takst.paragraph, name_key(takst.tilbudstype)
