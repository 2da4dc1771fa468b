"""Takes a `::: navn …` line and the blocks inside it, gives the block it stands for; the list of frames is SHAPES.

Editors call a container a frame ("ramme"). Each shape says what follows the name and what may stand inside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model import text
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import Inline
from rammeaftale.read.markdown.ids import Marked, check_id, split_marks
from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.markdown.positions import OpenFile, Passage


@dataclass(frozen=True, slots=True)
class Shape:
    """`argument` says what must follow the name (empty: nothing); `body` what must stand inside.

    `named` is what a frame that has an id is called (empty: it has none), and `must_have_id` whether it needs one.
    """

    argument: str
    example: str
    body: str
    named: str = ""
    must_have_id: bool = False


SHAPES = MappingProxyType(
    {
        "indledning": Shape("", "::: indledning", "afsnit"),
        "margen": Shape("", "::: margen", "afsnit"),
        "faktaboks": Shape("en titel", "::: faktaboks Hvad er en takst?", "tekst", "boksen"),
        "formel": Shape("", "::: formel", "ét afsnit", "formlen"),
        "udestår": Shape("hvem der skal levere", "::: udestår Takstgruppen", "tekst", "rammen"),
        "tabel": Shape("en titel", "::: tabel Takster i 2021 {#tabel-takster}", "én tabel", "tabellen", True),
        "figur": Shape("figurens navn", "::: figur organisation {#figur-organisation}", "ét afsnit", "figuren", True),
        "indsæt": Shape("hvad der skal sættes ind", "::: indsæt bilagsliste", "ingenting"),
    }
)
ID_ON_FRAME = frozenset(("formel", "figur"))
"""Frames that are one block with the paragraph in them; the id is the frame's."""
_TITLED = MappingProxyType({"faktaboks": 100, "udestår": 60})
"""How long the words on a frame's first line may be before they are taken for the text that belongs below it."""
_SENTENCE = re.compile(r"[^\W\d]{4,}[.!?] +[A-ZÆØÅ]|[.:]$")
"""Where a sentence ends: no abbreviation and no number stands before the point."""
_WITH_WORDS = ("faktaboks", "udestår", "tabel")
"""Frames whose argument is a text; that of the others is a name."""


@dataclass(frozen=True, slots=True)
class Container:
    """A frame: its name and what follows it on the line, its extents; `inner` is None when it is empty."""

    file: OpenFile
    name: str
    argument: Passage
    marks: Marked
    span: TextSpan
    marks_span: TextSpan
    extent: Extent
    inner: Extent | None

    @property
    def said(self) -> str:
        """The argument as it was written."""
        return self.argument.text


def container_head(node: BlockNode, file: OpenFile) -> Container:
    """The opening line taken apart."""
    words, span, marks = file.passage(node.info, node.first), file.line_span(node.first), split_marks(node.info)
    name = unicodedata.normalize("NFC", node.info.split(maxsplit=1)[0])
    marks_span = words.span(*marks.attributes) if marks.attributes else span
    argument = words.part(*argument_bounds(node.info))
    return Container(file, name, argument, marks, span, marks_span, file.block_extent(node), file.inside(node))


def argument_bounds(words: str) -> tuple[int, int]:
    """Where in `navn Titel {#id}` the argument begins and ends."""
    name = words.split(maxsplit=1)[0]
    end = max(split_marks(words).end, len(name))
    return end - len(words[len(name) : end].lstrip()), end


def build_container(
    head: Container, read_words: Callable[[Passage], tuple[Inline, ...]], blocks: tuple[text.Block, ...]
) -> tuple[text.Block, ...]:
    """The block that the frame stands for; the blocks themselves where the name is unknown."""
    shape = SHAPES.get(head.name)
    if shape is None:
        hints = (*suggestion(head.name.lower(), SHAPES), f"rammerne hedder {', '.join(SHAPES)}")
        head.file.error("ramme-ukendt", f"der findes ingen ramme »{head.name}«", head.span, *hints)
        return blocks
    _check_head(head, shape)
    inside = _check_body(head, shape, blocks)
    words = read_words(head.argument) if head.name in _WITH_WORDS else ()
    block = _block(head, words, inside)
    return (block,) if block else ()


def _block(head: Container, words: tuple[Inline, ...], inside: tuple[text.Block, ...]) -> text.Block | None:
    span, extent, inner, name = head.span, head.extent, head.inner, head.marks.id
    first = inside[0] if inside else None
    only = first if isinstance(first, text.Paragraph) else None
    match head.name:
        case "indledning":
            return text.Introduction(inside, span, extent=extent, inner=inner)
        case "margen":
            return text.MarginNote(inside, span, extent=extent, inner=inner)
        case "faktaboks":
            return text.FactBox(words, inside, span, name, extent=extent, inner=inner)
        case "udestår":
            return text.Gap(words, inside, span, name, extent=extent, inner=inner)
        case "formel":
            return text.Formula(only.children, span, name, extent=extent, inner=only.inner) if only else None
        case "figur":
            caption, inner = (only.children, only.inner) if only else ((), None)
            return text.Figure(head.said, name, caption, span, extent=extent, inner=inner)
        case "tabel":
            if not isinstance(first, text.Table):
                return None
            total = "sum" in head.marks.classes
            return replace(first, caption=words, id=name, total=total, span=span, extent=extent)
        case _:
            return text.Insert(head.said, span, extent=extent, inner=head.argument.extent())


def _check_head(head: Container, shape: Shape) -> None:
    marks, file = head.marks, head.file
    if shape.argument and not head.said:
        message = f"efter »{head.name}« mangler {shape.argument}"
        file.error("ramme-argument", message, head.span, f"skriv fx »{shape.example}«")
    elif head.said and not shape.argument:
        message = f"efter »{head.name}« må der ikke stå mere på linjen"
        hint = f"skriv kun »{shape.example}«, og sæt teksten på næste linje"
        file.error("ramme-argument", message, head.argument.span(0, len(head.said)), hint)
    if head.name in _TITLED and (_SENTENCE.search(head.said) or len(head.said) > _TITLED[head.name]):
        message = f"det, der står efter »{head.name}«, ser ud til at have rammens tekst med"
        hint = f"sæt teksten på næste linje; efter »{head.name}« står kun {shape.argument}"
        file.warning("ramme-titel", message, head.argument.span(0, len(head.said)), hint)
    if shape.must_have_id or (shape.named and marks.attributes):
        check_id(marks.id, f"{head.name} {head.said}", shape.named, head.marks_span, file)
    elif marks.attributes:
        message = f"»{head.name}« har ikke noget id"
        file.error("id-forkert-sted", message, head.marks_span, "slet klammerne og det, der står i dem")
    unknown = [name for name in marks.classes if head.name != "tabel" or name != "sum"]
    if shape.named and unknown:
        hint = "kun .sum findes; det hører til en tabel, hvis sidste række er en sum"
        file.error("ramme-argument", f"».{unknown[0]}« findes ikke her", head.marks_span, hint)


def _check_body(head: Container, shape: Shape, blocks: tuple[text.Block, ...]) -> tuple[text.Block, ...]:
    """The blocks that may stay, after saying which may not and which are missing."""
    kinds: dict[str, type | tuple[()]] = {
        "ingenting": (),
        "afsnit": text.Paragraph,
        "ét afsnit": text.Paragraph,
        "én tabel": text.Table,
    }
    others = [block for block in blocks if not isinstance(block, text.Heading)]
    allowed = [block for block in others if isinstance(block, kinds.get(shape.body, object))]
    refused = [block for block in others if block not in allowed]
    if shape.body.startswith("é"):
        allowed, refused = allowed[:1], refused + allowed[1:]
    for block in refused:
        hint = "flyt rammens afsluttende ::: op på linjen før denne"
        if block is others[0] and shape.body != "ingenting":
            hint = f"skriv det som {shape.body}, eller slet rammen om det"
        message = f"det her kan ikke stå i »{head.name}«, hvor der skal stå {shape.body}"
        head.file.error("ramme-indhold", message, block.span, hint)
    if head.inner is None and shape.body != "ingenting":
        message = f"»{head.name}« er tom; der skal stå {shape.body}"
        head.file.error("ramme-tom", message, head.span, "skriv teksten mellem ::: og :::, eller slet rammen")
    return tuple(allowed)
