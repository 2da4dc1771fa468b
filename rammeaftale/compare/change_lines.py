"""Changes → lines for people: by document, each with its places and a few words of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.base.unseen import without_hidden
from rammeaftale.compare.changes import Change, ChangeKind
from rammeaftale.compare.record_lines import RECORDS, cover_name, cover_text, record_name, record_texts
from rammeaftale.compare.sides import HEADINGS
from rammeaftale.model.provision import Provision, ProvisionKind

WIDTH = 90
"""Characters of a text that are shown."""
_BEFORE = 4
"""Words that are shown before the first that differs."""
MAX_LINES = 10
"""So many lines of the price list are shown of each kind of change, unless all are asked for."""
_KIND_WORDS = {ProvisionKind.ROW: "række", ProvisionKind.GAP: "udestår"}
_PLAIN = "almindelig tekst"
_COUNTED = {
    ChangeKind.NEW: ("ny", "nye"),
    ChangeKind.GONE: ("udgået", "udgåede"),
    ChangeKind.MOVED: ("flyttet", "flyttede"),
    ChangeKind.REWORDED: ("omformuleret", "omformulerede"),
    ChangeKind.REFILLED: ("med ny værdi", "med nye værdier"),
    ChangeKind.RESOURCED: ("med ny kilde", "med nye kilder"),
    ChangeKind.RECAST: ("med anden form", "med anden form"),
    ChangeKind.SPLIT: ("delt", "delte"),
    ChangeKind.JOINED: ("samlet", "samlede"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the provisions of one side stand in, by id, and what its documents are called, in their order."""

    provisions: Mapping[str, Provision]
    documents: Mapping[str, str]

    def outwards(self, provision: Provision) -> Iterator[Provision]:
        """What a provision stands in, the nearest first; in an edition with errors an id may stand there twice."""
        seen = {provision.id}
        while provision.above in self.provisions and provision.above not in seen:
            provision = self.provisions[provision.above]
            seen.add(provision.id)
            yield provision


def change_lines(changes: Sequence[Change], old: Names, new: Names, *, all_lines: bool = False) -> Iterator[str]:
    """A heading for each document with changes, then these. What is new or gone below another is counted there."""
    for document in dict.fromkeys((*new.documents, *old.documents)):
        own = [change for change in changes if _document(change) == document]
        if own:
            yield ""
            yield shown(new.documents.get(document) or old.documents[document])
            yield from _of_document(own, old, new, all_lines=all_lines)


def counted(changes: Sequence[Change]) -> str:
    """`12 ændringer: 3 nye, 1 udgået og 8 omformulerede`; `ingen ændringer`."""
    if not changes:
        return "ingen ændringer"
    kinds = Counter(kind for change in changes for kind in change.kinds)
    words = [f"{kinds[kind]} {_COUNTED[kind][kinds[kind] > 1]}" for kind in ChangeKind if kinds[kind]]
    return f"{len(changes)} ændring{'er' if len(changes) > 1 else ''}: {listing(words)}"


def _document(change: Change) -> str:
    return (change.new or change.old)[0].document


def _of_document(changes: Sequence[Change], old: Names, new: Names, *, all_lines: bool) -> Iterator[str]:
    below = (_below([c for c in changes if not c.new], old), _below([c for c in changes if not c.old], new))
    lines: Counter[frozenset[ChangeKind]] = Counter()
    for change in changes:
        side = 1 if change.new else 0
        first = (change.new or change.old)[0]
        is_alone = not (change.old and change.new)
        if is_alone and first.id not in below[side]:
            continue  # it is counted with what it stood in
        lines[change.kinds] += first.kind is ProvisionKind.TAKST
        if all_lines or first.kind is not ProvisionKind.TAKST or lines[change.kinds] <= MAX_LINES:
            yield from _change(change, (old, new)[side], below[side][first.id] if is_alone else 0)
    for kinds, count in lines.items():
        if not all_lines and count > MAX_LINES:
            yield f"  … og {count - MAX_LINES} takster mere: {_words(kinds)} (vis dem med --alle)"


def _below(alone: Sequence[Change], names: Names) -> Counter[str]:
    """The outermost of those that are new, or gone, and how many below each are so too."""
    provisions = {provision.id: provision for change in alone for provision in (*change.old, *change.new)}
    counts: Counter[str] = Counter()
    for id_, provision in provisions.items():
        outer = takewhile(lambda above: above.id in provisions, names.outwards(provision))
        outermost = [id_, *(above.id for above in outer)][-1]
        counts[outermost] += id_ != outermost
    return counts


def _change(change: Change, names: Names, below: int) -> Iterator[str]:
    first = (change.new or change.old)[0]
    under = _heading(first, names)
    more = f" med {below} bestemmelse{'r' if below > 1 else ''}" if below else ""
    place = f" under »{under}«" if under else ""
    name = f" »{_cut(shown(record_name(first)))}«" if first.kind in RECORDS else ""
    yield f"  {_words(change.kinds)}: {_form(change)}{name}{more}{place}"
    texts = _texts(change)
    is_pair = len(change.old) == len(change.new) == 1
    starts = _first_difference(texts) if is_pair else 0
    for number, (provision, text) in enumerate(zip((*change.old, *change.new), texts, strict=True)):
        label = "før:" if number < len(change.old) else "nu: "
        yield f"    {label} {_place(provision)}  »{_excerpt(text, starts)}«"


def _words(kinds: Iterable[ChangeKind]) -> str:
    return listing(kind.value for kind in ChangeKind if kind in kinds)


def _form(change: Change) -> str:
    """What it is: `stykke`; where that has changed, what it was before too: `punkt, før stykke`."""
    before, after = (change.old or change.new)[0], (change.new or change.old)[0]
    kinds = [_named(provision) for provision in (before, after)]
    if kinds[0] != kinds[1]:
        return f"{kinds[1]}, før {kinds[0]}"
    if ChangeKind.RECAST in change.kinds:
        return f"{kinds[1]} ({shown(after.standing) or _PLAIN}), før {shown(before.standing) or _PLAIN}"
    is_file = (before.printed, before.written) == (after.printed, after.written) and before.beyond != after.beyond
    return f"{kinds[1]} (filen er en anden)" if is_file else kinds[1]


def _named(provision: Provision) -> str:
    """The word for what a provision is."""
    return (
        cover_name(provision)
        if provision.kind is ProvisionKind.COVER
        else _KIND_WORDS.get(provision.kind, provision.kind.value)
    )


def _heading(provision: Provision, names: Names) -> str:
    """The words of the nearest heading above."""
    heading = next((above for above in names.outwards(provision) if above.kind in HEADINGS), None)
    return _cut(shown(heading.printed)) if heading else ""


def _texts(change: Change) -> list[str]:
    """The words of each provision of the change, old ones first."""
    provisions = (*change.old, *change.new)
    if all(provision.kind in RECORDS for provision in provisions) and not _is_printed_alike(change):
        return [shown(text) for text in record_texts(change.old, change.new)]
    return [_text(change, provision) for provision in provisions]


def _is_printed_alike(change: Change) -> bool:
    return {provision.printed for provision in change.old} == {provision.printed for provision in change.new}


def _text(change: Change, provision: Provision) -> str:
    """The words that tell what has changed: as printed, or where these are the same, as written."""
    if provision.kind is ProvisionKind.COVER:
        return shown(cover_text(provision.printed))
    is_pair = len(change.old) == len(change.new) == 1
    if is_pair and change.old[0].printed == change.new[0].printed and change.old[0].written != change.new[0].written:
        return shown(provision.written)
    return shown(provision.printed or provision.standing)


def shown(text: str) -> str:
    """A text without characters that cannot be seen."""
    return without_hidden(text)


def _first_difference(texts: Sequence[str]) -> int:
    """The place of the first word that differs."""
    before, after = (text.split(" ") for text in texts)
    return next(
        (place for place, (provision, other) in enumerate(zip(before, after, strict=False)) if provision != other),
        min(len(before), len(after)) if before != after else 0,
    )


def _excerpt(text: str, start: int) -> str:
    words = text.split(" ")
    start = max(0, min(start - _BEFORE, len(words) - 1))
    if len(text) <= WIDTH:
        start = 0
    return ("… " if start else "") + _cut(" ".join(words[start:]))


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[:WIDTH].rsplit(' ', 1)[0]} …"


def _place(provision: Provision) -> str:
    match provision.span:
        case TextSpan(path, line):
            return f"{path}:{provision.extent.first_line if provision.extent else line}"
        case None:
            return ""
        case _:
            return str(provision.span)
