"""Two years' takster → what is new, gone and changed, line by line (the ids are the same from year to year)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import islice

from rammeaftale.base.calculate import change, total
from rammeaftale.base.danish import counted, format_number, listing
from rammeaftale.model.takst_columns import BY_FIELD, COLUMNS
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.workbooks.wording import decimals, shown

_OF_THE_YEAR = frozenset(
    (
        "id", "driftsherre_code", "driftsherre", "previous", "occupancy_3", "occupancy_2", "accounts_budget",
        "accounts_income", "accounts_costs", "accounts_extras", "accounts_places", "result_1", "result_2", "reserved",
        "reserved_year", "note",
    )
)  # fmt: skip
"""Fields that are another year's by their nature, or that tell nothing about the takst."""
COMPARED = tuple(column for column in COLUMNS if column.field not in _OF_THE_YEAR)
MOST_SHOWN = 10
"""Changes that a summary shows."""
_IN_PERCENT = frozenset(("amount", "places"))


class ChangeKind(Enum):
    """What happened to a line; the value is the Danish word."""

    NEW = "ny"
    GONE = "udgået"
    CHANGED = "ændret"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with another value than the year before. `percent` is the change of takst and places."""

    field: str
    before: str | Decimal | None
    after: str | Decimal | None
    percent: Decimal | None

    @property
    def heading(self) -> str:
        """The column's heading."""
        return BY_FIELD[self.field].heading

    @property
    def values(self) -> tuple[str, str]:
        """Before and after in Danish: `1.250 kr.`, `1.234,50 kr.`."""
        form = BY_FIELD[self.field].form
        return shown(self.before, form), shown(self.after, form)

    def __str__(self) -> str:
        """`»Takst, kr.« fra 1.250 kr. til 1.234,50 kr. (−1,2 pct.)`."""
        before, after = self.values
        share = "" if self.percent is None else f" ({signed_percent(self.percent)})"
        return f"»{self.heading}« fra {before} til {after}{share}"


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is not as the year before: whose, its id and name, and the fields of a changed one."""

    kind: ChangeKind
    driftsherre_code: str
    driftsherre: str
    id: str
    name: str
    fields: tuple[FieldChange, ...] = ()

    def __str__(self) -> str:
        """`615-0001 Horsens, Birkegården, Nord: ændret; »Takst, kr.« fra …`."""
        told = "; ".join((self.kind.value, *map(str, self.fields)))
        return f"{self.id} {self.driftsherre}, {self.name}: {told}"


def changes(register: Takstregister, previous: Takstregister) -> tuple[Change, ...]:
    """Every change from the year before: this year's lines by their order, then those that are gone."""
    return changed_lines(register.takster, previous.takster)


def changed_lines(takster: Sequence[Takst], earlier: Sequence[Takst]) -> tuple[Change, ...]:
    """The same for some of the lines, such as one driftsherre's."""
    before = {takst.id: takst for takst in earlier}
    return (*_new_and_changed(takster, before), *_gone(earlier, {takst.id for takst in takster}))


def _new_and_changed(takster: Iterable[Takst], before: Mapping[str, Takst]) -> Iterator[Change]:
    for takst in takster:
        old = before.get(takst.id)
        if old is None:
            yield _change(ChangeKind.NEW, takst)
        elif fields := tuple(_fields(old, takst)):
            yield _change(ChangeKind.CHANGED, takst, fields)


def _gone(earlier: Iterable[Takst], ids: set[str]) -> Iterator[Change]:
    return (_change(ChangeKind.GONE, takst) for takst in earlier if takst.id not in ids)


def _change(kind: ChangeKind, takst: Takst, fields: tuple[FieldChange, ...] = ()) -> Change:
    return Change(kind, takst.driftsherre_code, takst.driftsherre, takst.id, takst.name, fields)


def _fields(old: Takst, new: Takst) -> Iterator[FieldChange]:
    for column in COMPARED:
        before, after = getattr(old, column.field), getattr(new, column.field)
        if before == after:
            continue
        in_percent = column.field in _IN_PERCENT and before and old.unit == new.unit
        yield FieldChange(column.field, before, after, change(before, after) if in_percent else None)


def signed_percent(percent: Decimal) -> str:
    """`+2,5 pct.`, `−1,2 pct.`: one decimal, two when one would show nothing."""
    places = 1 if abs(percent) >= Decimal("0.05") else 2
    return f"{'+' if percent > 0 else ''}{format_number(percent, places)} pct."


def register_summary(register: Takstregister, before: Takstregister | None) -> str:
    """What a register holds, and what is other than in the one before it, in a few lines for the terminal."""
    takster = register.takster
    places = total([takst.places for takst in takster])
    owners = counted(len({takst.driftsherre_code for takst in takster}), "driftsherre", "driftsherrer")
    first = (
        f"Takster {register.year}: {counted(len(takster), 'takst', 'takster')} fra {owners}, "
        f"{format_number(places, decimals(places))} pladser."
    )
    if before is None:
        return first
    found = changes(register, before)
    lines = [f"  {sentence}" for sentence in islice(map(str, found), MOST_SHOWN)]
    if len(found) > MOST_SHOWN:
        lines.append(f"  … og {counted(len(found) - MOST_SHOWN, 'ændring', 'ændringer')} til")
    return "\n".join((first, f"Siden sidst: {_in_short(found)}.", *lines))


def _in_short(found: Sequence[Change]) -> str:
    kinds = [one.kind for one in found]
    new, gone, changed = (kinds.count(kind) for kind in ChangeKind)
    parts = (
        counted(new, "ny", "nye") if new else "",
        counted(gone, "udgået", "udgåede") if gone else "",
        counted(changed, "ændret", "ændrede") if changed else "",
    )
    return listing(part for part in parts if part) or "ingen ændringer"
