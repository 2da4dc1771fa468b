"""Takes the edition's data, gives the views behind `::: indsæt navn` (templates/print/indsaet/navn.html)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rammeaftale.model.agreement import Document, DocumentKind, Edition, Forum, Level, Signatory
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import Inlines
from rammeaftale.render.accounts_inserts import ACCOUNTS_INSERTS
from rammeaftale.render.links import Links, product_address
from rammeaftale.render.place_tables import place_tables
from rammeaftale.render.takst_tables import takst_list
from rammeaftale.render.typography import NBSP, bind, typeset

LEVELS = (
    (Level.POLITICAL, "Politisk niveau"),
    (Level.ADMINISTRATIVE, "Administrativt niveau"),
    (Level.PROFESSIONAL, "Fagligt niveau"),
    (Level.SECRETARIAT, "Sekretariat"),
)


@dataclass(frozen=True, slots=True)
class BilagLine:
    """A bilag on a list; `address` is the neighbouring file, empty in the bilag itself."""

    label: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """The secretariat's address with its links."""

    name: str
    address: str
    town: str
    website: str
    website_address: str
    mail: str
    mail_address: str
    phone: str
    phone_address: str


@dataclass(frozen=True, slots=True)
class ForumView:
    """A body: its name as a line of words, and a line for each thing that is known of it."""

    source: str
    name: Inlines
    full_name: str
    tasks: tuple[Inlines, ...]
    members: Inlines
    meetings: Inlines
    serves: str
    origin: str


@dataclass(frozen=True, slots=True)
class ForumGroup:
    """The bodies of one level."""

    title: str
    fora: tuple[ForumView, ...]


@dataclass(frozen=True, slots=True)
class LawView:
    """A law: the form used in the text and the full title."""

    source: str
    short: str
    title: str


@dataclass(frozen=True, slots=True)
class KommuneView:
    """A municipality with its code."""

    source: str
    name: str
    code: str


def bilag_lines(edition: Edition, document: Document) -> tuple[BilagLine, ...]:
    """Every bilag of the edition in order, as seen from `document`."""
    return tuple(
        BilagLine(
            f"Bilag{NBSP}{bilag.number}",
            plain_text(typeset(bilag.title)),
            "" if bilag.id == document.id else product_address(bilag),
        )
        for bilag in edition.documents
        if bilag.kind is DocumentKind.BILAG
    )


def signatories(edition: Edition, _: Document) -> tuple[Signatory, ...]:
    """Who signs; names hold together on their line."""
    return tuple(
        Signatory(person.name.replace(" ", NBSP), tuple(bind(title) for title in person.titles))
        for person in edition.signatories
    )


def contact(edition: Edition, _: Document) -> ContactView:
    """The secretariat; the printed website has no `https://`, the printed number its spaces bound."""
    found = edition.registers.contact
    return ContactView(
        name=found.name,
        address=found.address,
        town=found.town.replace(" ", NBSP, 1),
        website=found.website.removeprefix("https://").rstrip("/"),
        website_address=found.website,
        mail=found.mail,
        mail_address=f"mailto:{found.mail}",
        phone=found.phone.replace(" ", NBSP),
        phone_address=f"tel:+45{found.phone.replace(' ', '')}",
    )


def fora(edition: Edition, document: Document) -> tuple[ForumGroup, ...]:
    """The bodies of the cooperation by level, from the political down."""
    links = Links(edition, document)
    names = {forum.id: plain_text(forum.name) for forum in edition.registers.fora}
    groups = (
        ForumGroup(
            title, tuple(_forum(forum, names, links) for forum in edition.registers.fora if forum.level is level)
        )
        for level, title in LEVELS
    )
    return tuple(group for group in groups if group.fora)


def _forum(forum: Forum, names: Mapping[str, str], links: Links) -> ForumView:
    return ForumView(
        source=f"{forum.span.path}:{forum.span.line}",
        name=typeset(forum.name),
        full_name=forum.full_name,
        tasks=tuple(typeset(links.finished(task)) for task in forum.tasks),
        members=typeset(links.finished(forum.members)),
        meetings=typeset(links.finished(forum.meetings)),
        serves=", ".join(names[served] for served in forum.serves),
        origin=bind(forum.source),
    )


def laws(edition: Edition, _: Document) -> tuple[LawView, ...]:
    """The laws that the edition rests on."""
    return tuple(
        LawView(f"{law.span.path}:{law.span.line}", bind(law.short), bind(law.title)) for law in edition.legal_basis
    )


def kommuner(edition: Edition, _: Document) -> tuple[KommuneView, ...]:
    """The municipalities in the register's order."""
    return tuple(
        KommuneView(f"{kommune.span.path}:{kommune.span.line}", kommune.name, kommune.code)
        for kommune in edition.registers.kommuner
    )


INSERTS: Mapping[str, Callable[[Edition, Document], object]] = MappingProxyType(
    {
        "bilagsliste": bilag_lines,
        "underskrifter": signatories,
        "kontakt": contact,
        "fora": fora,
        "takster": takst_list,
        "pladser": place_tables,
        "lovgrundlag": laws,
        "kommuner": kommuner,
        **ACCOUNTS_INSERTS,
    }
)
