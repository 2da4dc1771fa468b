"""Two years' takster → what is new, gone and changed, line by line (the ids are the same from year to year)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import islice

from rammeaftale.base.calculate import change
from rammeaftale.base.danish import counted, format_exact, format_number, listing, visible
from rammeaftale.model.takst_columns import COLUMNS, Column, Form
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.groups import places_of

_OF_THE_YEAR = frozenset(
    (
        "id", "driftsherre_code", "driftsherre", "previous", "occupancy_3", "occupancy_2", "accounts_budget",
        "accounts_income", "accounts_costs", "accounts_extras", "accounts_places", "result_1", "result_2", "reserved",
        "reserved_year", "note",
    )
)  # fmt: skip
"""Fields that are another year's by their nature, or that say nothing of the takst."""
_COMPARED = tuple(column for column in COLUMNS if column.field not in _OF_THE_YEAR)
_ALL = tuple(column for column in COLUMNS if column.field != "id")
_MOST_SHOWN = 10
"""Changes that a summary shows."""
_IN_PERCENT = frozenset(("amount", "places"))
_ONE_DECIMAL = Decimal("0.05")
"""A smaller percentage would be rounded to nothing by one decimal."""


class ChangeKind(Enum):
    """What happened to a line; the value is the Danish word."""

    NEW = "ny"
    GONE = "udgået"
    CHANGED = "ændret"


@dataclass(frozen=True, slots=True)
class _FieldChange:
    """A field with another value than the year before, both in Danish; `share` is the change of takst and places."""

    heading: str
    before: str
    after: str
    share: str

    def __str__(self) -> str:
        """`»Takst, kr.« fra 1.250 kr. til 1.234,50 kr. (−1,2 pct.)`."""
        return f"»{self.heading}« fra {self.before} til {self.after}" + (f" ({self.share})" if self.share else "")


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is not as the year before, and the fields of a changed one."""

    kind: ChangeKind
    takst: Takst
    fields: tuple[_FieldChange, ...] = ()

    def __str__(self) -> str:
        """`615-0001 Horsens, Birkegården, Nord: ændret; »Takst, kr.« fra …`."""
        fields = "; ".join((self.kind.value, *map(str, self.fields)))
        return f"{self.takst.id} {self.takst.driftsherre}, {self.takst.name}: {fields}"


def changes(
    takster: Sequence[Takst], earlier: Sequence[Takst], compared: Sequence[Column] = _COMPARED
) -> Iterator[Change]:
    """Every change from the year before: this year's lines by their order, then those that are gone."""
    before = {takst.id: takst for takst in earlier}
    for takst in takster:
        old = before.get(takst.id)
        if old is None:
            yield Change(ChangeKind.NEW, takst)
        elif fields := tuple(_fields(old, takst, compared)):
            yield Change(ChangeKind.CHANGED, takst, fields)
    ids = {takst.id for takst in takster}
    yield from (Change(ChangeKind.GONE, takst) for takst in earlier if takst.id not in ids)


def _fields(old: Takst, new: Takst, compared: Sequence[Column]) -> Iterator[_FieldChange]:
    for column in compared:
        before, after = getattr(old, column.field), getattr(new, column.field)
        if before != after:
            in_percent = column.field in _IN_PERCENT and before and old.unit == new.unit
            share = _signed_percent(change(before, after)) if in_percent else ""
            yield _FieldChange(column.heading, _shown(before, column), _shown(after, column), share)


def _shown(value: str | Decimal | None, column: Column) -> str:
    """`1.234,50 kr.`, `95 pct.`, `»Nord«`, `ingen`."""
    match value, column.form:
        case None | "", _:
            return "ingen"
        case Decimal(), Form.AMOUNT:
            return f"{format_number(value, 0 if value == round(value) else 2)} kr."
        case Decimal(), Form.PERCENT:
            return f"{format_exact(value)} pct."
        case Decimal(), _:
            return format_exact(value)
        case _:
            return f"»{visible(str(value))}«"


def _signed_percent(percent: Decimal) -> str:
    """`+2,5 pct.`, `−1,2 pct.`: one decimal, two when one would show nothing."""
    places = 1 if abs(percent) >= _ONE_DECIMAL else 2
    return f"{'+' if percent > 0 else ''}{format_number(percent, places)} pct."


def register_summary(register: Takstregister, before: Takstregister | None) -> str:
    """What a register holds, and what is other than in the one before it, in a few lines for the terminal."""
    takster = register.takster
    owners = counted(len({takst.driftsherre_code for takst in takster}), "driftsherre", "driftsherrer")
    first = (
        f"Takster {register.year}: {counted(len(takster), 'takst', 'takster')} fra {owners}, "
        f"{format_exact(places_of(takster))} pladser."
    )
    if before is None:
        return first
    changed = tuple(changes(takster, before.takster, _ALL))
    lines = [f"  {sentence}" for sentence in islice(map(str, changed), _MOST_SHOWN)]
    if len(changed) > _MOST_SHOWN:
        lines.append(f"  … og {counted(len(changed) - _MOST_SHOWN, 'ændring', 'ændringer')} til")
    return "\n".join((first, f"Siden sidst: {_in_short(changed)}.", *lines))


def _in_short(changed: Sequence[Change]) -> str:
    plurals = {ChangeKind.NEW: "nye", ChangeKind.GONE: "udgåede", ChangeKind.CHANGED: "ændrede"}
    kinds = [change.kind for change in changed]
    parts = (counted(kinds.count(kind), kind.value, many) for kind, many in plurals.items() if kind in kinds)
    return listing(parts) or "ingen ændringer"
