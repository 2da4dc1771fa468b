"""Takes a passage of inline Markdown, gives `model.inline` nodes, every one with its span, and all findings.

Neighbouring text, escapes and line ends become one `Text`: a line end is a space there, and the span is the first
line's. A footnote's text stands elsewhere; `notes` fetches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.inline import Emphasis, FactUse, FootnoteCall, Foreign, Inline, LineBreak, Link, Strong, Text
from rammeaftale.read.letters import unprinted
from rammeaftale.read.markdown.addresses import bare_addresses
from rammeaftale.read.markdown.links import read_link
from rammeaftale.read.markdown.nodes import InlineNode
from rammeaftale.read.markdown.notes import Notes
from rammeaftale.read.markdown.parser import parse_pieces
from rammeaftale.read.markdown.positions import OpenFile, Passage
from rammeaftale.read.markdown.refused import remedy
from rammeaftale.read.markdown.traps import BREAK_IN_CELL, BREAK_IN_TEXT, context_traps, text_traps, unmatched_brackets
from rammeaftale.read.markdown.wording import dashes, wording
from rammeaftale.read.signs import Remark

_FACT_FORMS = ("ord", "tal", "kort", "stort")
MAX_LENGTH = 20_000
"""Characters of one passage: the engine's time grows faster than the text."""

_TEXT = frozenset(("text", "softbreak", "escape", "entity"))
_FACT_NAME = re.compile(r"[a-zæøå][a-zæøå0-9_]*(?:\.[a-zæøå0-9_]+)*")
_LANGUAGE = re.compile(r"\{sprog=(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}")
_TOUCHED_BEFORE = re.compile(r"(?:\w*[^\W_]\*{0,3}|\{\{[^{}]*\}\})\Z")
_TOUCHED_AFTER = re.compile(r"(?!s\b)\*{0,3}[^\W_]\w*|\{\{[^{}]*\}\}|\[\]\([^()]*\)")
"""A genitive may follow: `[](bilag:takster)s`."""
_LOOK_BACK = 80
"""Characters in which the word or the fact before a reference has room."""

_REFUSED = {
    "fact-open": (
        "fakta-uafsluttet",
        "her begynder »{{{{«, men der mangler »}}}}«",
        "skriv {{ gruppe.navn }} på én linje med to klammer i hver ende",
    ),
    "template": (
        "skabelon-i-tekst",
        "»{0}« er skabelonsprog, som ikke kan bruges i teksten",
        "kun {{ gruppe.navn }} kan bruges; slet resten",
    ),
    "attribute": (
        "id-forkert-sted",
        "»{0}« kan ikke stå her",
        "et id står allersidst i en overskrift, et stykke, et punkt eller en fodnote med et mellemrum foran, "
        "eller på den første linje af en tabel, figur, faktaboks, formel eller udestår",
    ),
    "brace": (
        "klamme-alene",
        "klammen »{0}« har ingen mening her",
        "fakta skrives {{ gruppe.navn }}, fremmede ord [ord]{sprog=en}; en klamme i teksten er \\{ eller \\}",
    ),
    "html": (
        "html-i-tekst",
        "»{0}« er HTML, som ikke kan bruges",
        "brug Markdown: *kursiv*, **fed**, \\ sidst på linjen for linjeskift; efter »<« i tekst skrives mellemrum",
    ),
    "entity": (
        "html-i-tekst",
        "»{0}« er en HTML-kode",
        "skriv selve tegnet, fx & eller –",
    ),
    "code": (
        "kode-i-tekst",
        "»{0}« er markeret som kode, og det kan ikke bruges",
        "brug »…« om ord, der citeres; apostrof er ', ikke `",
    ),
    "too-deep": (
        "fremhaevning-for-dyb",
        "fremhævning ligger inde i fremhævning mange gange",
        "sæt stjerner om de enkelte ord, og luk hver fremhævning, før den næste begynder",
    ),
    "image": (
        "billede-i-tekst",
        "et billede kan ikke stå inde i teksten",
        "sæt ![tekst](billede.png) alene på en linje med en blank linje før og efter",
    ),
}


@dataclass(slots=True)
class InlineReader:
    """Reads one passage of a file; without `notes` no footnote can stand in it.

    `may_link` is whether an address in its words is to be a link: not in titles and fields, nor in a link.
    """

    passage: Passage
    file: OpenFile
    notes: Notes | None
    formula: bool = False
    may_link: bool = True
    is_cell: bool = False

    def read(self) -> tuple[Inline, ...]:
        """The whole passage."""
        text = self.passage.text
        if len(text) > MAX_LENGTH:
            message = f"stykket er på {len(text)} tegn; det højeste er {MAX_LENGTH}"
            self.file.error("afsnit-for-langt", message, self.passage.span(0, 1), "del det med blanke linjer")
            return ()
        nodes = parse_pieces(text)
        for at in unmatched_brackets(nodes):
            hint = "skriv [ord](bilag:id) på én linje; en klamme, der skal trykkes, er \\[ eller \\]"
            message = f"klammen »{text[at]}« hører ikke sammen med nogen anden"
            self.file.error("klamme-alene", message, self.passage.span(at, at + 1), hint)
        return self._inlines(nodes)

    def _inlines(self, nodes: Iterable[InlineNode]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for is_text, run in groupby(nodes, lambda node: node.kind in _TEXT):
            if is_text:
                made += self._text(list(run))
                continue
            for node in run:
                made += self._inline(node)
        return tuple(made)

    def _inline(self, node: InlineNode) -> tuple[Inline, ...]:
        span = self.passage.span(node.start, node.end)
        made: Inline | None = None
        match node.kind:
            case "emphasis" | "strong":
                self._check_emphasis(node, span)
                children = self._inlines(node.children)
                made = Emphasis(children, span) if node.kind == "emphasis" else Strong(children, span)
            case "hardbreak":
                self._check_line_break(node)
                made = LineBreak(span)
            case "fact":
                made = self._fact(node, span)
            case "note":
                made = self._note(node, span)
            case "bracket":
                return self._bracket(node, span)
            case "autolink":
                self._check_letters(node.start, node.end)
                address = node.text if ":" in node.text else f"mailto:{node.text}"
                made = read_link(address, (Text(node.text, span),), node.text, span, self.file)
            case _:
                self._refuse(node)
        return (made,) if made else ()

    def _text(self, run: list[InlineNode]) -> tuple[Text, ...]:
        """One Text of a run of text, escapes and line ends; only the text itself is checked for traps."""
        for is_text, nodes in groupby(run, lambda node: node.kind == "text"):
            if is_text:  # checked in one piece, for the engine splits text at every star
                pieces = list(nodes)
                self._check_text(pieces[0].start, pieces[-1].end)
        for node in run:
            source = self.passage.text[node.start : node.end]
            if node.kind == "entity":
                self._refuse(node)
            elif node.kind == "escape" and source == node.text:
                hint = "skriv »/« i stedet; en omvendt skråstreg står kun før et tegn som * eller sidst på linjen"
                span = self.passage.span(node.start, node.end)
                self.file.warning("skraastreg", f"skråstregen i »{source}« bliver trykt", span, hint)
        value = "".join(" " if node.kind == "softbreak" else node.text for node in run)
        begin = next((node for node in run if node.kind != "softbreak"), run[0])
        return (Text(value, self.passage.span(begin.start, run[-1].end)),)

    def _check_text(self, begin: int, end: int) -> None:
        """Traps and typography of a run of text."""
        text = self.passage.text[begin:end]
        unknown = self._check_letters(begin, end)
        bare = tuple(bare_addresses(text)) if self.may_link else ()
        for add, remarks in ((self.file.error, text_traps(text)), (self.file.warning, (*wording(text), *bare))):
            for remark in remarks:
                if any(letters.start < remark.end and remark.start < letters.end for letters in unknown):
                    continue
                span = self.passage.span(begin + remark.start, begin + remark.end)
                hint = BREAK_IN_CELL if self.is_cell and remark.hint == BREAK_IN_TEXT else remark.hint
                add(remark.kind, remark.message, span, hint)
        for trap in context_traps(self.passage.text, begin, end):
            if any(address.start <= trap.start - begin < address.end for address in bare):
                continue
            self.file.error(trap.kind, trap.message, self.passage.span(trap.start, trap.end), trap.hint)
        for dash in () if self.formula else dashes(self.passage.text, begin, end):
            self.file.warning(dash.kind, dash.message, self.passage.span(dash.start, dash.end), dash.hint)
        if text.endswith("\\") and end == len(self.passage.text):
            hint = "slet den, eller fortsæt på næste linje uden blank linje imellem"
            span = self.passage.span(end - 1, end)
            self.file.error("linjeskift-sidst", "linjeskiftet »\\« har ingen linje efter sig", span, hint)

    def _check_letters(self, begin: int, end: int) -> list[Remark]:
        """What cannot be printed in a run; told where nothing else is wrong with it, as with a foreign bullet."""
        found = list(unprinted(self.passage.text[begin:end]))
        for letters in found:
            span = self.passage.span(begin + letters.start, begin + letters.end)
            if not self.file.has_told(letters.kind, span):
                self.file.error(letters.kind, letters.message, span, letters.hint)
        return found

    def _refuse(self, node: InlineNode) -> None:
        kind, message, hint = _REFUSED[node.kind]
        source = self.passage.text[node.start : node.end]
        hint = remedy(node.kind, source, is_cell=self.is_cell) or hint
        self.file.error(kind, message.format(source), self.passage.span(node.start, node.end), hint)

    def _check_emphasis(self, node: InlineNode, span: TextSpan) -> None:
        text = self.passage.text
        before, after = text[max(node.start - 1, 0) : node.start], text[node.end : node.end + 1]
        said = text[node.start : node.end]
        if node.text.startswith("_"):
            hint = "skriv *kursiv* eller **fed**"
            self.file.error("fremhaevning-tegn", f"»{said}« er fremhævet med understreger", span, hint)
        elif before.isalnum() or after.isalnum():
            hint = "skriv × som gangetegn; fremhæv ellers hele ordet"
            message = f"»{before}{said}{after}« fremhæver noget midt i et ord, og stjernerne bliver ikke trykt"
            self.file.error("fremhaevning-i-ord", message, span, hint)

    def _check_line_break(self, node: InlineNode) -> None:
        if self.passage.text[node.start] == "\n":
            span = self.passage.span(max(node.start - 2, 0), node.start)
            message = "to mellemrum sidst på linjen giver et linjeskift, som ikke kan ses i teksten"
            hint = "slet mellemrummene, eller skriv \\ sidst på linjen, hvis der skal være linjeskift"
            self.file.warning("linjeskift-usynligt", message, span, hint)

    def _fact(self, node: InlineNode, span: TextSpan) -> FactUse | None:
        name, *forms = (part.strip() for part in node.text[2:-2].split("|"))
        if not _FACT_NAME.fullmatch(name) or len(forms) > 1:
            message = f"»{node.text}« er ikke et navn på et tal eller ord fra fakta.yaml"
            meant = re.sub(r"[ -]", "_", name.lower())
            hint = "skriv {{ gruppe.navn }} eller {{ gruppe.navn | ord }} med små bogstaver, tal, _ og punktum"
            if _FACT_NAME.fullmatch(meant) and len(forms) <= 1:
                hint = f"skriv {{{{ {' | '.join((meant, *forms))} }}}}"
            self.file.error("fakta-ulovlig", message, span, hint)
            return None
        form = forms[0] if forms else ""
        if forms and form not in _FACT_FORMS:
            known = f"brug {', '.join(_FACT_FORMS[:-1])} eller {_FACT_FORMS[-1]}, eller udelad | og formatet"
            hints = (*suggestion(form, _FACT_FORMS), known)
            self.file.error("fakta-format", f"formatet »{form}« findes ikke", span, *hints)
            return None
        return FactUse(name, form, span)

    def _note(self, node: InlineNode, span: TextSpan) -> FootnoteCall | None:
        label = node.text[2:-1]
        if self.notes is None:
            message = f"fodnoten »{label}« kan ikke stå her"
            self.file.error("fodnote-forkert-sted", message, span, "skriv teksten i parentes i stedet")
            self.file.misplaced_notes.add(label)
            return None
        self._check_touching(node, is_note=True)
        note = self.notes.fetch(label, span)
        if note is None:
            return None
        return FootnoteCall(label, note.children, span, note.id, extent=note.extent, inner=note.inner)

    def _check_touching(self, node: InlineNode, *, is_note: bool) -> None:
        """What is printed for a note or a place grows together with a word right beside it; a note follows its word."""
        text = self.passage.text
        after = _TOUCHED_AFTER.match(text, node.end)
        before = None if is_note else _TOUCHED_BEFORE.search(text, max(node.start - _LOOK_BACK, 0), node.start)
        if before or after:
            source = text[node.start : node.end]
            hint, span = f"sæt et mellemrum ved {source}", self.passage.span(node.start, node.end)
            glued = f"{before[0] if before else ''}{source}{after[0] if after else ''}"
            self.file.warning("mellemrum-mangler", f"»{glued}« bliver trykt i ét", span, hint)

    def _bracket(self, node: InlineNode, span: TextSpan) -> tuple[Inline, ...]:
        may_link, self.may_link = self.may_link, False
        children = self._inlines(node.children)
        self.may_link = may_link
        if node.text.startswith("("):
            return self._link(node, children, span)
        language = _LANGUAGE.fullmatch(node.text)
        if language and children:
            return (Foreign(language["tag"], children, span),)
        if node.text.startswith("["):
            hint = "skriv adressen selv: [ord](bilag:id) eller [ord](https://…)"
            self.file.error("henvisning-ulovlig", f"henvisningen »{node.text}« er ikke en adresse", span, hint)
        else:
            hint = "skriv fx [benchmarking]{sprog=en}"
            self.file.error("sprog-ulovligt", f"»{node.text}« efter ordene kan ikke bruges", span, hint)
        return children

    def _link(self, node: InlineNode, children: tuple[Inline, ...], span: TextSpan) -> tuple[Inline, ...]:
        if self.passage.text[max(node.start - 1, 0) : node.start] == "!":
            hint = "skriv ![tekst](billede.png) uden parenteser i navn og tekst, eller \\! før et link"
            self.file.error("billede-ulovligt", "her skulle vist stå et billede", span, hint)
        if any(isinstance(child, Link | FootnoteCall) for child in children):
            hint = "sæt fodnoten eller linket efter ordene"
            self.file.error("henvisning-ulovlig", "der er et link eller en fodnote inde i linket", span, hint)
        if not children and not node.text.startswith("(lov:"):  # of a law's name check/wording.py tells
            self._check_touching(node, is_note=False)
        said = "".join(child.value if isinstance(child, Text) else "x" for child in children)
        link = read_link(node.text[1:-1].strip(), children, said, span, self.file)
        return (link,) if link else children
