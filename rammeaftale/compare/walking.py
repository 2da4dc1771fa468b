"""The way through one document: the headings above, the ordinals of derived ids, and how a provision is made there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rammeaftale.compare.places import Places
from rammeaftale.compare.words import beyond, joined, notes, printed, written
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.inline import FootnoteCall
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.model.text import Block, Cell, ListItem, Row
from rammeaftale.model.walk import Inlines

Part = Block | ListItem | Row | Cell | FootnoteCall
_IN_CELLS = frozenset({ProvisionKind.TABLE, ProvisionKind.ROW})


class Walk:
    """Where a walk through one document has come to: `headings` are the ids of those above, chapter first."""

    def __init__(self, edition: Edition, document: Document, places: Places) -> None:
        self.edition = edition
        self.document = document
        self.headings: list[str] = []
        self.places = places
        self._counted: Counter[tuple[str, ProvisionKind]] = Counter()

    @property
    def here(self) -> str:
        """The id of the nearest heading."""
        return self.headings[-1] if self.headings else ""

    def address(self, kind: ProvisionKind) -> str:
        """A derived id for the next provision of a kind below the nearest heading."""
        self._counted[self.here, kind] += 1
        return f"{self.here}/{kind.value}-{self._counted[self.here, kind]}"

    def made(
        self, kind: ProvisionKind, id_: str, above: str, runs: Sequence[Inlines], part: Part, standing: str = ""
    ) -> Iterator[Provision]:
        """A provision of these runs of text, then the notes that they call; an empty `id_` asks for a derived one."""
        one_line = joined if kind in _IN_CELLS else "".join
        address = self.address(kind)  # counted also where an id is written, so that writing one moves no address
        provision = Provision(
            id=id_ or address,
            is_written=bool(id_),
            kind=kind,
            document=self.document.id,
            above=above,
            printed=one_line(map(printed, runs)),
            written=one_line(map(written, runs)),
            span=part.span,
            standing=standing,
            beyond=tuple(more for run in runs for more in beyond(run, self.places.said)),
            extent=part.extent,
        )
        yield provision
        for note in (note for run in runs for note in notes(run)):
            yield from self.made(ProvisionKind.NOTE, note.id, provision.id, (note.children,), note)
