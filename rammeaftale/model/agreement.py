"""The agreement: an edition with its documents, and the registers that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Extent, Located
from rammeaftale.model.facts import Facts
from rammeaftale.model.inline import Inline
from rammeaftale.model.lineage import Descent
from rammeaftale.model.region import Region
from rammeaftale.model.takster import TakstBasis, Takstregister
from rammeaftale.model.text import Block, Heading


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

    @property
    def is_example(self) -> bool:
        """True when the document is made from example data: every page must say so."""
        return self.takster is not None and self.takster.is_example


@dataclass(frozen=True, slots=True)
class Signatory(Located):
    """Who signs: the name and the lines below it."""

    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact(Located):
    """Where the secretariat is found."""

    name: str
    address: str
    town: str
    website: str
    mail: str
    phone: str


@dataclass(frozen=True, slots=True)
class Law(Located):
    """An entry of the register of laws: id, the form used in text, the full title, and the source."""

    id: str
    short: str
    title: str
    source: str
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Kommune(Located):
    """A municipality: three-digit code and name without "Kommune"."""

    code: str
    name: str
    span: TextSpan = field(compare=False)


class Level(Enum):
    """Where a forum stands; the value is the word in fora.yaml."""

    POLITICAL = "politisk"
    ADMINISTRATIVE = "administrativt"
    SECRETARIAT = "sekretariat"
    PROFESSIONAL = "fagligt"


@dataclass(frozen=True, slots=True)
class Forum(Located):
    """A body of the cooperation.

    `under` is the id of the body above it in the figure, empty at the top, and `under_word` what that edge means
    ("nedsat af"); `serves` are the ids of bodies that it is secretariat for.
    """

    id: str
    name: tuple[Inline, ...]
    full_name: str
    level: Level
    tasks: tuple[tuple[Inline, ...], ...]
    members: tuple[Inline, ...]
    meetings: tuple[Inline, ...]
    under: str
    under_word: str
    serves: tuple[str, ...]
    in_figure: bool
    source: str
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class ShortForm(Located):
    """A short form and its full words: KKR, Kommunekontaktrådet."""

    short: str
    words: str
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
