"""Takes the engine's block nodes, gives `model.text` blocks with their places, and everything the language refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rammeaftale.base.diagnostics import error, warning
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import Inline, Strong
from rammeaftale.model.text import Block, Heading, Paragraph, Picture, Quote
from rammeaftale.read.markdown.containers import ID_ON_FRAME, build_container, container_head
from rammeaftale.read.markdown.ids import Named, id_problem, split_marks, take_id
from rammeaftale.read.markdown.inline import FetchNote, InlineReader
from rammeaftale.read.markdown.links import picture_problem
from rammeaftale.read.markdown.lists import LISTS, ListReader, continued_number, interrupts_sentence, sentence_warning
from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.markdown.notes import Note, Notes, no_notes
from rammeaftale.read.markdown.order import misplaced
from rammeaftale.read.markdown.place import Passage, Reading
from rammeaftale.read.markdown.table import read_table
from rammeaftale.read.markdown.traps import line_traps

MAX_LEVEL = 3
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?(?=\s+[A-ZÆØÅ])")
_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\((?P<path>(?:[^()\n]|\([^()\n]*\))*)\)")


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one file; `level` is that of the last heading, `frame` the container that is open."""

    reading: Reading
    notes: Notes
    level: int = 0
    frame: str = ""
    lists: ListReader = field(init=False)

    def __post_init__(self) -> None:
        self.lists = ListReader(self.reading, self.prose)

    def read(self, nodes: tuple[BlockNode, ...]) -> tuple[Block, ...]:
        """Blocks in order; what is refused leaves nothing."""
        blocks: list[Block] = []
        for index, node in enumerate(nodes):
            if node.kind in LISTS:
                blocks.append(self._list(nodes, index))
            else:
                blocks += self._block(node)
        self.reading.found += misplaced(tuple(blocks)) if not self.frame else []
        return tuple(blocks)

    def inline(self, passage: Passage, fetch: FetchNote | None = None, *, formula: bool = False) -> tuple[Inline, ...]:
        """The words of a passage."""
        return InlineReader(passage, fetch or self.notes.fetch, self.reading.found, formula).read()

    def prose(self, passage: Passage, fetch: FetchNote | None = None, *, formula: bool = False) -> tuple[Inline, ...]:
        """The words of a passage that may have several lines, each of which may begin like something else."""
        for trap in line_traps(passage.text):
            self.reading.found.append(error(trap.kind, trap.message, passage.span(trap.start, trap.end), trap.hint))
        return self.inline(passage, fetch, formula=formula)

    def define_notes(self, nodes: tuple[BlockNode, ...]) -> None:
        """Read every footnote's text before any call to it."""
        for node in nodes:
            if node.kind == "footnote_reference":
                self._define(node)
            self.define_notes(node.children)

    def _define(self, node: BlockNode) -> None:
        span = self.reading.line_span(node.first)
        text = node.children[0] if len(node.children) == 1 and node.children[0].kind == "paragraph" else None
        if text is None:
            message = f"fodnoten »{node.info}« skal være ét afsnit"
            self.reading.found.append(error("fodnote-ulovlig", message, span, "skriv hele noten på linjen efter kolon"))
        problem = self.notes.define(node.info, self._note(node, text))
        self.reading.found += [problem] if problem else []

    def _note(self, node: BlockNode, text: BlockNode | None) -> Note:
        span, extent = self.reading.line_span(node.first), self.reading.block_extent(node)
        if text is None:
            return Note((), span, extent=extent)
        named = self._named(self.reading.passage(text.text, text.first))
        return Note(self.prose(named.words, no_notes), span, named.id, extent=extent, inner=named.words.extent())

    def _named(self, passage: Passage) -> Named:
        named = take_id(passage)
        self.reading.found += named.problems
        return named

    def _block(self, node: BlockNode) -> tuple[Block, ...]:
        match node.kind:
            case "heading":
                return self._heading(node)
            case "paragraph":
                return self._paragraph(node)
            case "rows":
                table = read_table(node, self.reading, self.inline)
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
        span = self.reading.line_span(node.first)
        if not node.markup.startswith("#"):
            hint = "sæt en blank linje før stregerne, eller skriv overskriften som »## Overskrift {#overskrift}«"
            message = f"linjen »{node.markup * 3}« under teksten gjorde teksten til en overskrift"
            place = self.reading.line_span(node.last - 1)
            self.reading.found.append(error("overskrift-understreget", message, place, hint))
            return ()
        passage = self.reading.passage(node.text, node.first)
        marks = split_marks(node.text)
        words = passage.part(0, marks.end)
        place = passage.span(*marks.attributes) if marks.attributes else span
        problem = id_problem(marks.id, words.text, "overskriften", place)
        self.reading.found += [problem] if problem else []
        if marks.classes:
            hint = "slet punktummet og ordet efter det"
            message = f"».{marks.classes[0]}« kan ikke stå i en overskrift"
            self.reading.found.append(error("id-ulovligt", message, place, hint))
        self._check_heading(node, words)
        extent, inner = self.reading.block_extent(node), self._heading_words(node, marks.end)
        children = self.inline(words, no_notes)
        return (Heading(min(node.level, MAX_LEVEL), marks.id, children, span, extent=extent, inner=inner),)

    def _heading_words(self, node: BlockNode, length: int) -> Extent:
        """The place of a heading's words: the `#`s at the end of the line, if any, may say the same as the words."""
        line_start = self.reading.starts[node.first]
        after = self.reading.lines[node.first][node.start - line_start + node.level :]
        begin = min(node.start + node.level + len(after) - len(after.lstrip(" ")), node.end)
        return self.reading.extent(begin, begin + length)

    def _check_heading(self, node: BlockNode, words: Passage) -> None:
        span, found = self.reading.line_span(node.first), self.reading.found
        if not words.text:
            found.append(error("overskrift-tom", "overskriften har ingen tekst", span, "skriv tekst efter #"))
        if self.frame:
            hint = "luk rammen med ::: før overskriften, eller skriv teksten med **fed**"
            found.append(error("overskrift-i-ramme", f"overskriften står inde i »{self.frame}«", span, hint))
        number = _NUMBER.match(words.text)
        if number:
            hint = "slet tallet; overskrifter får deres nummer af sig selv"
            found.append(
                error("overskrift-nummer", "overskriften begynder med et nummer", words.span(0, number.end()), hint)
            )
        if node.level > MAX_LEVEL:
            hint = "brug højst tre #"
            found.append(error("overskrift-niveau", f"overskrifter har højst {MAX_LEVEL} niveauer", span, hint))
        elif node.level > self.level + 1:
            wanted = "#" * (self.level + 1)
            first = "filen skal begynde med en overskrift med ét #"
            message = "overskriften springer et niveau over" if self.level else first
            found.append(error("overskrift-spring", message, span, f"skriv {wanted} i stedet for {node.markup}"))
        self.level = min(node.level, MAX_LEVEL)

    def _paragraph(self, node: BlockNode) -> tuple[Block, ...]:
        passage = self.reading.passage(node.text, node.first)
        span, extent = passage.span(0, len(node.text)), self.reading.block_extent(node)
        named = self._named(passage) if self.frame not in ID_ON_FRAME else Named(passage, "", ())
        picture = _PICTURE.fullmatch(named.words.text)
        self._check_beginning(node)
        if picture:
            path, alt = picture["path"].strip(), picture["alt"]
            problem = picture_problem(path, alt, span)
            self.reading.found += [problem] if problem else []
            inner = passage.part(*picture.span("alt")).extent()
            return () if problem else (Picture(path, alt, span, named.id, extent=extent, inner=inner),)
        words = self.prose(named.words, formula=self.frame == "formel")
        if len(words) == 1 and isinstance(words[0], Strong):
            hint = "skriv den som »### Overskrift {#overskrift}«, så den kan findes og læses op som overskrift"
            self.reading.found.append(warning("fed-som-overskrift", "afsnittet ligner en overskrift", span, hint))
        return (Paragraph(words, span, named.id, extent=extent, inner=named.words.extent()),)

    def _list(self, nodes: tuple[BlockNode, ...], index: int) -> Block:
        node = nodes[index]
        self._check_beginning(node)
        continued = continued_number(nodes, index)
        if continued is None:
            before = len(self.reading.found)
            items = self.lists.read(node)
            if before == len(self.reading.found) and interrupts_sentence(nodes[index - 1] if index else None, node):
                sentence_warning(node, self.reading)
            return items
        number, breaker = continued
        message = f"teksten her deler listen i to; punkt {number} ville begynde forfra med 1"
        hint = "ryk linjerne tre mellemrum ind, så de hører til punktet over dem"
        self.reading.found.append(error("liste-afbrudt", message, self.reading.line_span(breaker.first), hint))
        return self.lists.read(node, start=number)

    def _quote(self, node: BlockNode) -> tuple[Block, ...]:
        self._check_beginning(node)
        span = self.reading.line_span(node.first)
        for child in node.children:
            if child.kind not in ("paragraph", "footnote_reference", *LISTS):
                hint = "afslut citatet med en blank linje"
                place = self.reading.line_span(child.first)
                message = "et citat kan kun have afsnit og lister"
                self.reading.found.append(error("citat-indhold", message, place, hint))
        for line in range(node.first, node.last):
            if not self.reading.lines[line].lstrip().startswith(">") and self.reading.lines[line].strip():
                hint = "begynd linjen med >, eller sæt en blank linje før den, hvis den ikke hører til citatet"
                message = "linjen blev en del af citatet over den"
                self.reading.found.append(warning("citat-fortsat", message, self.reading.line_span(line), hint))
        inside = tuple(child for child in node.children if child.kind == "paragraph" or child.kind in LISTS)
        if not node.children:
            self.reading.found.append(error("citat-tomt", "citatet har ingen tekst", span, "skriv teksten efter >"))
        extent, inner = self.reading.block_extent(node), self.reading.inside(node)
        return (Quote(self.read(inside), span, extent=extent, inner=inner),)

    def _container(self, node: BlockNode) -> tuple[Block, ...]:
        self._check_beginning(node)
        span = self.reading.line_span(node.first)
        if self.frame:
            message = f"rammen står inde i rammen »{self.frame}«"
            hint = f"luk »{self.frame}« med ::: på linjen før"
            self.reading.found.append(error("ramme-i-ramme", message, span, hint))
        extents = self.reading.block_extent(node), self.reading.inside(node)
        head = container_head(self.reading.passage(node.info, node.first), span, *extents)
        if not node.markup:
            last = node.last >= len(self.reading.lines) - 1
            hint = f"sæt ::: på en linje for sig {'sidst i filen' if last else f'før linje {node.last + 1}'}"
            message = f"rammen »{head.name}« bliver ikke lukket"
            self.reading.found.append(error("ramme-uafsluttet", message, span, hint))
        outer, self.frame = self.frame, head.name
        blocks = self.read(node.children)
        self.frame = outer
        made = build_container(head, self.inline, blocks)
        self.reading.found += head.found
        return made

    def _check_beginning(self, node: BlockNode) -> None:
        """Before the first heading there is nothing (the numbering and the contents begin there)."""
        if self.level == 0 and not self.frame:
            self.level = 1
            place = self.reading.line_span(node.first)
            hint = "begynd filen med »# Overskrift {#overskrift}«"
            self.reading.found.append(
                error("tekst-foer-overskrift", "der står tekst før den første overskrift", place, hint)
            )

    def _refuse(self, node: BlockNode) -> None:
        span = self.reading.line_span(node.first)
        match node.kind:
            case "stray":
                hint = "slet linjen, eller find den »::: navn«-linje, der mangler før den"
                problem = error("ramme-ikke-aabnet", "her lukkes en ramme, som ikke er åbnet", span, hint)
            case "hr" if node.first == 0:
                hint = "slet linjerne; titel, datoer og parter står i udgave.yaml"
                problem = error("streg-i-tekst", "filen begynder med en streg", span, hint)
            case "hr":
                hint = "slet linjen; brug en overskrift, hvis der begynder noget nyt"
                problem = error("streg-i-tekst", "vandrette streger kan ikke bruges", span, hint)
            case _:
                hint = "ryk linjen helt ud til venstre, og slet eventuelle ``` om teksten"
                message = "linjen blev til programkode, fordi den er rykket ind eller står mellem ```"
                problem = error("kode-i-tekst", message, span, hint)
        self.reading.found.append(problem)
