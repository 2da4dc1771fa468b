"""Takes a driftsherre's takster of this year and the last, gives each the id by which it is known from year to year.

The sender's own Række-id counts first; then a takst that is alone in having its tilbud, afdeling and unit; the others
are new and get the numbers after the highest that the driftsherre has ever used.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rammeaftale.base.diagnostics import Checked, Diagnostic, error, note, warning
from rammeaftale.model.takster import Takst
from rammeaftale.takster.sameness import Key, name_key, takst_key, unit_key

_SIMILAR = 0.6
"""»Birkegården« and »Birkehaven«; it only asks whether they are the same, nothing is decided by it."""
_MANY = 30
"""Among so many vanished rows a resemblance says nothing."""


def with_ids(
    code: str, takster: Sequence[Takst], before: Sequence[Takst], reserved: Sequence[str]
) -> Checked[tuple[Takst, ...]]:
    """The takster with ids, in their order. `before` are the driftsherre's of last year.

    `reserved` are ids that nobody else may have: those in lines with faults, which will be takster when the faults are
    fixed, and those of takster that went out before last year.
    """
    work = _Numbering(code, takster, before, [row_id for row_id in reserved if _is_id_of(code, row_id)])
    work.take_written()
    for key in (takst_key, unit_key):
        work.match(key)
    known = dict(work.ids)
    work.number_the_rest()
    numbered = tuple(replace(takst, id=work.ids[index]) for index, takst in enumerate(takster))
    new = [takst for index, takst in enumerate(numbered) if index not in known]
    taken = {*known.values(), *work.reserved}
    vanished = [takst for takst in before if takst.id not in taken]
    return Checked(numbered, (*work.findings, *_resembling(new, vanished)))


@dataclass(slots=True)
class _Numbering:
    """Ids given so far, by the takst's index; used for one driftsherre only."""

    code: str
    takster: Sequence[Takst]
    before: Sequence[Takst]
    reserved: Sequence[str]
    ids: dict[int, str] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def take_written(self) -> None:
        """Ids that the sender wrote: the driftsherre's own, each once, of last year or given since."""
        last_year = {takst.id for takst in self.before}
        most = max(map(_number, last_year), default=0) + len(self.takster) + len(self.reserved)
        first: dict[str, Takst] = {}
        for index, takst in enumerate(self.takster):
            if not takst.id:
                continue
            if fault := self._fault(takst, last_year, most, first.get(takst.id)):
                self.findings.append(fault)
            else:
                self.ids[index] = takst.id
            first.setdefault(takst.id, takst)

    def _fault(self, takst: Takst, last_year: set[str], most: int, first: Takst | None) -> Diagnostic | None:
        span = takst.span_of("id")
        if first is not None:
            message = f"Række-id {takst.id} står også i række {first.origin.row} ved »{first.name}«"
            return error("raekke-id", message, span, "lad cellen være tom ved den takst, der er ny")
        if not takst.id.startswith(f"{self.code}-"):
            message = f"Række-id {takst.id} hører til en anden driftsherre end {self.code}"
            return error("raekke-id", message, span, "lad cellen være tom, hvis taksten er ny")
        is_known = takst.id in last_year
        is_given_since = not self.before or max(map(_number, last_year)) < _number(takst.id) <= most
        if is_known or is_given_since:
            return None
        message = f"Række-id {takst.id} findes ikke i sidste års register"
        return error("raekke-id", message, span, "ret det, eller lad cellen være tom, hvis taksten er ny")

    def match(self, key: Callable[[Takst], Key]) -> None:
        """Takster without id whose key stands once last year."""
        taken = {*self.ids.values(), *self.reserved}
        by_key = defaultdict(list)
        for takst in self.before:
            by_key[key(takst)].append(takst.id)
        for index, takst in enumerate(self.takster):
            if index not in self.ids and not takst.id:
                same = by_key[key(takst)]
                if len(same) == 1 and same[0] not in taken:
                    self.ids[index] = same[0]
                    taken.add(same[0])

    def number_the_rest(self) -> None:
        """The numbers after the highest, by the file's order."""
        used = (*(takst.id for takst in self.before), *self.ids.values(), *self.reserved)
        highest = max(map(_number, used), default=0)
        for index in range(len(self.takster)):
            if index not in self.ids:
                highest += 1
                self.ids[index] = f"{self.code}-{highest:04}"


def _is_id_of(code: str, row_id: str) -> bool:
    begins, _, number = row_id.partition("-")
    return begins == code and number.isdecimal()


def _number(row_id: str) -> int:
    return int(row_id.rpartition("-")[2])


def _resembling(new: Iterable[Takst], vanished: Iterable[Takst]) -> Iterator[Diagnostic]:
    """New takster that are perhaps last year's under another name."""
    by_tilbud: dict[str, list[Takst]] = defaultdict(list)
    by_kind: dict[Key, list[Takst]] = defaultdict(list)
    for takst in vanished:
        by_tilbud[name_key(takst.tilbud)].append(takst)
        by_kind[_kind(takst)].append(takst)
    for takst in new:
        near = _candidates(takst, by_tilbud, by_kind)
        if len(near) == 1:
            (old,) = near
            hint = f"skriv Række-id {old.id}, hvis det er den samme"
            if old.unit == takst.unit:
                message = f"rækken ligner {old.id} »{old.name}« fra sidste år, som ikke er med mere"
                yield note("raekke-maaske-samme", message, takst.span_of("tilbud"), hint)
            else:  # with a new id nobody would see that its takst is not compared
                message = f"rækken ligner {old.id} »{old.name}«, som sidste år var pr. {old.unit} og ikke er med mere"
                yield warning("raekke-maaske-samme", message, takst.span_of("unit"), hint)


def _candidates(
    takst: Takst, by_tilbud: Mapping[str, Sequence[Takst]], by_kind: Mapping[Key, Sequence[Takst]]
) -> Sequence[Takst]:
    name = name_key(takst.tilbud)
    similar = {
        old.id: old
        for old in by_tilbud.get(name, ())
        if old.unit == takst.unit or name_key(old.afdeling) == name_key(takst.afdeling)
    }
    others = by_kind.get(_kind(takst), ())
    if len(others) <= _MANY:
        similar |= {old.id: old for old in others if _is_similar(name, name_key(old.tilbud))}
    return list(similar.values())


def _kind(takst: Takst) -> Key:
    return name_key(takst.afdeling), takst.paragraph, takst.unit


def _is_similar(name: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, name, other)
    return matcher.real_quick_ratio() >= _SIMILAR and matcher.quick_ratio() >= _SIMILAR and matcher.ratio() >= _SIMILAR
