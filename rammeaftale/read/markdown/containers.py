"""Takes a `::: navn …` line and the blocks inside it, gives the block it stands for; the list of frames is SHAPES.

Editors call a container a frame ("ramme"). Each shape says what follows the name and what may stand inside.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import Inline
from rammeaftale.model.text import (
    Block,
    FactBox,
    Figure,
    Formula,
    Gap,
    Heading,
    Insert,
    Introduction,
    MarginNote,
    Paragraph,
    Table,
)
from rammeaftale.read.markdown.ids import Marked, id_problem, split_marks
from rammeaftale.read.markdown.place import Passage


class Id(Enum):
    """Whether the opening line has an id."""

    NEVER = "never"
    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class Shape:
    """`argument` says what must follow the name (empty: nothing); `body` what must stand inside."""

    argument: str
    example: str
    body: str
    id: Id = Id.NEVER


SHAPES = MappingProxyType(
    {
        "indledning": Shape("", "::: indledning", "afsnit"),
        "margen": Shape("", "::: margen", "afsnit"),
        "faktaboks": Shape("en titel", "::: faktaboks Hvad er en takst?", "tekst", Id.MAY),
        "formel": Shape("", "::: formel", "ét afsnit", Id.MAY),
        "udestår": Shape("hvem der skal levere", "::: udestår Takstgruppen", "tekst", Id.MAY),
        "tabel": Shape("en titel", "::: tabel Takster i 2021 {#tabel-takster}", "én tabel", Id.MUST),
        "figur": Shape("figurens navn", "::: figur organisation {#figur-organisation}", "ét afsnit", Id.MUST),
        "indsæt": Shape("hvad der skal sættes ind", "::: indsæt bilagsliste", "ingenting"),
    }
)


_WITH_ID = {
    "faktaboks": "boksen",
    "formel": "formlen",
    "udestår": "rammen",
    "tabel": "tabellen",
    "figur": "figuren",
}
ID_ON_FRAME = frozenset(("formel", "figur"))
"""Frames that are one block with the paragraph in them; the id is the frame's."""


@dataclass(slots=True)
class Container:
    """A frame under reading: its name and what follows it on the line, its places; `inner` is None when it is empty."""

    name: str
    argument: Passage
    marks: Marked
    span: TextSpan
    marks_span: TextSpan
    extent: Extent
    inner: Extent | None
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def said(self) -> str:
        """The argument as it was written."""
        return self.argument.text


def container_head(words: Passage, span: TextSpan, extent: Extent, inner: Extent | None) -> Container:
    """The opening line taken apart."""
    name = words.text.split(maxsplit=1)[0]
    marks = split_marks(words.text)
    marks_span = words.span(*marks.attributes) if marks.attributes else span
    argument = words.part(*argument_place(words.text))
    return Container(unicodedata.normalize("NFC", name), argument, marks, span, marks_span, extent, inner)


def argument_place(words: str) -> tuple[int, int]:
    """Where in `navn Titel {#id}` the argument begins and ends."""
    name = words.split(maxsplit=1)[0]
    end = max(split_marks(words).end, len(name))
    return end - len(words[len(name) : end].lstrip()), end


def build_container(
    head: Container, title: Callable[[Passage], tuple[Inline, ...]], blocks: tuple[Block, ...]
) -> tuple[Block, ...]:
    """The block that the frame stands for; the blocks themselves where the name is unknown."""
    shape = SHAPES.get(head.name)
    if shape is None:
        hints = (*suggestion(head.name.lower(), SHAPES), f"rammerne hedder {', '.join(SHAPES)}")
        head.found.append(error("ramme-ukendt", f"der findes ingen ramme »{head.name}«", head.span, *hints))
        return blocks
    _check_head(head, shape)
    inside = _check_body(head, shape, blocks)
    words = title(head.argument) if head.name in ("faktaboks", "udestår", "tabel") else ()
    block = _block(head, words, inside)
    return (block,) if block else ()


def _block(head: Container, words: tuple[Inline, ...], inside: tuple[Block, ...]) -> Block | None:
    span, extent, inner, name = head.span, head.extent, head.inner, head.marks.id
    first = inside[0] if inside else None
    text = first if isinstance(first, Paragraph) else None
    match head.name:
        case "indledning":
            return Introduction(inside, span, extent=extent, inner=inner)
        case "margen":
            return MarginNote(inside, span, extent=extent, inner=inner)
        case "faktaboks":
            return FactBox(words, inside, span, name, extent=extent, inner=inner)
        case "udestår":
            return Gap(words, inside, span, name, extent=extent, inner=inner)
        case "formel":
            return Formula(text.children, span, name, extent=extent, inner=text.inner) if text else None
        case "figur":
            caption, inner = (text.children, text.inner) if text else ((), None)
            return Figure(head.said, name, caption, span, extent=extent, inner=inner)
        case "tabel":
            if not isinstance(first, Table):
                return None
            total = "sum" in head.marks.classes
            return replace(first, caption=words, id=name, total=total, span=span, extent=extent)
        case _:
            return Insert(head.said, span, extent=extent, inner=head.argument.extent())


def _check_head(head: Container, shape: Shape) -> None:
    example = f"skriv fx »{shape.example}«"
    if shape.argument and not head.said:
        message = f"efter »{head.name}« mangler {shape.argument}"
        head.found.append(error("ramme-argument", message, head.span, example))
    elif head.said and not shape.argument:
        message = f"efter »{head.name}« må der ikke stå mere på linjen"
        hint = f"skriv kun »{shape.example}«, og sæt teksten på næste linje"
        head.found.append(error("ramme-argument", message, _argument_span(head), hint))
    if shape.id is Id.MUST or (shape.id is Id.MAY and head.marks.attributes):
        problem = id_problem(head.marks.id, head.said, _WITH_ID[head.name], head.marks_span, f"{head.name} ")
        head.found += [problem] if problem else []
    elif head.marks.attributes:
        message = f"»{head.name}« har ikke noget id"
        head.found.append(error("id-forkert-sted", message, head.marks_span, "slet klammerne og det, der står i dem"))
    unknown = [name for name in head.marks.classes if head.name != "tabel" or name != "sum"]
    if shape.id is not Id.NEVER and unknown:
        hint = "kun .sum findes; det hører til en tabel, hvis sidste række er en sum"
        head.found.append(error("ramme-argument", f"».{unknown[0]}« findes ikke her", head.marks_span, hint))


def _check_body(head: Container, shape: Shape, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks that may stay, after saying which may not and which are missing."""
    kind = {"afsnit": Paragraph, "ét afsnit": Paragraph, "én tabel": Table}.get(shape.body)
    allowed = tuple(
        block
        for block in blocks
        if shape.body != "ingenting" and not isinstance(block, Heading) and (kind is None or isinstance(block, kind))
    )
    single = shape.body.startswith("é")
    refused = [block for block in blocks if block not in allowed and not isinstance(block, Heading)]
    refused += allowed[1:] if single else ()
    for block in refused:
        message = f"det her kan ikke stå i »{head.name}«, hvor der skal stå {shape.body}"
        head.found.append(error("ramme-indhold", message, block.span, "luk rammen med ::: før denne linje"))
    if head.inner is None and shape.body != "ingenting":
        message = f"»{head.name}« er tom; der skal stå {shape.body}"
        head.found.append(error("ramme-tom", message, head.span, "skriv teksten mellem ::: og :::, eller slet rammen"))
    return allowed[:1] if single else allowed


def _argument_span(head: Container) -> TextSpan:
    return head.argument.span(0, len(head.argument.text))
