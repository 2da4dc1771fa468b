"""A place in an edition → its file with an id written on the provision that stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, TextSpan
from rammeaftale.compare.ids import how_to_write
from rammeaftale.compare.provisions import provisions
from rammeaftale.edit.open_text import open_text, refused
from rammeaftale.edit.words import write_id
from rammeaftale.model.agreement import Edition
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.read.markdown.ids import is_id, proposed_id
from rammeaftale.resolve.ids import written_ids
from rammeaftale.world import Source

_CALLED = {
    ProvisionKind.CHAPTER: "kapitlet",
    ProvisionKind.SECTION: "afsnittet",
    ProvisionKind.PARAGRAPH: "stykket",
    ProvisionKind.ITEM: "punktet",
    ProvisionKind.TABLE: "tabellen",
    ProvisionKind.ROW: "rækken",
    ProvisionKind.FIGURE: "figuren",
    ProvisionKind.PICTURE: "billedet",
    ProvisionKind.BOX: "boksen",
    ProvisionKind.GAP: "det udestående",
    ProvisionKind.FORMULA: "formlen",
    ProvisionKind.NOTE: "fodnoten",
    ProvisionKind.INSERT: "det indsatte stykke",
    ProvisionKind.COVER: "feltet på forsiden",
    ProvisionKind.FORUM: "forummet",
    ProvisionKind.LAW: "loven",
    ProvisionKind.TAKST: "taksten",
}
_FILE_AND_LINE = re.compile(r"(?P<path>.+):(?P<line>[1-9][0-9]{0,6})(?::[0-9]*)?")
_WITHOUT_ID = frozenset((ProvisionKind.ROW, ProvisionKind.TABLE, ProvisionKind.INSERT))
"""What no id can be written on; a table gets one with its title."""
_FRAMED = frozenset((ProvisionKind.BOX, ProvisionKind.GAP, ProvisionKind.FORMULA, ProvisionKind.PICTURE))
"""Their proposed ids begin with what they are, as those of tables and figures do."""
_WRITTEN = "brug det, der står; skal det være et andet, så ret det i hånden, og alt, der peger på det"
_KNOWN_BY = {
    ProvisionKind.ROW: "brug det; en række kendes på tabellens id og teksten i den første celle",
    ProvisionKind.TAKST: "brug det; en takst kendes på sit Række-id, som følger den fra år til år",
}
"""How to go on where an id is not written by hand; `_WRITTEN` where it is."""
_LETTERS = "bcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Marked:
    """The file's new text, the line where the id stands now (from 1), what was marked in a Danish word, and the id."""

    path: str
    text: str
    line: int
    what: str
    id: str


def mark(edition: Edition, where: str, id_: str, read: Callable[[str], Source]) -> Checked[Marked | None]:
    """The provision at `where` (`fil:linje`, or its derived id) with an id, `id_` or one made of its words.

    `read` gives a file of the edition; it raises what `World.read` raises.
    """
    known = provisions(edition)
    located = _located(known, where)
    provision = located.value
    if provision is None:
        return Checked(None, located.diagnostics)
    what = _CALLED[provision.kind]
    if provision.kind in _WITHOUT_ID and not provision.is_written:
        hint = how_to_write(provision, {other.id: other for other in known})
        return refused("maerk-uden-id", f"{what} kan ikke få et id", provision.span, hint)
    if provision.is_written or provision.extent is None:
        hint = _KNOWN_BY.get(provision.kind, _WRITTEN)
        return refused("maerk-har-id", f"{what} har allerede et id: »{provision.id}«", provision.span, hint)
    named = _name(provision, id_, {taken for document in edition.documents for taken, _ in written_ids(document)})
    opened = open_text(read(provision.extent.path))
    if named.value is None or opened.value is None:
        return Checked(None, named.diagnostics or opened.diagnostics)
    made = write_id(opened.value, provision.extent, named.value)
    if made.value is None:
        return Checked(None, made.diagnostics)
    line = made.value[: made.value.index(f"{{#{named.value}}}")].count("\n") + 1
    return Checked(Marked(provision.extent.path, made.value, line, what, named.value))


def _located(known: Sequence[Provision], where: str) -> Checked[Provision | None]:
    """The provision that a file and line name, the innermost there, or that of an id."""
    match = _FILE_AND_LINE.fullmatch(where)
    if match is None or any(provision.id == where for provision in known):
        return _of_id(known, where)
    path, line = match["path"].replace("\\", "/").removeprefix("./"), int(match["line"])
    in_files = [(provision, provision.extent) for provision in known if provision.extent is not None]
    in_file = [(provision, extent) for provision, extent in in_files if extent.path == path]
    if not in_file:
        paths = {extent.path for _, extent in in_files}
        hint = "skriv stien fra projektets mappe, som i meddelelserne, og vælg udgaven med --udgave"
        message = f"der er ingen bestemmelser i filen »{path}« i denne udgave"
        same = tuple(f"mente du »{other}«?" for other in sorted(paths) if other.endswith(f"/{path}"))
        return refused("maerk-sted", message, None, *(same or suggestion(path, paths)), hint)
    on_line = [(provision, extent) for provision, extent in in_file if extent.first_line <= line <= extent.last_line]
    if not on_line:
        nearest = min((extent.first_line for _, extent in in_file), key=lambda first: abs(first - line))
        hint = f"den nærmeste begynder i linje {nearest}"
        return refused("maerk-sted", f"der står ingen bestemmelse i linje {line}", TextSpan(path, line), hint)
    return Checked(min(on_line, key=lambda pair: pair[1].last_line - pair[1].first_line)[0])


def _of_id(known: Iterable[Provision], id_: str) -> Checked[Provision | None]:
    by_id = {provision.id: provision for provision in known}
    if id_ in by_id:
        return Checked(by_id[id_])
    hints = suggestion(id_, by_id) or ("skriv fil og linje, fx content/2021-22/forord.md:12",)
    return refused("maerk-sted", f"der er ingen bestemmelse »{id_}« i udgaven", None, *hints)


def _name(provision: Provision, wanted: str, taken: Collection[str]) -> Checked[str | None]:
    """The id asked for when it can be one, or one made of the provision's words."""
    if not wanted:
        prefix = f"{provision.kind.value} " if provision.kind in _FRAMED else ""
        return Checked(_free(proposed_id(prefix + provision.printed), taken))
    if not is_id(wanted):
        hint = f"brug kun små bogstaver a-z og bindestreger, fx {_free(proposed_id(wanted), taken)}"
        return refused("maerk-id", f"»{wanted}« kan ikke være id", provision.span, hint)
    if wanted in taken:
        hint = f"vælg et andet, fx {_free(wanted, taken)}"
        return refused("maerk-id", f"id'et »{wanted}« er brugt et andet sted i udgaven", provision.span, hint)
    return Checked(wanted)


def _free(id_: str, taken: Collection[str]) -> str:
    """The id, with a letter or more after it where it is taken."""
    free, tries = id_, 0
    while free in taken:
        free = f"{id_}-{_LETTERS[tries % len(_LETTERS)] * (tries // len(_LETTERS) + 1)}"
        tries += 1
    return free
