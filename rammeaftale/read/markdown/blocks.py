"""Takes the engine's block nodes, gives `model.text` blocks with their extents, and everything the language refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import Inline, Strong
from rammeaftale.model.text import Block, Heading, Paragraph, Picture, Quote
from rammeaftale.read.markdown.beginnings import line_traps, point_inside
from rammeaftale.read.markdown.containers import ID_ON_FRAME, build_container, container_head
from rammeaftale.read.markdown.ids import check_id, proposed_id, split_marks, take_id
from rammeaftale.read.markdown.inline import MAX_LENGTH, InlineReader
from rammeaftale.read.markdown.links import check_picture
from rammeaftale.read.markdown.lists import LISTS, ListReader, continued_number, interrupts_sentence
from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.markdown.notes import Note, Notes
from rammeaftale.read.markdown.order import find_misplaced
from rammeaftale.read.markdown.positions import OpenFile, Passage
from rammeaftale.read.markdown.table import read_table

_MAX_LEVEL = 3
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?(?=\s+[A-ZÆØÅ])")
_SOFT_BREAK = re.compile(r"(?<!\\)\n")
_FROM_GIT = "har git sat linjen dér under en fletning, så behold det rigtige over og under den, og slet den"
_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\((?P<path>(?:[^()\n]|\([^()\n]*\))*)\)")


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one file; `level` is that of the last heading, `frame` the container that is open."""

    file: OpenFile
    notes: Notes
    level: int = 0
    frame: str = ""
    lists: ListReader = field(init=False)

    def __post_init__(self) -> None:
        self.lists = ListReader(self.file, lambda passage, mark: self._prose(passage, self.notes, mark=mark))

    def read(self, nodes: tuple[BlockNode, ...]) -> tuple[Block, ...]:
        """Blocks in order; what is refused leaves nothing."""
        blocks: list[Block] = []
        for index, node in enumerate(nodes):
            if node.kind in LISTS:
                blocks.append(self._list(nodes, index))
            else:
                blocks += self._block(node)
        if not self.frame:
            find_misplaced(tuple(blocks), self.file)
        return tuple(blocks)

    def _words(self, passage: Passage) -> tuple[Inline, ...]:
        """The words of a passage on one line."""
        return InlineReader(passage, self.file, self.notes).read()

    def _cell(self, passage: Passage) -> tuple[Inline, ...]:
        """The words of a table's cell."""
        return InlineReader(passage, self.file, self.notes, is_cell=True).read()

    def _prose(
        self, passage: Passage, notes: Notes | None, *, formula: bool = False, mark: str = ""
    ) -> tuple[Inline, ...]:
        """The words of a passage that may have several lines, each of which may begin like something else."""
        if len(passage.text) > MAX_LENGTH:
            return InlineReader(passage, self.file, notes, formula).read()
        for trap in line_traps(passage.text, [span.column for span in passage.spans], mark):
            self.file.error(trap.kind, trap.message, passage.span(trap.start, trap.end), trap.hint)
        for trap in point_inside(passage.text, mark):
            self.file.warning(trap.kind, trap.message, passage.span(trap.start, trap.end), trap.hint)
        return InlineReader(passage, self.file, notes, formula).read()

    def define_notes(self, nodes: tuple[BlockNode, ...]) -> None:
        """Read every footnote's text before any call to it."""
        for node in nodes:
            if node.kind == "footnote_reference":
                self.notes.define(node.info, self._note(node))
            self.define_notes(node.children)

    def _note(self, node: BlockNode) -> Note:
        span, extent = self.file.line_span(node.first), self.file.block_extent(node)
        if [child.kind for child in node.children] != ["paragraph"]:
            message = f"fodnoten »{node.info}« skal være ét afsnit"
            self.file.error("fodnote-ulovlig", message, span, "skriv hele noten på linjen efter kolon")
            return Note((), span, extent=extent)
        text = node.children[0]
        words, name = take_id(self.file.passage(text.text, text.first), self.file)
        return Note(self._prose(words, None), span, name, extent=extent, inner=words.extent())

    def _block(self, node: BlockNode) -> tuple[Block, ...]:
        match node.kind:
            case "heading":
                return self._heading(node)
            case "paragraph":
                return self._paragraph(node)
            case "rows":
                table = read_table(node, self.file, self._cell)
                return (table,) if table else ()
            case "blockquote":
                return self._quote(node)
            case "container":
                return self._container(node)
            case "footnote_reference":
                return ()
            case _:
                self._refuse(node)
                return ()

    def _heading(self, node: BlockNode) -> tuple[Block, ...]:
        span = self.file.line_span(node.first)
        if not node.markup.startswith("#"):
            hint = "slet linjen med streger; er teksten en overskrift, så skriv den som »## Overskrift {#overskrift}«"
            message = f"linjen »{node.markup * 3}« under teksten gjorde teksten til en overskrift"
            hints = (hint, _FROM_GIT) if node.markup == "=" else (hint,)
            self.file.error("overskrift-understreget", message, self.file.line_span(node.last - 1), *hints)
            return ()
        passage, marks = self.file.passage(node.text, node.first), split_marks(node.text)
        words = passage.part(0, marks.end)
        marks_span = passage.span(*marks.attributes) if marks.attributes else span
        check_id(marks.id, words.text, "overskriften", marks_span, self.file)
        if marks.classes:
            message = f"».{marks.classes[0]}« kan ikke stå i en overskrift"
            self.file.error("id-ulovligt", message, marks_span, "slet punktummet og ordet efter det")
        self._check_heading(node, words)
        extent, inner = self.file.block_extent(node), self._heading_words(node, marks.end)
        children = InlineReader(words, self.file, None, may_link=False).read()
        return (Heading(min(node.level, _MAX_LEVEL), marks.id, children, span, extent=extent, inner=inner),)

    def _heading_words(self, node: BlockNode, length: int) -> Extent:
        """The extent of a heading's words: the `#`s at the end of the line, if any, may say the same as the words."""
        line_start = self.file.starts[node.first]
        after = self.file.lines[node.first][node.start - line_start + node.level :]
        begin = min(node.start + node.level + len(after) - len(after.lstrip(" ")), node.end)
        return self.file.extent(begin, begin + length)

    def _check_heading(self, node: BlockNode, words: Passage) -> None:
        if not words.text:
            self.file.error("overskrift-tom", "overskriften har ingen tekst", node, "skriv tekst efter #")
        if self.frame:
            hint = "flyt rammens afsluttende ::: op på linjen før overskriften, eller skriv teksten med **fed**"
            self.file.error("overskrift-i-ramme", f"overskriften står inde i »{self.frame}«", node, hint)
        if number := _NUMBER.match(words.text):
            span, hint = words.span(0, number.end()), "slet tallet; overskrifter får deres nummer af sig selv"
            self.file.error("overskrift-nummer", "overskriften begynder med et nummer", span, hint)
        if node.level > _MAX_LEVEL:
            message = f"overskrifter har højst {_MAX_LEVEL} niveauer"
            self.file.error("overskrift-niveau", message, node, "brug højst tre #")
        elif node.level > self.level + 1:
            first = "filen skal begynde med en overskrift med ét #"
            message = "overskriften springer et niveau over" if self.level else first
            hint = f"skriv {'#' * (self.level + 1)} i stedet for {node.markup}"
            self.file.error("overskrift-spring", message, node, hint)
        self.level = min(node.level, _MAX_LEVEL)

    def _paragraph(self, node: BlockNode) -> tuple[Block, ...]:
        passage = self.file.passage(node.text, node.first)
        span, extent = passage.span(0, len(node.text)), self.file.block_extent(node)
        words, name = (passage, "") if self.frame in ID_ON_FRAME else take_id(passage, self.file)
        self._check_beginning(node)
        if picture := _PICTURE.fullmatch(words.text):
            path, alt = picture["path"].strip(), picture["alt"]
            inner = passage.part(*picture.span("alt")).extent()
            is_usable = check_picture(path, alt, span, self.file)
            return (Picture(path, alt, span, name, extent=extent, inner=inner),) if is_usable else ()
        children = self._prose(words, self.notes, formula=self.frame == "formel")
        if self.frame == "formel" and _SOFT_BREAK.search(words.text):
            hint = "sæt \\ sidst på den første linje, hvis der skal brydes, eller lav en ramme til hver formel"
            self.file.error("formel-linjer", "formlens linjer bliver trykt ud i ét", words.span(0, 1), hint)
        if len(children) == 1 and isinstance(children[0], Strong):
            said = words.text.strip("*").rstrip(":. ")
            heading = f"{'#' * min(self.level + 1, _MAX_LEVEL)} {said} {{#{proposed_id(said)}}}"
            hint = f"skriv den som »{heading}«, så den kan findes og læses op som overskrift"
            self.file.warning("fed-som-overskrift", "afsnittet ligner en overskrift", span, hint)
        return (Paragraph(children, span, name, extent=extent, inner=words.extent()),)

    def _list(self, nodes: tuple[BlockNode, ...], index: int) -> Block:
        node = nodes[index]
        self._check_beginning(node)
        if continued := continued_number(nodes, index):
            number, breaker = continued
            message = f"teksten her deler listen i to; punkt {node.children[0].info} ville begynde listen forfra"
            hint = "ryk linjerne tre mellemrum ind, så de hører til punktet over dem"
            if breaker.kind == "paragraph":
                hint = (
                    "skriv teksten sidst i punktet over den uden blank linje imellem, eller flyt den ned efter listen"
                )
            self.file.error("liste-afbrudt", message, breaker, hint)
            return self.lists.read(node, start=number)
        above = nodes[index - 1] if index else None
        goes_on = index + 1 < len(nodes) and nodes[index + 1].kind in LISTS and continued_number(nodes, index + 1)
        if above and not goes_on:
            self.lists.check_between(above, node)
        before = len(self.file.findings)
        items = self.lists.read(node)
        is_told = before != len(self.file.findings) or (above and self._is_false_point(above.last))
        if not is_told and interrupts_sentence(above, node):
            hint = "sæt kolon og en blank linje før listen; er det ingen liste, så flyt tegnet op på linjen før"
            self.file.warning("liste-midt-i-saetning", "listen begynder midt i en sætning", node, hint)
        return items

    def _is_false_point(self, line: int) -> bool:
        """Whether a line, counted from 1, was told to be a point, so that the list begins there."""
        kinds = ("liste-tegn", "liste-mellemrum", "liste-loeber-sammen", "liste-indrykning")
        told = (finding.span for finding in self.file.findings if finding.kind in kinds)
        return any(isinstance(span, TextSpan) and span.line == line for span in told)

    def _quote(self, node: BlockNode) -> tuple[Block, ...]:
        self._check_beginning(node)
        for child in node.children:
            if child.kind not in ("paragraph", "footnote_reference", *LISTS):
                message = "et citat kan kun have afsnit og lister"
                hint = "slet > foran det, og sæt en blank linje mellem det og citatet"
                if child.kind == "blockquote":
                    message = "citatet står inde i et andet citat"
                    hint = "er det intet citat, så slet alle > på linjen; er det et, så skriv kun ét først på linjen"
                self.file.error("citat-indhold", message, child, hint)
        for number, line in enumerate(self.file.lines[node.first : node.last], node.first):
            if line.strip() and not line.lstrip().startswith(">"):
                hint = "begynd linjen med >, eller sæt en blank linje før den, hvis den ikke hører til citatet"
                message = "linjen blev en del af citatet over den"
                self.file.warning("citat-fortsat", message, self.file.line_span(number), hint)
        if not node.children:
            self.file.error("citat-tomt", "citatet har ingen tekst", node, "skriv teksten efter >")
        inside = tuple(child for child in node.children if child.kind in ("paragraph", *LISTS))
        extent, inner = self.file.block_extent(node), self.file.inside(node)
        return (Quote(self.read(inside), self.file.line_span(node.first), extent=extent, inner=inner),)

    def _container(self, node: BlockNode) -> tuple[Block, ...]:
        self._check_beginning(node)
        if self.frame:
            message = f"rammen står inde i rammen »{self.frame}«"
            self.file.error(
                "ramme-i-ramme",
                message,
                node,
                f"sæt ::: på linjen før, så »{self.frame}« er lukket, og slet det :::, der lukkede den længere nede",
            )
        head = container_head(node, self.file)
        if not node.markup:
            is_last = node.last >= len(self.file.lines) - 1
            hint = f"sæt ::: på en linje for sig {'sidst i filen' if is_last else f'før linje {node.last + 1}'}"
            self.file.error("ramme-uafsluttet", f"rammen »{head.name}« bliver ikke lukket", node, hint)
        outer, self.frame = self.frame, head.name
        self.notes.frame = self.frame
        blocks = self.read(node.children)
        self.frame = outer
        built = build_container(head, self._words, blocks)
        self.notes.frame = outer
        return built

    def _check_beginning(self, node: BlockNode) -> None:
        """Before the first heading there is nothing (the numbering and the contents begin there)."""
        if self.level == 0 and not self.frame:
            self.level = 1
            hint = "begynd filen med »# Overskrift {#overskrift}«"
            self.file.error("tekst-foer-overskrift", "der står tekst før den første overskrift", node, hint)

    def _refuse(self, node: BlockNode) -> None:
        match node.kind:
            case "stray":
                hint = "slet linjen, eller find den »::: navn«-linje, der mangler før den"
                self.file.error("ramme-ikke-aabnet", "her lukkes en ramme, som ikke er åbnet", node, hint)
            case "hr" if node.first == 0:
                hint = "slet linjerne; titel, datoer og parter står i udgave.yaml"
                self.file.error("streg-i-tekst", "filen begynder med en streg", node, hint)
            case "hr":
                hint = "slet linjen; brug en overskrift, hvis der begynder noget nyt"
                self.file.error("streg-i-tekst", "vandrette streger kan ikke bruges", node, hint)
            case _:
                hint = "ryk linjen helt ud til venstre, og slet eventuelle ``` om teksten"
                message = "linjen blev til programkode, fordi den er rykket ind eller står mellem ```"
                self.file.error("kode-i-tekst", message, node, hint)
