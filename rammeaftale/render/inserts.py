"""What is made of an edition for `::: indsæt navn`, besides what templates/print/indsaet/navn.html reads of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from rammeaftale.model.agreement import Document, Edition, Forum, Level
from rammeaftale.model.inline import Text
from rammeaftale.model.walk import Inlines
from rammeaftale.render.accounts_inserts import ACCOUNTS_INSERTS
from rammeaftale.render.links import Links
from rammeaftale.render.place_tables import place_tables
from rammeaftale.render.takst_tables import takst_list
from rammeaftale.render.typography import bound
from rammeaftale.resolve.short_forms import first_uses

_LEVELS = {
    Level.POLITICAL: "Politisk niveau",
    Level.ADMINISTRATIVE: "Administrativt niveau",
    Level.PROFESSIONAL: "Fagligt niveau",
    Level.SECRETARIAT: "Sekretariat",
}


def _fora(edition: Edition, document: Document) -> Mapping[str, tuple[Forum, ...]]:
    """The bodies of the cooperation by level, from the political down, their words with links and bound spaces.

    The first use of a short form in the list carries its words, as in a chapter.
    """
    links, mark = Links(edition, document), first_uses(edition.registers.short_forms)

    def words(run: Inlines) -> Inlines:
        return bound(mark(links.finished(run)))

    fora = [
        replace(
            forum,
            name=bound(forum.name),
            tasks=tuple(map(words, forum.tasks)),
            members=words(forum.members),
            meetings=words(forum.meetings),
        )
        for forum in edition.registers.fora
    ]
    groups = {title: tuple(forum for forum in fora if forum.level is level) for level, title in _LEVELS.items()}
    return {title: group for title, group in groups.items() if group}


def _signatories(edition: Edition, document: Document) -> tuple[tuple[str, tuple[Inlines, ...]], ...]:
    """Who signs: the name and the lines below it, the first use of a short form with its words."""
    mark = first_uses(edition.registers.short_forms)

    def line(title: str) -> Inlines:
        return bound(mark((Text(title, document.span),)))

    return tuple((person.name, tuple(map(line, person.titles))) for person in edition.signatories)


INSERTS: Mapping[str, Callable[[Edition, Document], object]] = MappingProxyType(
    {
        "fora": _fora,
        "underskrifter": _signatories,
        "takster": takst_list,
        "pladser": place_tables,
        **ACCOUNTS_INSERTS,
    }
)
