"""The words of a text: runs of inline nodes, from what Markdown is read into to what the templates print.

As read a run may hold `FactUse` and `Reference`; `resolve` puts `Text` and `Link` in their place. `kind` is the word by
which templates tell the nodes apart. Places are not part of equality.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Located


@dataclass(frozen=True, slots=True)
class Origin:
    """Which characters of a text the source does not write itself: `value[start:end]`, made from a fact or a law.

    `source` is what is written there: `{{ gruppe.navn | ord }}`, `[](lov:sel)`. `lends_point` says that a point
    which ends the sentence was left out after it, since the words end in one ("2 pct.").
    """

    start: int
    end: int
    source: str
    lends_point: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters. After `resolve` the origins say, in order, which of them came from elsewhere."""

    kind: ClassVar[str] = "text"
    value: str
    span: TextSpan = field(compare=False)
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Unbroken:
    """Characters that stay on one line (KD-net, Ikast-Brande); put in by `render/typography`."""

    kind: ClassVar[str] = "unbroken"
    value: str
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Divisible:
    """Words that hold soft hyphens since one of them is wider than its place; put in by `render/words`."""

    kind: ClassVar[str] = "divisible"
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic: `*ord*`."""

    kind: ClassVar[str] = "emphasis"
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold: `**ord**`."""

    kind: ClassVar[str] = "strong"
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language: `[ord]{sprog=en}`; `language` is a BCP 47 tag."""

    kind: ClassVar[str] = "foreign"
    language: str
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form with its full words; put in by `resolve.short_forms` where a chapter first uses one."""

    kind: ClassVar[str] = "abbreviation"
    value: str
    expansion: str
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line: a backslash at the end of the line."""

    kind: ClassVar[str] = "linebreak"
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the edition: a document's id, and the id of a place in it, empty for the document as a whole."""

    document: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a place in the edition, or to an address outside it: `https:`, `mailto:`, `tel:`.

    `reference` is what the source writes for a place: `afsnit:takst-regulering`. Without children the writer of the
    medium finds the words for the place ("bilag 1, afsnit 3.2"); `url`, its address, is empty until that writer has
    filled it in.
    """

    kind: ClassVar[str] = "link"
    target: Target | str
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)
    reference: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An unresolved `[ord](afsnit:takst-regulering)`: `scheme` is what is pointed at, `target` its id."""

    kind: ClassVar[str] = "reference"
    scheme: str
    target: str
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class FactUse:
    """An unresolved `{{ gruppe.navn | ord }}`: the dotted name and at most one format (empty when none)."""

    kind: ClassVar[str] = "fact"
    name: str
    form: str
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class FootnoteCall(Located):
    """`[^navn]`, with the note's own text, which stands elsewhere in the file."""

    kind: ClassVar[str] = "footnote"
    label: str
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)
    id: str = ""


Inline = (
    Text
    | Unbroken
    | Divisible
    | Emphasis
    | Strong
    | Foreign
    | Abbreviation
    | LineBreak
    | Link
    | Reference
    | FactUse
    | FootnoteCall
)
