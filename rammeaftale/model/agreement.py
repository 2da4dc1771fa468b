"""The agreement: an edition with its documents, and the registers that they share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Annotated

from rammeaftale.base.danish import ascii_slug
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.base.holes import hole_in
from rammeaftale.model.extent import Extent, Located
from rammeaftale.model.facts import Facts
from rammeaftale.model.inline import Inline
from rammeaftale.model.keys import IS_ID, Key, Must
from rammeaftale.model.lineage import Descent
from rammeaftale.model.plain import WORDS_ONLY
from rammeaftale.model.region import Region, short_form_of_law
from rammeaftale.model.takster import TakstBasis, Takstregister
from rammeaftale.model.text import Block, Heading

IS_KOMMUNE_CODE = Must(
    "kommune-kode",
    re.compile(r"[1-9][0-9]{2}").fullmatch,
    "{} er ikke en kommunekode",
    "en kommunekode har tre cifre: 615",
    lambda written: written.lstrip("0"),
)
_IS_KOMMUNE_NAME = Must(
    "kommune-navn",
    lambda written: not written[:1].islower() or hole_in(written) != "",  # what is missing is no misspelling
    "kommunens navn {} begynder med et lille bogstav",
    "skriv navnet med stort begyndelsesbogstav",
    lambda written: written[:1].upper() + written[1:],
)
_IS_WEBSITE = Must(
    "adresse-ulovlig",
    re.compile(r"https://[A-Za-z0-9.-]+\.[a-z]+(/\S*)?").fullmatch,
    "{} er ikke adressen på en hjemmeside",
    "skriv hele adressen: https://www.eksempel.dk",
    lambda written: f"https://{written.partition('://')[2] or written}",
)
_IS_MAIL = Must(
    "adresse-ulovlig",
    re.compile(r"[^\s@]+@[A-Za-z0-9.-]+\.[a-z]+").fullmatch,
    "{} er ikke en mailadresse",
    "skriv fx takst@eksempel.dk",
    lambda written: written.removeprefix("mailto:").strip("<> "),
)
_IS_PHONE = Must(
    "telefon-forkert",
    re.compile(r"[0-9](?: ?[0-9]){7}").fullmatch,
    "{} er ikke et telefonnummer",
    "et dansk nummer har otte cifre og skrives uden +45: 41 71 99 98",
    lambda written: re.sub(r"^(?:\+|00)45|[^0-9]", " ", written).strip(),
)


class Status(Enum):
    """Where the edition stands; the value is the word in udgave.yaml."""

    DRAFT = "udkast"
    FINAL = "endelig"


class DocumentKind(Enum):
    """The three kinds of document; the value is the scheme by which a reference names one."""

    AGREEMENT = "aftale"
    BILAG = "bilag"
    OTHER = "dokument"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its heading (level 1), the word for its kind above the heading, and its blocks.

    `continues` chapters follow on the same page as the one before.
    """

    heading: Heading
    label: str
    continues: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One product.

    `number` is the bilag's place in the list, 0 for other documents; `stem` is the file name without ending; `template`
    names the page template in templates/print; `takster` is the register that it prints, if any. `places` are the
    extents of what udgave.yaml says of it, by key.
    """

    id: str
    kind: DocumentKind
    number: int
    stem: str
    title: tuple[Inline, ...]
    subtitle: tuple[Inline, ...]
    template: str
    chapters: tuple[Chapter, ...]
    span: TextSpan = field(compare=False)
    takster: Takstregister | None = None
    places: Mapping[str, Extent | None] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Signatory(Located):
    """Who signs: the name and the lines below it."""

    name: Annotated[str, Key("navn")]
    titles: Annotated[tuple[str, ...], Key("titler")]


@dataclass(frozen=True, slots=True)
class Contact(Located):
    """Where the secretariat is found."""

    name: Annotated[str, Key("navn")]
    address: Annotated[str, Key("adresse")]
    town: Annotated[str, Key("by")]
    website: Annotated[str, _IS_WEBSITE, Key("hjemmeside")]
    mail: Annotated[str, _IS_MAIL, Key("mail")]
    phone: Annotated[str, _IS_PHONE, Key("telefon")]


@dataclass(frozen=True, slots=True)
class Law(Located):
    """An entry of the register of laws: id, the form used in text, the full title, and the source."""

    id: Annotated[str, IS_ID, Key("id", once="id'et")]
    short: Annotated[str, Key("kort")]
    title: Annotated[str, Key("titel")]
    source: Annotated[str, Key("kilde")]
    span: TextSpan = field(compare=False)

    def is_called(self, name: str) -> bool:
        """Whether that is its title, the form used in text or that of paragraphs (SEL), as text or as an id."""
        return ascii_slug(name) in map(ascii_slug, (self.title, self.short, short_form_of_law(self.short)))


@dataclass(frozen=True, slots=True)
class Kommune(Located):
    """A municipality: three-digit code and name without "Kommune"."""

    code: Annotated[str, IS_KOMMUNE_CODE, Key("kode", once="koden")]
    name: Annotated[str, _IS_KOMMUNE_NAME, Key("navn", once="navnet")]
    span: TextSpan = field(compare=False)
    places: Mapping[str, Extent | None] = field(default_factory=dict, compare=False)


class Level(Enum):
    """Where a forum stands; the value is the word in fora.yaml."""

    POLITICAL = "politisk"
    ADMINISTRATIVE = "administrativt"
    SECRETARIAT = "sekretariat"
    PROFESSIONAL = "fagligt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum(Located):
    """A body of the cooperation.

    `under` is the id of the body above it in the figure, empty at the top, and `under_word` what that edge means
    ("nedsat af"); `serves` are the ids of bodies that it is secretariat for.
    """

    id: Annotated[str, IS_ID, Key("id", once="id'et")]
    name: Annotated[tuple[Inline, ...], WORDS_ONLY, Key("navn", once="navnet")]
    full_name: Annotated[str, Key("fuldt_navn")] = ""
    level: Annotated[Level, Key("niveau")]
    tasks: Annotated[tuple[tuple[Inline, ...], ...], Key("opgaver")]
    members: Annotated[tuple[Inline, ...], Key("deltagere")]
    meetings: Annotated[tuple[Inline, ...], Key("møder")] = ()
    under: Annotated[str, Key("under")] = ""
    under_word: Annotated[str, Key("forbindelse")] = ""
    serves: Annotated[tuple[str, ...], Key("betjener")] = ()
    in_figure: Annotated[bool, Key("i_figur")]
    source: Annotated[str, Key("kilde")]
    span: TextSpan = field(compare=False)


_IS_SHORT = Must(
    "vaerdi-lang",
    lambda text: len(text) <= 40,  # letters that have room on one line of the text, where a short form is not divided
    "{} er ikke en forkortelse: den er på over 40 tegn og må ikke deles over to linjer",
    "skriv en kortere",
)


@dataclass(frozen=True, slots=True)
class ShortForm(Located):
    """A short form and its full words: KKR, Kommunekontaktrådet."""

    short: Annotated[str, _IS_SHORT, Key("kort", once="forkortelsen")]
    words: Annotated[str, Key("ord")]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Registers:
    """What all documents of an edition share and refer to: its parties, bodies, laws, short forms and secretariat."""

    region: Region
    kommuner: tuple[Kommune, ...]
    fora: tuple[Forum, ...]
    laws: tuple[Law, ...]
    short_forms: tuple[ShortForm, ...]
    contact: Contact


@dataclass(frozen=True, slots=True)
class Edition:
    """One agreement period with everything that its products print.

    `folder` is its name in content/ ("2021-22"); `dated` is the day of this version, the only date the products carry.
    `legal_basis` are the laws of the register that the agreement rests on, in its order. `lineage` says which of an
    earlier edition's provisions this one's come from. `pictures` are the picture files that lie beside the texts, by
    path in the repository. `places` are the extents of what udgave.yaml says of the whole edition, by key.
    """

    folder: str
    title: tuple[Inline, ...]
    subtitle: tuple[Inline, ...]
    parties: tuple[Inline, ...]
    start: date
    end: date
    status: Status
    dated: date
    signatories: tuple[Signatory, ...]
    registers: Registers
    facts: Facts
    documents: tuple[Document, ...]
    span: TextSpan = field(compare=False)
    legal_basis: tuple[Law, ...] = ()
    takst_basis: TakstBasis | None = None
    lineage: tuple[Descent, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    places: Mapping[str, Extent | None] = field(default_factory=dict, compare=False)
