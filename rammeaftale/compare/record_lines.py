"""What is shown of a provision that is made of data: its fields with the names that people know them by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from rammeaftale.base.danish import ascii_slug, format_date
from rammeaftale.compare.words import parted
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.model.takst_columns import COLUMNS

RECORDS = frozenset({ProvisionKind.TAKST, ProvisionKind.FORUM, ProvisionKind.LAW})
_NAMED_BY = {
    ProvisionKind.TAKST: ("tilbud", "afdeling"),
    ProvisionKind.FORUM: ("navn",),
    ProvisionKind.LAW: ("kort",),
}
_HEADINGS = {ascii_slug(column.heading): column.heading for column in COLUMNS} | {
    "fuldt_navn": "fuldt navn",
    "moeder": "møder",
    "i_figur": "i figur",
}
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")
_PERIOD = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})")

_Field = tuple[str, str]


def record_name(provision: Provision) -> str:
    """What a takst, a forum or a law is called: `Birkegården, Nord`."""
    fields = dict(reversed(_fields(provision.printed)))
    return ", ".join(fields[label] for label in _NAMED_BY[provision.kind] if label in fields)


def record_texts(old: Sequence[Provision], new: Sequence[Provision]) -> list[str]:
    """The fields of each as people read them; of two that are the same one, only those that differ."""
    sides = [_fields(provision.printed) for provision in (*old, *new)]
    if len(old) == len(new) == 1:
        before, after = map(Counter, sides)
        sides = [[*_kept(sides[0], before - after)], [*_kept(sides[1], after - before)]]
    return [" · ".join(map(_shown, fields)) or "–" for fields in sides]


def cover_name(provision: Provision) -> str:
    """Which field of a cover it is: `forside, periode`."""
    return f"{provision.kind.value}, {provision.id.rpartition('/')[2]}"


def cover_text(text: str) -> str:
    """The words of a cover field; the period as it is printed."""
    match = _PERIOD.fullmatch(text)
    return " – ".join(format_date(date.fromisoformat(day)) for day in match.groups()) if match else text


def _fields(printed: str) -> list[_Field]:
    """The labels and values that `records.labelled` joined."""
    return [(label, value) for label, _, value in (part.partition("=") for part in parted(printed))]


def _kept(fields: Iterable[_Field], wanted: Counter[_Field]) -> Iterable[_Field]:
    for provision in fields:
        if wanted[provision] > 0:
            wanted[provision] -= 1
            yield provision


def _shown(field: _Field) -> str:
    label, value = field
    words = value.replace(".", ",") if _NUMBER.fullmatch(value) else value
    return f"{_HEADINGS.get(label, label)}: {words}"
